import type { DataSet } from "../../data/data-set.ts";
import { DataSetError } from "../../errors.ts";
import { type Fold, trainRowsOf } from "./fold.ts";
import { type FoldProtocol, matbenchSeed } from "./fold-protocol.ts";
import { createLegacyRandomState, type LegacyRandomState } from "./legacy-random-state.ts";
import { blockPartition, groupedPartition, stratifiedPartition } from "./partitions.ts";

/** What folds are made from: the targets, and whether they are classes. */
export type FoldSubject = Pick<DataSet, "task" | "targets">;

function foldsOfPartition(partition: ArrayLike<number>, count: number, repeat: number): Fold[] {
  const rows = Array.from({ length: count }, (): number[] => []);
  for (let row = 0; row < partition.length; row++) if (partition[row] >= 0) rows[partition[row]].push(row);
  return rows.map((testRows, fold) => ({ index: repeat * count + fold, repeat, testRows }));
}

function checkCount(name: string, value: number, least: number, most: number, remedy: string): void {
  if (!(Number.isInteger(value) && value >= least && value <= most)) {
    throw new DataSetError(`${name} must be an integer in [${least}, ${most}], got ${value}: ${remedy}`, {
      [name]: value,
    });
  }
}

function checkLength(name: string, length: number, rowCount: number): void {
  if (length !== rowCount) {
    throw new DataSetError(`${name} must have one entry a row, got ${length} for ${rowCount} rows`, {
      length,
      rowCount,
    });
  }
}

function partition(
  subject: FoldSubject,
  folds: number,
  isStratified: boolean,
  random?: LegacyRandomState,
): Int32Array {
  const { task, targets } = subject;
  if (!isStratified) return blockPartition(targets.length, folds, random);
  if (task !== "classification") {
    throw new DataSetError("stratified folds must be of a classification, got a regression: use k-fold");
  }
  return stratifiedPartition(targets, folds, random);
}

function givenFolds(labels: readonly (number | string)[], never: number | string | undefined): Fold[] {
  const distinct = [...new Set(labels)].filter((label) => label !== never);
  if (distinct.every((label) => typeof label === "number")) distinct.sort((a, b) => a - b);
  if (distinct.length < (never === undefined ? 2 : 1)) {
    throw new DataSetError(`given folds must have at least two different labels, got ${distinct.length}`, {
      labels: distinct,
    });
  }
  const indexOf = new Map(distinct.map((label, fold) => [label, fold]));
  return foldsOfPartition(
    labels.map((label) => indexOf.get(label) ?? -1),
    distinct.length,
    0,
  );
}

function foldsOf(subject: FoldSubject, protocol: FoldProtocol): Fold[] {
  const rowCount = subject.targets.length;
  const checkFolds = (folds: number): void =>
    checkCount("folds", folds, 2, rowCount, "there must be at least two, and a row for each");
  switch (protocol.kind) {
    case "matbench": {
      checkFolds(5);
      const isStratified = subject.task === "classification";
      return foldsOfPartition(
        partition(subject, 5, isStratified, createLegacyRandomState(matbenchSeed)),
        5,
        0,
      );
    }
    case "k-fold":
    case "stratified": {
      const { folds, seed, kind } = protocol;
      checkFolds(folds);
      const random = seed === undefined ? undefined : createLegacyRandomState(seed);
      return foldsOfPartition(partition(subject, folds, kind === "stratified", random), folds, 0);
    }
    case "given":
      checkLength("labels", protocol.labels.length, rowCount);
      return givenFolds(protocol.labels, protocol.never);
    case "grouped":
      checkLength("groups", protocol.groups.length, rowCount);
      checkFolds(protocol.folds);
      return foldsOfPartition(groupedPartition(protocol.groups, protocol.folds), protocol.folds, 0);
    case "repeated": {
      const { folds, repeats, seed, isStratified = false } = protocol;
      checkFolds(folds);
      checkCount("repeats", repeats, 1, 1000, "more repeats than that tell nothing new");
      const random = createLegacyRandomState(seed);
      return Array.from({ length: repeats }, (_, repeat) =>
        foldsOfPartition(partition(subject, folds, isStratified, random), folds, repeat),
      ).flat();
    }
  }
}

/**
 * The folds of a protocol, each checked to be usable: rows to train on that hold more than one class or more than one
 * value of the target. With the seed of a published protocol they are that protocol's folds, row for row.
 *
 * @throws DataSetError where there are more folds than rows (groups, rows of a class), lengths differ, or a fold trains
 * on one class or one value only.
 */
export function createFolds(subject: FoldSubject, protocol: FoldProtocol): Fold[] {
  const { task, targets } = subject;
  const folds = foldsOf(subject, protocol);
  for (const fold of folds) {
    const trained = trainRowsOf(fold, targets.length);
    const first = targets[trained[0]];
    if (trained.every((row) => targets[row] === first)) {
      const only = task === "classification" ? "one class" : `the target ${first}`;
      throw new DataSetError(
        `the rows that fold ${fold.index + 1} trains on must differ in their target, got ${trained.length} of ${only} only: ${task === "classification" ? "use stratified folds" : "use other folds or more rows"}`,
        { fold: fold.index, rows: trained.length },
      );
    }
  }
  return folds;
}
