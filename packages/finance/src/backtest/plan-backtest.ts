import { MandateError } from "../errors.ts";
import type { PriceTable, ReturnTable } from "../prices/price-table.ts";
import type { BacktestSettings, RebalancingRule, ResolvedBacktestSettings } from "./settings.ts";
import { resolveSettings } from "./settings.ts";
import { returnsOfTable } from "./table-returns.ts";

/** One decision: the rows of the return table that strategies see and the row at whose end they trade. */
export interface BacktestWindow {
  readonly index: number;
  readonly firstRow: number;
  /** The last row that is seen. */
  readonly lastRow: number;
  /** lastRow plus the execution delay; what is bought here earns from the next row on. */
  readonly tradeRow: number;
  readonly decisionDate: string;
  readonly tradeDate: string;
}

/** What a backtest will do: JSON-safe, so that its windows can run anywhere. */
export interface BacktestPlan {
  readonly settings: ResolvedBacktestSettings;
  readonly windows: readonly BacktestWindow[];
  /** Rows of the return table. */
  readonly rowCount: number;
}

/** Periods after the first trade below which no interval can be given. */
const minimumHeldPeriods = 10;

/** The part of an ISO date that changes where a calendar period ends. */
function calendarPeriod(date: string, rule: "monthly" | "quarterly" | "yearly"): string {
  const year = date.slice(0, 4);
  if (rule === "yearly") return year;
  const month = Number(date.slice(5, 7));
  return `${year}-${rule === "monthly" ? month : Math.ceil(month / 3)}`;
}

/** Rows from `first` on at whose end strategies decide; the dates of rows but no returns take part. */
function decisionRows(dates: readonly string[], rule: RebalancingRule, first: number): number[] {
  const rows: number[] = [];
  for (let row = first; row < dates.length - 1; row++) {
    const isDue =
      typeof rule === "object"
        ? (row - first) % rule.every === 0
        : calendarPeriod(dates[row], rule) !== calendarPeriod(dates[row + 1], rule);
    if (isDue) rows.push(row);
  }
  return rows;
}

/**
 * The windows of a walk-forward backtest. A window holds returns up to and including its decision date and nothing
 * later; the first is at the first due date with enough rows. Throws MandateError on settings out of range and where
 * fewer than 10 periods would be held, PriceTableError on an unusable table.
 */
export function planBacktest(table: PriceTable | ReturnTable, settings: BacktestSettings): BacktestPlan {
  const { dates, frequency } = returnsOfTable(table);
  const resolved = resolveSettings(settings, frequency);
  const { window, rebalancing, executionDelay } = resolved;
  const needed = window.kind === "rolling" ? window.length : window.minimum;
  const windows = decisionRows(dates, rebalancing, needed - 1)
    .filter((row) => row + executionDelay < dates.length - 1)
    .map((row, index): BacktestWindow => ({
      index,
      firstRow: window.kind === "rolling" ? row - window.length + 1 : 0,
      lastRow: row,
      tradeRow: row + executionDelay,
      decisionDate: dates[row],
      tradeDate: dates[row + executionDelay],
    }));
  const heldPeriods = windows.length === 0 ? 0 : dates.length - 1 - windows[0].tradeRow;
  if (heldPeriods < minimumHeldPeriods) {
    throw new MandateError(
      `a window of ${needed} periods leaves ${heldPeriods} of ${dates.length} to trade in; at least ${minimumHeldPeriods} are needed: shorten the window or add data`,
      { needed, heldPeriods, rowCount: dates.length },
    );
  }
  return { settings: resolved, windows, rowCount: dates.length };
}
