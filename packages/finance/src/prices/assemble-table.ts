import { PriceTableError } from "../errors.ts";
import { dropColumns, fillGaps, orderByDate } from "./clean-table.ts";
import type { GappyTable } from "./clean-table.ts";
import { findSplitLikeJumps } from "./find-split-like-jumps.ts";
import { listSome } from "./findings.ts";
import type { TableFinding } from "./findings.ts";
import type { PriceTableOptions, PriceTableReport } from "./parse-price-table.ts";
import type { Asset, Frequency, PriceTable, ReturnTable } from "./price-table.ts";
import type { CollectedTable } from "./reading/collect-table.ts";
import { resolveDates } from "./reading/date-column.ts";
import { toIsoDate } from "./reading/parse-date-cell.ts";
import type { Layout } from "./reading/recognise-layout.ts";
import { recogniseFrequency } from "./recognise-frequency.ts";
import { toReturns } from "./to-returns.ts";

/** Turns cells as they stood in a file into a checked table and a list of findings. */
export function assembleTable(
  collected: CollectedTable,
  layout: Layout,
  delimiter: string,
  rowCount: number,
  options: PriceTableOptions,
): PriceTableReport {
  const content = layout.content;
  if (collected.dateCodes.length === 0) throw new PriceTableError("a table must have rows of data, got none");
  const findings: TableFinding[] = [...describeReading(collected, layout, options)];
  const dates = resolveDates(collected.dateCodes, collected.rows, options);
  findings.push(...dates.findings);

  const benchmarkName = findBenchmark(collected.names, options.benchmark, findings);
  const ordered = orderByDate(
    { names: collected.names, days: dates.days, values: collected.values },
    layout.kind === "long",
  );
  const filled = fillGaps(ordered.table, {
    missing: options.missing ?? (content === "prices" ? "forward-fill" : "drop-rows"),
    maximumMissingShare: options.maximumMissingShare ?? 0.5,
    protectedName: benchmarkName,
  });
  findings.push(...ordered.findings, ...filled.findings);
  const table = handleConstantColumns(
    filled.table,
    benchmarkName,
    options.constantColumns ?? "drop",
    findings,
  );
  checkRows(table, content, options.minimumRows, benchmarkName, findings);

  const isoDates = Array.from(table.days, toIsoDate);
  const frequency = options.frequency ?? chooseFrequency(table.days, findings);
  const split = separateBenchmark(table, benchmarkName);
  const assets = split.names.map((name): Asset => {
    const sector = lookUp(options.sectors, name) ?? collected.sectors.get(name);
    return sector === undefined ? { name } : { name, sector };
  });
  const understood = {
    layout: layout.kind,
    delimiter,
    decimal: layout.decimal.mark,
    rowCount,
  };
  if (content === "returns") {
    const returns: ReturnTable = {
      assets,
      dates: isoDates,
      returns: split.values,
      frequency,
      ...(split.benchmark === undefined
        ? {}
        : { benchmark: { name: benchmarkName!, returns: split.benchmark } }),
    };
    return { content, returns, findings, understood };
  }
  for (const [asset, { name }] of assets.entries()) {
    findings.push(...findSplitLikeJumps(name, (row) => split.values[row * assets.length + asset], isoDates));
  }
  const prices: PriceTable = {
    assets,
    dates: isoDates,
    prices: split.values,
    frequency,
    ...(split.benchmark === undefined
      ? {}
      : { benchmark: { name: benchmarkName!, prices: split.benchmark } }),
  };
  return { content, prices, returns: toReturns(prices), findings, understood };
}

function describeReading(
  collected: CollectedTable,
  layout: Layout,
  options: PriceTableOptions,
): readonly TableFinding[] {
  const findings: TableFinding[] = [];
  if (layout.kind === "wide" && layout.header === undefined) {
    findings.push({
      code: "no-header",
      severity: "warning",
      message: "the first row holds values, not names; the assets are called Asset 1, Asset 2, …",
    });
  }
  if (layout.content === "returns" && options.content === undefined) {
    findings.push({
      code: "read-as-returns",
      severity: "information",
      message: "values are small and of both signs; they were read as simple returns, not as prices",
    });
  }
  if (!layout.decimal.isCertain) {
    findings.push({
      code: "decimal-convention",
      severity: "warning",
      message: `numbers could be read with a point or a comma as decimal mark; ${layout.decimal.mark === "," ? "the comma" : "the point"} was taken; option decimal decides`,
    });
  }
  if (collected.repeated.length > 0) {
    findings.push({
      code: "duplicate-date",
      severity: "warning",
      message: `an asset has two values at one date in ${collected.repeated.length} rows (${listSome(collected.repeated.map(({ name, row }) => `${name} in row ${row}`))}); the last one was kept`,
      count: collected.repeated.length,
    });
  }
  return findings;
}

function lookUp(sectors: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return sectors !== undefined && Object.hasOwn(sectors, name) ? sectors[name] : undefined;
}

const indexWords = /^(?:index|benchmark|market|\^?gspc|s&p ?500|sp500|spx|spy|dax|\^?ftse|msci.*|nikkei.*)$/i;

function findBenchmark(
  names: readonly string[],
  wanted: string | undefined,
  findings: TableFinding[],
): string | undefined {
  if (wanted === undefined) {
    const candidate = names.find((name) => indexWords.test(name));
    if (candidate !== undefined) {
      findings.push({
        code: "index-like-column",
        severity: "information",
        message: `${candidate} looks like an index; it was kept as an asset; option benchmark can name it`,
        asset: candidate,
      });
    }
    return undefined;
  }
  const found = names.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (found === undefined) {
    throw new PriceTableError(
      `benchmark must be a column of the table (${listSome(names, 12)}), got ${wanted}`,
      {
        benchmark: wanted,
      },
    );
  }
  if (names.length === 1) {
    throw new PriceTableError(`a table must have assets beside the benchmark ${found}, got none`, {
      benchmark: found,
    });
  }
  return found;
}

function handleConstantColumns(
  table: GappyTable,
  benchmark: string | undefined,
  treatment: "drop" | "keep",
  findings: TableFinding[],
): GappyTable {
  const width = table.names.length;
  const isConstant = table.names.map((name, asset) => {
    if (name === benchmark) return false;
    for (let row = 1; row < table.days.length; row++) {
      if (table.values[row * width + asset] !== table.values[asset]) return false;
    }
    return table.days.length > 1;
  });
  for (const [asset, name] of table.names.entries()) {
    if (!isConstant[asset]) continue;
    findings.push({
      code: "constant-column",
      severity: "warning",
      message: `${name} has the value ${table.values[asset]} in every row; the column was ${treatment === "drop" ? "left out" : "kept, so covariances are singular"}`,
      asset: name,
    });
  }
  return treatment === "drop" && isConstant.includes(true)
    ? dropColumns(table, (asset) => isConstant[asset])
    : table;
}

function checkRows(
  table: GappyTable,
  content: "prices" | "returns",
  given: number | undefined,
  benchmark: string | undefined,
  findings: TableFinding[],
): void {
  const minimum = Math.max(given ?? 0, content === "prices" ? 3 : 2);
  const assetCount = table.names.filter((name) => name !== benchmark).length;
  if (table.days.length < minimum) {
    const reason = findings.findLast(
      ({ code }) => code === "late-start" || code === "missing-values",
    )?.message;
    throw new PriceTableError(
      `a table of ${content} must have at least ${minimum} rows without gaps, got ${table.days.length}${reason === undefined ? "" : ` (${reason})`}`,
      { rows: table.days.length, minimum },
    );
  }
  if (assetCount === 0) {
    throw new PriceTableError(
      `no asset is left in the table: ${listSome(findings.filter(({ code }) => code === "column-left-out" || code === "constant-column").map(({ message }) => message))}`,
    );
  }
  const periods = table.days.length - (content === "prices" ? 1 : 0);
  if (periods <= assetCount) {
    findings.push({
      code: "few-observations",
      severity: "warning",
      message: `${periods} returns of ${assetCount} assets: the sample covariance is singular; a shrinkage estimator or a longer history helps`,
      count: periods,
    });
  }
}

function chooseFrequency(days: Float64Array, findings: TableFinding[]): Frequency {
  const { frequency, isClear, hasWeekends } = recogniseFrequency(days);
  if (!isClear) {
    findings.push({
      code: "frequency-unclear",
      severity: "warning",
      message: `gaps between dates vary or are unusual; ${frequency} was assumed, option frequency decides`,
    });
  }
  if (hasWeekends) {
    findings.push({
      code: "weekend-dates",
      severity: "warning",
      message: "dates include weekends, but a year is counted as 252 days",
    });
  }
  return frequency;
}

function separateBenchmark(
  table: GappyTable,
  name: string | undefined,
): { names: readonly string[]; values: Float64Array; benchmark?: Float64Array } {
  const column = name === undefined ? -1 : table.names.indexOf(name);
  if (column < 0) return { names: table.names, values: table.values.slice() };
  const width = table.names.length;
  const rest = dropColumns(table, (asset) => asset === column);
  return {
    names: rest.names,
    values: rest.values,
    benchmark: Float64Array.from(table.days, (_, row) => table.values[row * width + column]),
  };
}
