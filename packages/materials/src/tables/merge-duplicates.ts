import type { Task } from "@ansatz/learning";

/** What becomes of rows with the same reduced composition. */
export type DuplicatePolicy = "keep-all" | "keep-first" | "mean";

export interface MergedRows {
  /** Indices of the rows that stay, in their order: the first of each set. */
  readonly kept: readonly number[];
  /** By kept row. */
  readonly targets: Float64Array;
  /** Sets of two and more indices with one key. */
  readonly sets: readonly (readonly number[])[];
}

function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  // The first among equally frequent ones: a Map keeps the order of insertion.
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}

/** Merges rows of one key: the mean of their numbers or the most frequent of their classes stands for them. */
export function mergeDuplicates(
  keys: readonly string[],
  targets: Float64Array,
  task: Task,
  policy: DuplicatePolicy,
): MergedRows {
  const members = new Map<string, number[]>();
  for (const [index, key] of keys.entries()) {
    const list = members.get(key);
    if (list === undefined) members.set(key, [index]);
    else list.push(index);
  }
  const sets = [...members.values()].filter((list) => list.length > 1);
  if (policy === "keep-all") return { kept: keys.map((_, index) => index), targets, sets };
  const groups = [...members.values()];
  const merged = Float64Array.from(groups, (list) => {
    if (policy === "keep-first" || list.length === 1) return targets[list[0]];
    const values = list.map((index) => targets[index]);
    return task === "classification"
      ? mostFrequent(values)
      : values.reduce((sum, value) => sum + value, 0) / values.length;
  });
  return { kept: groups.map((list) => list[0]), targets: merged, sets };
}
