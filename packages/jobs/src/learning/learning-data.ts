import type { RowDescription } from "@ansatz/contract";
import { createDataSet, selectSamples, type DataSet } from "@ansatz/learning";
import type { MaterialsFinding, MaterialsTable } from "@ansatz/materials";
import { createRandom } from "@ansatz/simulator";
import { chooseDescriptors, describeRows, elementColumns, type Subjects } from "./describe-rows.ts";
import { readTable, type DataRequest } from "./read-table.ts";

/** A request's data, described. */
export interface LearningData {
  readonly data: DataSet;
  /** Formulas or names, a row each. */
  readonly labels: readonly string[];
  /** Rows of the table's text, from 1 with its header. */
  readonly rows: readonly number[];
  readonly groups: readonly string[];
  readonly target: {
    readonly name: string;
    readonly unit: string | null;
    readonly classes: readonly string[];
  };
  readonly description: RowDescription;
  /** Rows of the table that are not learnt from. */
  readonly dropped: number;
  readonly findings: readonly string[];
  /** Those of the findings that may change a conclusion. */
  readonly warnings: readonly string[];
}

/**
 * Reads and describes the data of a request.
 *
 * @throws MaterialsTableError, CompositionError, StructureError, DataSetError.
 */
export async function readLearningData(request: DataRequest): Promise<LearningData> {
  const table = await readTable(request);
  const { subject, compositions, crystals, molecules, classes, findings, understood, target } = table;
  const subjects: Subjects = { compositions, crystals, molecules, numbers: table.features };
  const descriptors = chooseDescriptors(subject, request.descriptors);
  const elements = descriptors.includes("fractions") ? elementColumns(subjects) : [];
  const { features, problems } = await describeRows(subjects, { descriptors, elements });
  const kept = <Entry>(list: readonly Entry[]): Entry[] => list.filter((_, index) => !problems.has(index));
  const targets = table.targets.filter((_, index) => !problems.has(index));
  const textOf = (wanted: MaterialsFinding["severity"]): string[] =>
    findings.filter(({ severity }) => severity === wanted).map(({ message }) => message);
  return {
    data: createDataSet(features, targets, classes),
    labels: kept(table.labels),
    rows: kept(table.rows),
    groups: kept(table.groups),
    target: { name: target.name, unit: target.unit ?? null, classes },
    description: {
      subject,
      subjectColumn: subject === "numbers" ? null : table.columns.composition,
      columns: [...(table.features?.names ?? [])],
      descriptors,
      elements,
      names: [...features.names],
    },
    dropped: understood.rowCount - targets.length,
    findings: textOf("information"),
    warnings: [...textOf("warning"), ...undescribed(table, problems)],
  };
}

/** Names the structures that have no description. */
function undescribed({ rows }: MaterialsTable, problems: ReadonlyMap<number, string>): string[] {
  if (problems.size === 0) return [];
  const shown = [...problems].slice(0, 3).map(([index, message]) => `row ${rows[index]}: ${message}`);
  const more = problems.size > shown.length ? `; and ${problems.size - shown.length} more` : "";
  return [`Structures that cannot be described were left out: ${shown.join("; ")}${more}.`];
}

/** So many of the rows, drawn at random and in their order; all where there are no more. */
function drawRows(learning: LearningData, count: number, seed: number): LearningData {
  const total = learning.labels.length;
  if (count >= total) return learning;
  const { uniform } = createRandom(seed);
  const order = Array.from({ length: total }, (_, row) => ({ row, key: uniform() }));
  const chosen = order
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ row }) => row)
    .sort((a, b) => a - b);
  const of = <Entry>(list: readonly Entry[]): Entry[] => chosen.map((row) => list[row]);
  return {
    ...learning,
    data: selectSamples(learning.data, chosen),
    labels: of(learning.labels),
    rows: of(learning.rows),
    groups: of(learning.groups),
    dropped: learning.dropped + total - count,
    findings: [
      ...learning.findings,
      `${count.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} usable rows were drawn at random, as asked.`,
    ],
  };
}

/** The data of the last request that this thread read: the tasks of a job come one after the other. */
let last: { readonly key: string; readonly data: Promise<LearningData> } | undefined;

/** {@link readLearningData}, once for tasks of the same request. */
export function readLearningDataOnce(request: DataRequest): Promise<LearningData> {
  const { table, sample, composition, structures, structure, smiles, columns } = request;
  const { target, unit, task, group, duplicates, descriptors, rows, seed = 0 } = request;
  const key = JSON.stringify([
    ...[table, sample, composition, structures, structure, smiles, columns],
    ...[target, unit, task, group, duplicates, descriptors, rows, seed],
  ]);
  if (last?.key !== key) {
    const all = readLearningData(request);
    last = { key, data: rows === undefined ? all : all.then((learning) => drawRows(learning, rows, seed)) };
  }
  return last.data;
}
