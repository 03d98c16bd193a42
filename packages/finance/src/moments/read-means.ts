import { MomentsError } from "../errors.ts";
import type { NumberTable } from "./read-number-table.ts";

/** Expected returns and, where given, standard deviations, a period. */
export interface Means {
  readonly names: readonly string[];
  readonly mean: Float64Array;
  readonly deviation?: Float64Array;
}

/** Reads rows of mean, or mean and standard deviation; a header that names them may give the other order. */
export function readMeans(table: NumberTable, given?: readonly string[]): Means {
  const width = table.rows[0]?.numbers.length ?? 0;
  if (width < 1 || width > 2) {
    throw new MomentsError(
      `a row of means must hold a mean, or a mean and a standard deviation, got ${width} numbers`,
      {
        numbers: width,
      },
    );
  }
  for (const { row, numbers } of table.rows) {
    if (numbers.length !== width) {
      throw new MomentsError(
        `row ${row} of the means must hold ${width} numbers as the first does, got ${numbers.length}`,
        {
          row,
          numbers: numbers.length,
        },
      );
    }
  }
  const titles = table.header?.slice(-width) ?? [];
  const isReversed = width === 2 && /std|stdev|dev|sigma|σ|vol|risk/i.test(titles[0] ?? "");
  const pick = (column: number): Float64Array =>
    Float64Array.from(table.rows, ({ numbers }) => numbers[column]);
  const mean = pick(isReversed ? 1 : 0);
  const names = nameAssets(table, given);
  if (width === 1) return { names, mean };
  const deviation = pick(isReversed ? 0 : 1);
  const negative = deviation.findIndex((value) => value < 0);
  if (negative >= 0) {
    throw new MomentsError(
      `a standard deviation must not be negative, got ${deviation[negative]} for ${names[negative]} in row ${table.rows[negative].row} of the means`,
      { asset: names[negative], row: table.rows[negative].row },
    );
  }
  return { names, mean, deviation };
}

function nameAssets(table: NumberTable, given?: readonly string[]): readonly string[] {
  const count = table.rows.length;
  if (given !== undefined && given.length !== count) {
    throw new MomentsError(`names must be ${count}, one for each row of means, got ${given.length}`, {
      names: given.length,
      rows: count,
    });
  }
  const names = table.rows.map(({ name }, index) => name ?? given?.[index] ?? `Asset ${index + 1}`);
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (name === "" || seen.has(name.toLowerCase())) {
      throw new MomentsError(
        `asset names must differ and not be empty, got ${JSON.stringify(name)} in row ${table.rows[index].row} of the means`,
        { name, row: table.rows[index].row },
      );
    }
    seen.add(name.toLowerCase());
  }
  return names;
}
