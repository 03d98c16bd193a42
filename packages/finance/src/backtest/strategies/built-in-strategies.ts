import { MandateError } from "../../errors.ts";
import type { BacktestStrategy, CovarianceEstimator, StrategyWindow } from "../strategy.ts";
import type { HierarchicalRiskParityOptions } from "./hierarchical-risk-parity.ts";
import { hierarchicalRiskParityWeights } from "./hierarchical-risk-parity.ts";
import { minimiseVariance } from "./minimise-variance.ts";
import { sampleWindowCovariance } from "./sample-covariance.ts";

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

/** Long-only minimum variance on the window's covariance (sample covariance unless an estimator is given). */
export function minimumVariance(
  options: {
    readonly maximumWeight?: number | undefined;
    readonly estimate?: CovarianceEstimator | undefined;
  } = {},
): BacktestStrategy {
  const { maximumWeight, estimate = sampleWindowCovariance } = options;
  return {
    name: "minimum variance",
    decide: (window) => ({
      weights: minimiseVariance(estimate(window).covariance, window.assets.length, { maximumWeight }),
    }),
  };
}

/** Hierarchical risk parity on the window's covariance (sample covariance unless an estimator is given). */
export function hierarchicalRiskParity(
  options: HierarchicalRiskParityOptions & { readonly estimate?: CovarianceEstimator | undefined } = {},
): BacktestStrategy {
  const { estimate = sampleWindowCovariance } = options;
  return {
    name: "hierarchical risk parity",
    decide: (window) => ({
      weights: hierarchicalRiskParityWeights(estimate(window).covariance, window.assets.length, options),
    }),
  };
}

/** Which assets to hold, and what a report should say about how they were found. */
export interface AssetSelection {
  /** Indices of the chosen assets, each once. */
  readonly selection: readonly number[];
  readonly notes?: Readonly<Record<string, unknown>> | undefined;
}

export interface SelectionStrategyOptions {
  readonly name: string;
  /** Chooses from the window's returns: by QAOA, exactly, by rank. */
  readonly select: (window: StrategyWindow) => AssetSelection | Promise<AssetSelection>;
  /** How the chosen assets are weighted. Default "equal". */
  readonly weighting?: "equal" | "minimum-variance" | undefined;
  readonly estimate?: CovarianceEstimator | undefined;
}

/** Adapts a selection of assets to a strategy. Throws MandateError on a selection that is empty, repeated or unknown. */
export function selectThenWeight(options: SelectionStrategyOptions): BacktestStrategy {
  const { name, select, weighting = "equal", estimate = sampleWindowCovariance } = options;
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
      const weights = new Float64Array(size);
      const count = selection.length;
      let shares = equalShares(count);
      if (weighting === "minimum-variance") {
        const { covariance } = estimate(window);
        const chosen = Float64Array.from({ length: count * count }, (_, k) => {
          return covariance[selection[Math.floor(k / count)] * size + selection[k % count]];
        });
        shares = minimiseVariance(chosen, count);
      }
      selection.forEach((asset, k) => (weights[asset] = shares[k]));
      return { weights, notes: { ...notes, selection } };
    },
  };
}
