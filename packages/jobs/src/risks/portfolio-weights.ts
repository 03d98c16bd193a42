import type { RiskRequest } from "@ansatz/contract";
import { RiskModelError, type Asset } from "@ansatz/finance";
import { assetNames } from "../portfolios/asset-names.ts";

/** Rounding by which shares may miss 1. */
const tolerance = 1e-6;

export interface PortfolioWeights {
  /** In the order of the assets. */
  readonly weights: readonly number[];
  readonly findings: readonly string[];
}

/**
 * The share of each asset: those given, 0 for assets not named, equal parts where none are given.
 *
 * @throws MandateError for a name that no asset has; RiskModelError for an asset named twice and where all shares are 0.
 */
export function portfolioWeights(given: RiskRequest["weights"], assets: readonly Asset[]): PortfolioWeights {
  if (given === undefined) {
    return {
      weights: assets.map(() => 1 / assets.length),
      findings: ["All assets are held in equal parts."],
    };
  }
  const { indexOf } = assetNames({ assets });
  const weights = assets.map(() => 0);
  const taken = new Set<number>();
  for (const [name, share] of Object.entries(given)) {
    const asset = indexOf(name, "weights");
    if (taken.has(asset)) {
      throw new RiskModelError(`weights must name each asset once, got ${assets[asset].name} twice`, {
        field: "weights",
        name,
      });
    }
    taken.add(asset);
    weights[asset] = share;
  }
  if (weights.every((weight) => weight === 0)) {
    throw new RiskModelError("weights must hold at least one share other than 0", { field: "weights" });
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (Math.abs(total - 1) <= tolerance) return { weights, findings: [] };
  const rest = total < 1 ? "the rest is cash without risk" : "the excess is borrowed";
  return { weights, findings: [`The weights add up to ${Number(total.toPrecision(4))}: ${rest}.`] };
}
