import type { HierarchicalRiskParityOptions } from "../../classical/hierarchical-risk-parity.ts";
import { solveHierarchicalRiskParity } from "../../classical/hierarchical-risk-parity.ts";
import { minimiseVariance } from "../../classical/mean-variance.ts";
import type { WeightMandate } from "../../classical/weight-mandate.ts";
import { MandateError } from "../../errors.ts";
import type { Estimator } from "../../moments/estimators/estimate-moments.ts";
import { estimateMoments } from "../../moments/estimators/estimate-moments.ts";
import type { Moments } from "../../moments/moments.ts";
import type { ReturnTable } from "../../prices/price-table.ts";
import type { BacktestStrategy, StrategyWindow } from "../strategy.ts";

/** How a strategy sees risk: an estimator by name, or any function of the window. Default the sample's moments. */
export type WindowEstimator = Estimator | ((window: ReturnTable) => Moments);

/** Moments of the returns that a strategy sees. */
export function estimateWindow(
  window: ReturnTable,
  estimator: WindowEstimator = { kind: "sample" },
): Moments {
  return typeof estimator === "function" ? estimator(window) : estimateMoments(window, estimator);
}

const equalShares = (size: number): Float64Array => new Float64Array(size).fill(1 / size);

/** 1/N in every asset at every rebalancing. */
export function equalWeight(): BacktestStrategy {
  return { name: "equal weight", decide: ({ assets }) => ({ weights: equalShares(assets.length) }) };
}

/** Buys at the first date (1/N unless weights are given) and never trades again. */
export function buyAndHold(weights?: ArrayLike<number>): BacktestStrategy {
  return {
    name: "buy and hold",
    decide: ({ index, assets }) => ({
      weights: index > 0 ? "hold" : (weights ?? equalShares(assets.length)),
    }),
  };
}

/** Least variance at each rebalancing, long-only, within the mandate's upper limits and groups. */
export function minimumVariance(
  options: Pick<WeightMandate, "lower" | "upper" | "groups"> & { readonly estimator?: WindowEstimator } = {},
): BacktestStrategy {
  const { estimator, ...mandate } = options;
  return {
    name: "minimum variance",
    decide: async (window) => {
      const { weights } = await minimiseVariance(estimateWindow(window, estimator), mandate);
      return { weights };
    },
  };
}

/** Hierarchical risk parity at each rebalancing (López de Prado 2016). */
export function hierarchicalRiskParity(
  options: HierarchicalRiskParityOptions & { readonly estimator?: WindowEstimator } = {},
): BacktestStrategy {
  const { estimator, ...clustering } = options;
  return {
    name: "hierarchical risk parity",
    decide: (window) => {
      const { weights } = solveHierarchicalRiskParity(estimateWindow(window, estimator), clustering);
      return { weights };
    },
  };
}

/** Which assets to hold, and what a report should say about how they were found. */
export interface AssetSelection {
  /** Indices of the chosen assets, each once. */
  readonly selection: readonly number[];
  readonly notes?: Readonly<Record<string, unknown>>;
}

export interface SelectionStrategyOptions {
  readonly name: string;
  /** Chooses from the window's returns: by QAOA, exactly, by rank. */
  readonly select: (window: StrategyWindow) => AssetSelection | Promise<AssetSelection>;
  /** How the chosen assets are weighted. Default "equal". */
  readonly weighting?: "equal" | "minimum-variance";
  /** For the weighting by minimum variance. */
  readonly estimator?: WindowEstimator;
}

/** Moments of some of the assets. */
function restrictMoments({ assets, mean, covariance, source }: Moments, chosen: readonly number[]): Moments {
  const count = chosen.length;
  const entry = (k: number): number =>
    covariance[chosen[Math.floor(k / count)] * assets.length + chosen[k % count]];
  return {
    assets: chosen.map((asset) => assets[asset]),
    mean: Float64Array.from(chosen, (asset) => mean[asset]),
    covariance: Float64Array.from({ length: count * count }, (_, k) => entry(k)),
    source,
  };
}

/** Adapts a selection of assets to a strategy. Throws MandateError on a selection that is empty, repeated or unknown. */
export function selectThenWeight(options: SelectionStrategyOptions): BacktestStrategy {
  const { name, select, weighting = "equal", estimator } = options;
  return {
    name,
    decide: async (window) => {
      const { selection, notes } = await select(window);
      const size = window.assets.length;
      const isKnown = selection.every((asset) => Number.isInteger(asset) && asset >= 0 && asset < size);
      if (selection.length === 0 || !isKnown || new Set(selection).size !== selection.length) {
        throw new MandateError(
          `a selection must name assets in [0, ${size - 1}], each once and at least 1, got [${selection.join(", ")}]`,
          { selection },
        );
      }
      let shares = equalShares(selection.length);
      if (weighting === "minimum-variance") {
        const moments = restrictMoments(estimateWindow(window, estimator), selection);
        shares = (await minimiseVariance(moments)).weights;
      }
      const weights = new Float64Array(size);
      selection.forEach((asset, k) => (weights[asset] = shares[k]));
      return { weights, notes: { ...notes, selection } };
    },
  };
}
