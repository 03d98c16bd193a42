import { MomentsError } from "../errors.ts";
import type { Means } from "./read-means.ts";
import type { NumberTable } from "./read-number-table.ts";

type RiskKind = "covariances" | "correlations";

/** A table of covariances or correlations; NaN on the diagonal where a table of pairs leaves it out. */
export interface RiskTable {
  readonly values: Float64Array;
  readonly toCovariance: (kind?: RiskKind) => { readonly kind: RiskKind; readonly covariance: Float64Array };
}

/** Reads risks as a matrix or as rows i, j, value, for the assets of `means`. */
export function readRisk(table: NumberTable, means: Means): RiskTable {
  const values = isPairs(table, means.names.length) ? readPairs(table, means) : readMatrix(table, means);
  return { values, toCovariance: (kind) => toCovariance(values, means, kind) };
}

/** Rows of three numbers of which two are whole, unless a 3 × 3 matrix is more likely. */
function isPairs({ rows }: NumberTable, count: number): boolean {
  const fits = rows.every(
    ({ numbers, name }) =>
      name === undefined &&
      numbers.length === 3 &&
      numbers.slice(0, 2).every((index) => Number.isInteger(index) && index >= 0),
  );
  if (!fits || count !== 3 || rows.length !== 3) return fits;
  // Three rows of three: pairs need (1,2), (1,3) and (2,3), counted from 0 or 1; a matrix is symmetric.
  return rows.some(({ numbers }, i) => rows.some((other, j) => numbers[j] !== other.numbers[i]));
}

function readPairs({ rows }: NumberTable, { names }: Means): Float64Array {
  const count = names.length;
  const base = rows.some(({ numbers }) => numbers[0] === 0 || numbers[1] === 0) ? 0 : 1;
  const values = new Float64Array(count * count).fill(Number.NaN);
  const where = new Map<number, number>();
  for (const { row, numbers } of rows) {
    const [i, j, value] = [numbers[0] - base, numbers[1] - base, numbers[2]];
    if (i >= count || j >= count) {
      throw new MomentsError(
        `row ${row} of the risks: assets must be in [${base}, ${count - 1 + base}], got ${numbers[0]}, ${numbers[1]}`,
        { row, i: numbers[0], j: numbers[1] },
      );
    }
    const earlier = values[i * count + j];
    if (
      !Number.isNaN(earlier) &&
      Math.abs(earlier - value) > 1e-9 * Math.max(Math.abs(earlier), Math.abs(value))
    ) {
      throw new MomentsError(
        `the risk of ${names[i]} and ${names[j]} must have one value, got ${earlier} in row ${where.get(i * count + j)!} and ${value} in row ${row}`,
        { row, values: [earlier, value] },
      );
    }
    values[i * count + j] = value;
    values[j * count + i] = value;
    where.set(i * count + j, row).set(j * count + i, row);
  }
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      if (!Number.isNaN(values[i * count + j])) continue;
      throw new MomentsError(
        `the risks must have a row for each pair of assets, got none for ${names[j]} and ${names[i]}`,
        {
          assets: [names[j], names[i]],
        },
      );
    }
  }
  return values;
}

function readMatrix({ header, rows }: NumberTable, { names }: Means): Float64Array {
  const count = names.length;
  if (rows.length !== count) {
    throw new MomentsError(
      `risks must be ${count} rows for ${count} assets, or rows i, j, value, got ${rows.length} rows`,
      {
        rows: rows.length,
        assets: count,
      },
    );
  }
  const compareNames = (found: readonly string[], what: string): void => {
    // Names that mean nothing to the table of means (Asset 1, …) cannot disagree with it.
    const known = new Set(names);
    const at = found.findIndex((name, index) => known.has(name) && name !== names[index]);
    if (at >= 0) {
      throw new MomentsError(
        `assets must have the same order in both tables, got ${found[at]} in place ${at + 1} of the risks' ${what} and ${names[at]} in the means`,
        { place: at + 1, risks: found[at], means: names[at] },
      );
    }
  };
  if (header !== undefined) compareNames(header.slice(-count), "header");
  if (rows[0].name !== undefined)
    compareNames(
      rows.map(({ name }) => name ?? ""),
      "first column",
    );
  const values = new Float64Array(count * count);
  for (const [i, { row, numbers }] of rows.entries()) {
    if (numbers.length !== count) {
      throw new MomentsError(`row ${row} of the risks must hold ${count} numbers, got ${numbers.length}`, {
        row,
        numbers: numbers.length,
      });
    }
    values.set(numbers, i * count);
  }
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const [value, mirrored] = [values[i * count + j], values[j * count + i]];
      if (Math.abs(value - mirrored) > 1e-8 * largest) {
        throw new MomentsError(
          `risks must be symmetric, got ${value} for (${names[i]}, ${names[j]}) and ${mirrored} for (${names[j]}, ${names[i]})`,
          { row: rows[i].row, assets: [names[i], names[j]], values: [value, mirrored] },
        );
      }
      values[i * count + j] = values[j * count + i] = (value + mirrored) / 2;
    }
  }
  return values;
}

function recogniseKind(values: Float64Array, { names, deviation }: Means): RiskKind {
  const count = names.length;
  const diagonal = names.map((_, index) => values[index * (count + 1)]);
  const isUnit = diagonal.every((value) => Number.isNaN(value) || Math.abs(value - 1) < 1e-6);
  if (!isUnit) return "covariances";
  if (deviation === undefined) {
    throw new MomentsError(
      "risks with a diagonal of 1 look like correlations, which need standard deviations: add them as second column of the means, or say that they are covariances (option risk)",
    );
  }
  return deviation.every((value) => Math.abs(value - 1) < 1e-6) ? "covariances" : "correlations";
}

function toCovariance(
  values: Float64Array,
  means: Means,
  given?: RiskKind,
): { kind: RiskKind; covariance: Float64Array } {
  const { names, deviation } = means;
  const count = names.length;
  const kind = given ?? recogniseKind(values, means);
  const covariance = values.slice();
  if (kind === "correlations") {
    if (deviation === undefined) {
      throw new MomentsError("correlations need standard deviations: add them as second column of the means");
    }
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) {
        const value = i === j && Number.isNaN(values[i * count + j]) ? 1 : values[i * count + j];
        const isWrong = i === j ? Math.abs(value - 1) > 1e-6 : Math.abs(value) > 1 + 1e-9;
        if (isWrong) {
          throw new MomentsError(
            `a correlation must be ${i === j ? "1 of an asset with itself" : "in [-1, 1]"}, got ${value} for ${names[i]} and ${names[j]}`,
            { assets: [names[i], names[j]], value },
          );
        }
        covariance[i * count + j] = (i === j ? 1 : value) * deviation[i] * deviation[j];
      }
    }
    return { kind, covariance };
  }
  for (let i = 0; i < count; i++) {
    const variance = values[i * (count + 1)];
    const expected = deviation === undefined ? undefined : deviation[i] ** 2;
    if (Number.isNaN(variance)) {
      if (expected === undefined) {
        throw new MomentsError(`the risks must have a variance of each asset, got none of ${names[i]}`, {
          asset: names[i],
        });
      }
      covariance[i * (count + 1)] = expected;
    } else if (
      expected !== undefined &&
      Math.abs(variance - expected) > 0.02 * Math.max(variance, expected)
    ) {
      throw new MomentsError(
        `variance and standard deviation must agree, got variance ${variance} and deviation ${deviation![i]} (squared ${Number(expected.toPrecision(6))}) for ${names[i]}`,
        { asset: names[i], variance, deviation: deviation![i] },
      );
    }
  }
  return { kind, covariance };
}
