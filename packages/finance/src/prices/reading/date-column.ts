import { PriceTableError } from "../../errors.ts";
import type { TableFinding } from "../findings.ts";
import type { Frequency } from "../price-table.ts";
import { parseDateCell, toDay, toIsoDate } from "./parse-date-cell.ts";

export type DateOrder = "day-first" | "month-first";

/** Days since 1970-01-01, one a distinct row, and what was assumed to get them. */
export interface ResolvedDates {
  readonly days: Float64Array;
  readonly findings: readonly TableFinding[];
}

// Cells are kept as one number each: a day, an unordered date (below −10¹¹) or a numbered period (above 10¹¹).
const offset = 1e11;
const kindOf = (code: number): "day" | "unordered" | "period" =>
  code < -offset ? "unordered" : code > offset ? "period" : "day";

/** The number that stands for a date cell until the whole column is known; undefined where it is no date. */
export function encodeDateCell(text: string): number | undefined {
  const cell = parseDateCell(text);
  if (cell === undefined) return undefined;
  if (cell.kind === "day") return cell.day;
  if (cell.kind === "period") return offset + 1 + cell.index;
  return -offset - 1 - (cell.year * 10_000 + cell.first * 100 + cell.second);
}

/**
 * Resolves a column of encoded dates (`codes`, with the number of each row in the file).
 *
 * 3/1/2024 is read in the order that fits every row; if both do, in the one whose dates ascend; if both or neither do,
 * month first. What was assumed is reported. Numbered periods become dates from 2000-01-03 on, for which
 * `frequency` must be given.
 */
export function resolveDates(
  codes: Float64Array,
  rows: Float64Array,
  options: { dateOrder?: DateOrder | undefined; frequency?: Frequency | undefined },
): ResolvedDates {
  const kinds = new Set<string>();
  let lastKind = kindOf(codes[0]);
  for (let index = 0; index < codes.length; index++) {
    const kind = kindOf(codes[index]);
    kinds.add(kind);
    if (kinds.has("period") && kinds.size > 1) {
      throw new PriceTableError(`row ${rows[index]}: dates and numbered periods must not be mixed`, {
        row: rows[index],
        kinds: [lastKind, kind],
      });
    }
    lastKind = kind;
  }
  if (kinds.has("period")) return resolvePeriods(codes, options.frequency);
  if (!kinds.has("unordered")) return { days: codes.slice(), findings: [] };
  return resolveUnordered(codes, rows, options.dateOrder);
}

function readUnordered(code: number, order: DateOrder): number | undefined {
  if (code >= -offset) return code;
  const packed = -code - offset - 1;
  const year = Math.floor(packed / 10_000);
  const first = Math.floor(packed / 100) % 100;
  const second = packed % 100;
  return order === "day-first" ? toDay(year, second, first) : toDay(year, first, second);
}

function resolveUnordered(codes: Float64Array, rows: Float64Array, given?: DateOrder): ResolvedDates {
  const orders: readonly DateOrder[] = given === undefined ? ["month-first", "day-first"] : [given];
  const candidates: { order: DateOrder; days: Float64Array; descents: number }[] = [];
  const failures: string[] = [];
  for (const order of orders) {
    const days = new Float64Array(codes.length);
    let failed = -1;
    let up = 0;
    let down = 0;
    for (let index = 0; index < codes.length; index++) {
      const day = readUnordered(codes[index], order);
      if (day === undefined) {
        failed = index;
        break;
      }
      days[index] = day;
      if (index > 0 && day > days[index - 1]) up++;
      if (index > 0 && day < days[index - 1]) down++;
    }
    if (failed >= 0) failures.push(`row ${rows[failed]} holds no date if they are ${order}`);
    else candidates.push({ order, days, descents: Math.min(up, down) });
  }
  if (candidates.length === 0) {
    throw new PriceTableError(`dates must all have the same order of day and month: ${failures.join("; ")}`, {
      failures,
    });
  }
  if (given !== undefined || candidates.length === 1) return { days: candidates[0].days, findings: [] };
  const [monthFirst, dayFirst] = candidates;
  const chosen = dayFirst.descents < monthFirst.descents ? dayFirst : monthFirst;
  const reason =
    dayFirst.descents === monthFirst.descents
      ? "nothing in the table tells"
      : "so that they ascend or descend through the table";
  return {
    days: chosen.days,
    findings: [
      {
        code: "ambiguous-dates",
        severity: "warning",
        message: `dates could be read with day or month first; ${chosen.order} was taken (${reason}), so the first is ${toIsoDate(chosen.days[0])}; option dateOrder decides`,
        date: toIsoDate(chosen.days[0]),
      },
    ],
  };
}

const daysPerPeriod = { daily: 1, weekly: 7, monthly: 30.4375, quarterly: 91.3125, yearly: 365.25 } as const;

function resolvePeriods(codes: Float64Array, frequency?: Frequency): ResolvedDates {
  if (frequency === undefined) {
    throw new PriceTableError(
      "rows are numbered instead of dated: option frequency must say daily, weekly, monthly, quarterly or yearly",
      { frequency },
    );
  }
  const start = toDay(2000, 1, 3)!;
  const first = codes.reduce((least, code) => Math.min(least, code), Infinity);
  return {
    // Five weekdays a week for daily data, so that no date falls on a weekend.
    days: codes.map((code) => {
      const step = code - first;
      return frequency === "daily"
        ? start + 7 * Math.floor(step / 5) + (step % 5)
        : start + Math.round(step * daysPerPeriod[frequency]);
    }),
    findings: [
      {
        code: "numbered-periods",
        severity: "information",
        message: `rows are numbered, not dated; ${frequency} dates from 2000-01-03 on stand for them`,
      },
    ],
  };
}
