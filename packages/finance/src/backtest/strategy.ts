import type { ReturnTable } from "../prices/price-table.ts";

/** What a strategy sees: a copy of the past, and no more. */
export interface StrategyWindow extends ReturnTable {
  /** 0 for the first decision. */
  readonly index: number;
  /** Of this window alone, for strategies that draw. */
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
}

export interface StrategyDecision {
  /**
   * Target weight of each asset, none below 0, at most 1 together; what is missing to 1 is cash.
   * "hold" leaves the holdings as they have drifted.
   */
  readonly weights: ArrayLike<number> | "hold";
  /** For reports: objective, probabilities, whether proven. JSON-safe. */
  readonly notes?: Readonly<Record<string, unknown>> | undefined;
}

/** A named rule from past returns to target weights. It keeps no state: windows may run in any order. */
export interface BacktestStrategy {
  readonly name: string;
  readonly decide: (window: StrategyWindow) => StrategyDecision | Promise<StrategyDecision>;
}
