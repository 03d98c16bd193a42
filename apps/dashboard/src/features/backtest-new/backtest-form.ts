import { backtestStrategies, type BacktestRequest, type BacktestStrategyName } from "@ansatz/contract";
import { createDraftStore } from "../../shared/form/draft-store.ts";
import { fromPercent, optional, toPercent, type NumberField } from "../../shared/form/number-field.ts";
import {
  estimatorFields,
  marketOfRequest,
  sourceFields,
  type MarketDraft,
  type MarketTables,
} from "../market-input/market-draft.ts";
import { replaceMarket } from "../market-input/market-store.ts";

/** A backtest as it is typed; shares in percent. */
export interface BacktestDraft {
  readonly pick: NumberField;
  readonly riskAversion: NumberField;
  readonly layers: NumberField;
  readonly mixer: BacktestRequest["mixer"];
  readonly shots: NumberField;
  readonly strategies: readonly BacktestStrategyName[];
  readonly window: NumberField;
  readonly expanding: boolean;
  readonly rebalancing: "monthly" | "quarterly" | "yearly" | "periods";
  readonly periods: NumberField;
  readonly proportionalCosts: NumberField;
  readonly fixedCosts: NumberField;
  readonly turnoverLimit: NumberField;
  readonly initialCapital: NumberField;
  readonly cashRate: NumberField;
  readonly resamples: NumberField;
  readonly seed: NumberField;
}

export const initialBacktest: BacktestDraft = {
  pick: 5,
  riskAversion: "",
  layers: "",
  mixer: "xy-ring",
  shots: "",
  strategies: [...backtestStrategies],
  window: "",
  expanding: false,
  rebalancing: "monthly",
  periods: 21,
  proportionalCosts: "",
  fixedCosts: "",
  turnoverLimit: "",
  initialCapital: "",
  cashRate: "",
  resamples: "",
  seed: "",
};

export const backtestStore = createDraftStore("ansatz.backtest", initialBacktest, {
  mixer: ["xy-ring", "xy-complete", "grover"],
  rebalancing: ["monthly", "quarterly", "yearly", "periods"],
});

export const strategyNames: Readonly<Record<BacktestStrategyName, string>> = {
  qaoa: "QAOA selection",
  exact: "Exact selection",
  random: "Best of random selections",
  "equal-weight": "Equal weights",
  "minimum-variance": "Minimum variance",
  "hierarchical-risk-parity": "Hierarchical risk parity",
  "buy-and-hold": "Buy and hold",
};

const percent = (value: NumberField): NumberField => (value === "" ? "" : fromPercent(value));

export function toBacktestJob(draft: BacktestDraft, market: MarketDraft, tables: MarketTables): unknown {
  return {
    kind: "backtest",
    request: {
      ...sourceFields(market, tables),
      ...estimatorFields(market),
      ...optional("pick", draft.pick),
      ...optional("riskAversion", draft.riskAversion),
      ...optional("layers", draft.layers),
      mixer: draft.mixer,
      ...optional("shots", draft.shots),
      strategies: draft.strategies,
      ...optional("window", draft.window),
      expanding: draft.expanding,
      ...optional("rebalancing", draft.rebalancing === "periods" ? draft.periods : draft.rebalancing),
      ...optional("proportionalCosts", percent(draft.proportionalCosts)),
      ...optional("fixedCosts", draft.fixedCosts),
      ...optional("turnoverLimit", percent(draft.turnoverLimit)),
      ...optional("initialCapital", draft.initialCapital),
      ...optional("cashRate", percent(draft.cashRate)),
      ...optional("resamples", draft.resamples),
      ...optional("seed", draft.seed),
    },
  };
}

const unless = (value: number, usual: number): NumberField => (value === usual ? "" : value);
const share = (value: number, usual: number): NumberField => (value === usual ? "" : toPercent(value));

/** A draft that repeats a job. */
export function backtestOfRequest(request: BacktestRequest): BacktestDraft {
  const { rebalancing } = request;
  const isCount = typeof rebalancing === "number";
  return {
    pick: request.pick,
    riskAversion: unless(request.riskAversion, 0.5),
    layers: unless(request.layers, 3),
    mixer: request.mixer,
    shots: unless(request.shots, 1000),
    strategies: request.strategies,
    window: request.window ?? "",
    expanding: request.expanding,
    rebalancing: isCount ? "periods" : rebalancing,
    periods: isCount ? rebalancing : 21,
    proportionalCosts: share(request.proportionalCosts, 0.001),
    fixedCosts: unless(request.fixedCosts, 0),
    turnoverLimit: share(request.turnoverLimit, 1),
    initialCapital: unless(request.initialCapital, 1_000_000),
    cashRate: share(request.cashRate, 0),
    resamples: unless(request.resamples, 1000),
    seed: unless(request.seed, 42),
  };
}

export function fillBacktestForm(request: BacktestRequest): void {
  replaceMarket(marketOfRequest(request));
  backtestStore.save(backtestOfRequest(request));
}
