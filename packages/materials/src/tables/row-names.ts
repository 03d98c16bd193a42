import type { Layout } from "./layout.ts";

/** Names of rows of numbers: the first column of different texts that plays no other part, else "row 5". */
export function rowNames(
  { names, data, target, group, features, otherNumbers }: Layout,
  indices: readonly number[],
): string[] {
  const taken = new Set([target, group, ...features, ...otherNumbers]);
  const column = names.findIndex((_, at) => {
    if (taken.has(at)) return false;
    const cells = new Set(indices.map((index) => data[index].cells[at] ?? ""));
    return !cells.has("") && cells.size === indices.length;
  });
  return indices.map((index) => (column < 0 ? `row ${data[index].row}` : data[index].cells[column]));
}
