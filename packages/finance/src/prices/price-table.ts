/** An asset and, where known, the group it belongs to. */
export interface Asset {
  readonly name: string;
  readonly sector?: string;
}

/** Observations a year that a table's dates suggest. */
export type Frequency = "daily" | "weekly" | "monthly" | "quarterly" | "yearly";

/** Prices without gaps, in ascending order of date. */
export interface PriceTable {
  readonly assets: readonly Asset[];
  /** ISO dates, one a row. */
  readonly dates: readonly string[];
  /** Price of asset a at date t at t·assets + a, all above 0. */
  readonly prices: Float64Array;
  readonly frequency: Frequency;
  /** Prices of a benchmark at the same dates. */
  readonly benchmark?: { readonly name: string; readonly prices: Float64Array };
}

/** Simple returns r = p(t)/p(t−1) − 1, or what a table of returns held. */
export interface ReturnTable {
  readonly assets: readonly Asset[];
  /** ISO date at the end of each period. */
  readonly dates: readonly string[];
  /** Return of asset a over period t at t·assets + a. */
  readonly returns: Float64Array;
  readonly frequency: Frequency;
  readonly benchmark?: { readonly name: string; readonly returns: Float64Array };
}

/** Periods a year. */
export const periodsPerYear: Readonly<Record<Frequency, number>> = {
  daily: 252,
  weekly: 52,
  monthly: 12,
  quarterly: 4,
  yearly: 1,
};
