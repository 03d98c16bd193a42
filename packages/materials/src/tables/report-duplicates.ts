import { nameRows, type MaterialsFinding } from "./findings.ts";
import type { MaterialsTableOptions } from "./materials-table.ts";

/** Tells materials that occur in several rows, how much their targets differ, and what was done. */
export function reportDuplicates(
  sets: readonly (readonly number[])[],
  targets: Float64Array,
  rows: readonly number[],
  labels: readonly string[],
  table: {
    readonly isRegression: boolean;
    readonly options: MaterialsTableOptions;
    readonly unit: string | undefined;
  },
  findings: MaterialsFinding[],
): void {
  if (sets.length === 0) return;
  const { isRegression, options, unit } = table;
  const spreads = sets.map((set) => {
    let least = Infinity;
    let most = -Infinity;
    for (const index of set) {
      least = Math.min(least, targets[index]);
      most = Math.max(most, targets[index]);
    }
    return most - least;
  });
  const greatest = spreads.reduce((best, spread) => Math.max(best, spread), 0);
  const widest = sets[spreads.indexOf(greatest)];
  const conflicts = spreads.filter((spread) => spread > 0).length;
  const involved = sets.flat().map((index) => rows[index]);
  const policy = options.duplicates ?? "mean";
  const done =
    policy === "keep-all"
      ? "All are kept: keep rows of one material in one fold"
      : policy === "keep-first"
        ? "The first row of each is kept"
        : isRegression
          ? "Each is merged into one row with the mean target"
          : "Each is merged into one row with the most frequent class";
  const difference = !isRegression
    ? `${conflicts} of them with different classes`
    : conflicts === 0
      ? "with equal targets"
      : `differing by up to ${Number(greatest.toPrecision(4))}${unit === undefined ? "" : ` ${unit}`} (${labels[widest[0]]}, ${nameRows(widest.map((index) => rows[index]))})`;
  findings.push({
    code: "duplicate-compositions",
    severity: conflicts > 0 ? "warning" : "information",
    message: `${sets.length} ${sets.length === 1 ? "material occurs" : "materials occur"} in ${involved.length} rows, ${difference}. ${done}.`,
    rows: involved.toSorted((a, b) => a - b),
  });
}
