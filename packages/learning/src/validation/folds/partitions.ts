import { DataSetError } from "../../errors.ts";
import type { LegacyRandomState } from "./legacy-random-state.ts";

/**
 * The fold of each row in blocks of n/k rows, the first n mod k of them one row longer; of shuffled rows where there is
 * a generator.
 */
export function blockPartition(rowCount: number, folds: number, random?: LegacyRandomState): Int32Array {
  const order = Int32Array.from({ length: rowCount }, (_, row) => row);
  random?.shuffle(order);
  const partition = new Int32Array(rowCount);
  let start = 0;
  for (let fold = 0; fold < folds; fold++) {
    const size = Math.floor(rowCount / folds) + (fold < rowCount % folds ? 1 : 0);
    for (const row of order.subarray(start, start + size)) partition[row] = fold;
    start += size;
  }
  return partition;
}

/**
 * The fold of each row so that folds share out each class: classes are numbered by their first row, the sorted classes
 * are dealt out to the folds in turn, and each class fills its places in order, or in shuffled order where there is a
 * generator.
 *
 * @throws DataSetError where a class has fewer rows than there are folds.
 */
export function stratifiedPartition(
  targets: ArrayLike<number>,
  folds: number,
  random?: LegacyRandomState,
): Int32Array {
  const classOf = new Map<number, number>();
  const encoded = Int32Array.from(targets, (target) => {
    const known = classOf.get(target);
    if (known !== undefined) return known;
    classOf.set(target, classOf.size);
    return classOf.size - 1;
  });
  const counts = new Int32Array(classOf.size);
  for (const k of encoded) counts[k]++;
  const rarest = counts.reduce((least, count) => Math.min(least, count), Infinity);
  if (rarest < folds) {
    throw new DataSetError(
      `stratified folds must number at most ${rarest}, the rows of the rarest class, got ${folds}: use fewer folds or leave the class out`,
      { folds, rarest },
    );
  }
  const sorted = encoded.slice().sort();
  const partition = new Int32Array(targets.length);
  for (let k = 0; k < classOf.size; k++) {
    const places: number[] = [];
    for (let fold = 0; fold < folds; fold++) {
      for (let place = fold; place < sorted.length; place += folds)
        if (sorted[place] === k) places.push(fold);
    }
    const foldsOfClass = Int32Array.from(places);
    random?.shuffle(foldsOfClass);
    let next = 0;
    for (let row = 0; row < encoded.length; row++)
      if (encoded[row] === k) partition[row] = foldsOfClass[next++];
  }
  return partition;
}

/**
 * The fold of each row so that no group is in two folds: groups by size, largest first, each to the fold with the fewest
 * rows so far. Of groups of one size the one with the greatest label comes first.
 *
 * @throws DataSetError where there are fewer groups than folds.
 */
export function groupedPartition(groups: readonly (number | string)[], folds: number): Int32Array {
  const sizes = new Map<number | string, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  if (sizes.size < folds) {
    throw new DataSetError(`folds must number at most ${sizes.size}, the groups there are, got ${folds}`, {
      folds,
      groups: sizes.size,
    });
  }
  const ascending = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);
  const ordered = [...sizes].sort(([a, m], [b, n]) => n - m || ascending(b, a));
  const loads = new Array<number>(folds).fill(0);
  const foldOf = new Map<number | string, number>();
  for (const [group, size] of ordered) {
    const lightest = loads.indexOf(Math.min(...loads));
    loads[lightest] += size;
    foldOf.set(group, lightest);
  }
  return Int32Array.from(groups, (group) => foldOf.get(group)!);
}
