import { PriceTableError } from "../errors.ts";
import { listSome } from "./findings.ts";
import type { TableFinding } from "./findings.ts";
import { toIsoDate } from "./reading/parse-date-cell.ts";

/** What is done about values that are missing. */
export type MissingValues = "forward-fill" | "drop-rows";

/** A table of values, NaN where one is missing. */
export interface GappyTable {
  readonly names: readonly string[];
  /** Days since 1970-01-01. */
  readonly days: Float64Array;
  /** Value of asset a at row t at t·names.length + a. */
  readonly values: Float64Array;
}

/** Rows by ascending date, one a date: of several the last in the file stays. Returns the table and findings. */
export function orderByDate(
  table: GappyTable,
  isLong: boolean,
): { table: GappyTable; findings: TableFinding[] } {
  const { days, names, values } = table;
  const findings: TableFinding[] = [];
  const width = names.length;
  let ascents = 0;
  let descents = 0;
  for (let index = 1; index < days.length; index++) {
    if (days[index] > days[index - 1]) ascents++;
    else if (days[index] < days[index - 1]) descents++;
  }
  const order = Uint32Array.from({ length: days.length }, (_, index) => index);
  if (descents > 0) {
    order.sort((a, b) => days[a] - days[b] || a - b);
    if (!isLong) {
      findings.push({
        code: "unsorted-dates",
        severity: ascents > 0 ? "warning" : "information",
        message:
          ascents > 0
            ? `dates did not ascend at ${descents} of ${days.length - 1} rows; the rows were sorted by date`
            : "dates descended; the rows were turned round",
        count: descents,
      });
    }
  }
  const kept: number[] = [];
  const same: string[] = [];
  const different: string[] = [];
  for (const index of order) {
    const last = kept.at(-1);
    if (last === undefined || days[last] !== days[index]) {
      kept.push(index);
      continue;
    }
    const isSame = names.every((_, asset) =>
      Object.is(values[last * width + asset], values[index * width + asset]),
    );
    (isSame ? same : different).push(toIsoDate(days[index]));
    kept[kept.length - 1] = index;
  }
  if (same.length > 0) {
    findings.push({
      code: "duplicate-date",
      severity: "information",
      message: `the same row occurred twice for ${listSome(same)}; one was kept`,
      date: same[0],
      count: same.length,
    });
  }
  if (different.length > 0) {
    findings.push({
      code: "duplicate-date",
      severity: "warning",
      message: `rows with different values occurred for ${listSome(different)}; the last one in the file was kept`,
      date: different[0],
      count: different.length,
    });
  }
  return { table: pickRows(table, kept), findings };
}

export function pickRows(table: GappyTable, rows: readonly number[]): GappyTable {
  const width = table.names.length;
  const values = new Float64Array(rows.length * width);
  for (const [to, from] of rows.entries()) {
    values.set(table.values.subarray(from * width, (from + 1) * width), to * width);
  }
  return { names: table.names, days: Float64Array.from(rows, (row) => table.days[row]), values };
}

/** The table without the columns whose index `leaveOut` says yes to. */
export function dropColumns(table: GappyTable, leaveOut: (asset: number) => boolean): GappyTable {
  const kept = table.names.map((_, asset) => asset).filter((asset) => !leaveOut(asset));
  const width = table.names.length;
  const values = new Float64Array(table.days.length * kept.length);
  for (let row = 0; row < table.days.length; row++) {
    for (const [to, from] of kept.entries())
      values[row * kept.length + to] = table.values[row * width + from];
  }
  return { names: kept.map((asset) => table.names[asset]), days: table.days, values };
}

/**
 * The table without gaps, and what was done.
 *
 * Rows without any value go. Columns that miss more than `maximumMissingShare` of the rest go, by name. Then either
 * the value before a gap is carried forward, and rows before all columns have started go; or every row with a gap goes.
 * `protectedName` (the benchmark) is never left out.
 */
export function fillGaps(
  table: GappyTable,
  options: {
    missing: MissingValues;
    maximumMissingShare: number;
    protectedName?: string | undefined;
  },
): { table: GappyTable; findings: TableFinding[] } {
  const findings: TableFinding[] = [];
  const rowsWithValues: number[] = [];
  for (let row = 0; row < table.days.length; row++) {
    if (table.names.some((_, asset) => !Number.isNaN(table.values[row * table.names.length + asset]))) {
      rowsWithValues.push(row);
    }
  }
  const blank = table.days.length - rowsWithValues.length;
  if (blank > 0) {
    findings.push({
      code: "blank-rows",
      severity: "information",
      message: `${blank} rows had a date but no value; they were left out`,
      count: blank,
    });
    table = pickRows(table, rowsWithValues);
  }
  const missingIn = table.names.map((_, asset) => countMissing(table, asset));
  const allowed = options.maximumMissingShare * table.days.length;
  for (const [asset, count] of missingIn.entries()) {
    const name = table.names[asset];
    if (count <= allowed) continue;
    if (name === options.protectedName) {
      throw new PriceTableError(
        `benchmark ${name} must miss at most ${100 * options.maximumMissingShare} % of its values, got ${count} of ${table.days.length} missing`,
        { asset: name, missing: count, rows: table.days.length },
      );
    }
    findings.push({
      code: "column-left-out",
      severity: "warning",
      message: `${name} misses ${count} of ${table.days.length} values; the column was left out`,
      asset: name,
      count,
    });
  }
  if (missingIn.some((count) => count > allowed))
    table = dropColumns(table, (asset) => missingIn[asset] > allowed);
  const filled = options.missing === "forward-fill" ? fillForward(table) : { table, findings: [] };
  findings.push(...filled.findings);
  return dropGappyRows(filled.table, findings, options.missing);
}

function countMissing(table: GappyTable, asset: number): number {
  let count = 0;
  for (let at = asset; at < table.values.length; at += table.names.length) {
    if (Number.isNaN(table.values[at])) count++;
  }
  return count;
}

function fillForward(table: GappyTable): { table: GappyTable; findings: TableFinding[] } {
  const values = table.values.slice();
  const width = table.names.length;
  const findings: TableFinding[] = [];
  for (const [asset, name] of table.names.entries()) {
    let count = 0;
    let firstDay = 0;
    for (let row = 1; row < table.days.length; row++) {
      const at = row * width + asset;
      if (!Number.isNaN(values[at]) || Number.isNaN(values[at - width])) continue;
      values[at] = values[at - width];
      if (count++ === 0) firstDay = table.days[row];
    }
    if (count === 0) continue;
    findings.push({
      code: "missing-values",
      severity: count > 0.05 * table.days.length ? "warning" : "information",
      message: `${name} misses ${count} values, the first on ${toIsoDate(firstDay)}; the price before each was carried forward`,
      asset: name,
      date: toIsoDate(firstDay),
      count,
    });
  }
  return { table: { ...table, values }, findings };
}

function dropGappyRows(
  table: GappyTable,
  findings: TableFinding[],
  missing: MissingValues,
): { table: GappyTable; findings: TableFinding[] } {
  const width = table.names.length;
  const gaps = table.names.map((_, asset) => countMissing(table, asset));
  if (gaps.every((count) => count === 0)) return { table, findings };
  const kept: number[] = [];
  for (let row = 0; row < table.days.length; row++) {
    if (table.names.every((_, asset) => !Number.isNaN(table.values[row * width + asset]))) kept.push(row);
  }
  const dropped = table.days.length - kept.length;
  const worst = gaps.indexOf(Math.max(...gaps));
  const from = kept.length > 0 ? toIsoDate(table.days[kept[0]]) : "nowhere";
  findings.push(
    missing === "forward-fill"
      ? {
          code: "late-start",
          severity: "warning",
          message: `${dropped} rows before ${from} were left out: not all assets had a price yet (${table.names[worst]} starts last)`,
          asset: table.names[worst],
          date: from,
          count: dropped,
        }
      : {
          code: "missing-values",
          severity: dropped > 0.05 * table.days.length ? "warning" : "information",
          message: `${dropped} rows with missing values were left out; ${table.names[worst]} misses most (${gaps[worst]})`,
          asset: table.names[worst],
          count: dropped,
        },
  );
  return { table: pickRows(table, kept), findings };
}
