import { MandateError } from "../errors.ts";
import type { Frequency } from "../prices/price-table.ts";

/** Which past periods a strategy sees: the last `length`, or all from the start once there are `minimum`. */
export type WindowRule =
  | { readonly kind: "rolling"; readonly length: number }
  | { readonly kind: "expanding"; readonly minimum: number };

/** When strategies decide: at the last date of each month, quarter or year in the table, or every n periods. */
export type RebalancingRule = "monthly" | "quarterly" | "yearly" | { readonly every: number };

/** What trading costs. */
export interface TradingCosts {
  /** Share of the money bought or sold: 0.001 is 10 basis points. Default 0. */
  readonly proportional?: number | undefined;
  /** Money for each asset that is bought or sold at a rebalancing, in the currency of the capital. Default 0. */
  readonly fixedPerTrade?: number | undefined;
}

export interface BacktestSettings {
  readonly window: WindowRule;
  readonly rebalancing: RebalancingRule;
  readonly costs?: TradingCosts | undefined;
  /** Largest one-way turnover of a rebalancing after the first, in (0, 1]; a target beyond it is approached in part. */
  readonly turnoverLimit?: number | undefined;
  /** Trades below this share of the portfolio's value are left out. Default 0. */
  readonly minimumTrade?: number | undefined;
  /** Periods from the last price a strategy saw to the close at which it trades. Default 1 for daily tables, else 0. */
  readonly executionDelay?: number | undefined;
  /** Money at the first trade. Default 1,000,000. */
  readonly initialCapital?: number | undefined;
  /** Continuously compounded rate a year on cash; also the risk-free rate of the ratios. Default 0. */
  readonly cashRate?: number | undefined;
  /** Of the bootstrap, and handed to strategies that draw. Default 1. */
  readonly seed?: number | undefined;
}

/** Settings with every default filled in, as a plan records them. */
export interface ResolvedBacktestSettings {
  readonly window: WindowRule;
  readonly rebalancing: RebalancingRule;
  readonly costs: { readonly proportional: number; readonly fixedPerTrade: number };
  readonly turnoverLimit: number;
  readonly minimumTrade: number;
  readonly executionDelay: number;
  readonly initialCapital: number;
  readonly cashRate: number;
  readonly seed: number;
}

function check(name: string, value: number, isAllowed: boolean, range: string): void {
  if (!isAllowed) throw new MandateError(`${name} must be ${range}, got ${value}`, { name, value });
}

/** Fills in defaults. Throws MandateError on a value out of range. */
export function resolveSettings(settings: BacktestSettings, frequency: Frequency): ResolvedBacktestSettings {
  const { window, rebalancing, costs = {} } = settings;
  const resolved: ResolvedBacktestSettings = {
    window,
    rebalancing,
    costs: { proportional: costs.proportional ?? 0, fixedPerTrade: costs.fixedPerTrade ?? 0 },
    turnoverLimit: settings.turnoverLimit ?? 1,
    minimumTrade: settings.minimumTrade ?? 0,
    executionDelay: settings.executionDelay ?? (frequency === "daily" ? 1 : 0),
    initialCapital: settings.initialCapital ?? 1e6,
    cashRate: settings.cashRate ?? 0,
    seed: settings.seed ?? 1,
  };
  const observations = window.kind === "rolling" ? window.length : window.minimum;
  const windowName = window.kind === "rolling" ? "window.length" : "window.minimum";
  check(
    windowName,
    observations,
    Number.isInteger(observations) && observations >= 2,
    "an integer of at least 2",
  );
  if (typeof rebalancing === "object") {
    const { every } = rebalancing;
    check("rebalancing.every", every, Number.isInteger(every) && every >= 1, "an integer of at least 1");
  } else if (!["monthly", "quarterly", "yearly"].includes(rebalancing)) {
    throw new MandateError(
      `rebalancing must be monthly, quarterly, yearly or {every: n}, got ${rebalancing}`,
    );
  }
  const { proportional, fixedPerTrade } = resolved.costs;
  check("costs.proportional", proportional, proportional >= 0 && proportional <= 0.2, "in [0, 0.2]");
  check("costs.fixedPerTrade", fixedPerTrade, fixedPerTrade >= 0 && fixedPerTrade < Infinity, "at least 0");
  const { turnoverLimit, minimumTrade, executionDelay, initialCapital, cashRate, seed } = resolved;
  check("turnoverLimit", turnoverLimit, turnoverLimit > 0 && turnoverLimit <= 1, "in (0, 1]");
  check("minimumTrade", minimumTrade, minimumTrade >= 0 && minimumTrade < 1, "in [0, 1)");
  check(
    "executionDelay",
    executionDelay,
    Number.isInteger(executionDelay) && executionDelay >= 0,
    "an integer of at least 0",
  );
  check("initialCapital", initialCapital, initialCapital > 0 && initialCapital < Infinity, "above 0");
  check("cashRate", cashRate, Math.abs(cashRate) <= 1, "in [-1, 1]");
  check("seed", seed, Number.isFinite(seed), "finite");
  return resolved;
}
