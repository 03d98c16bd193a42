import type { RiskRequest } from "@ansatz/contract";
import { RiskModelError, type Asset } from "@ansatz/finance";

/** Rounding by which shares may miss 1. */
const tolerance = 1e-6;
/** Names that a message lists. */
const listed = 10;

export interface PortfolioWeights {
  /** In the order of the assets. */
  readonly weights: readonly number[];
  readonly findings: readonly string[];
}

/**
 * The share of each asset: those given, 0 for assets not named, equal parts where none are given.
 *
 * @throws RiskModelError for a name that no asset has, and where all shares are 0.
 */
export function portfolioWeights(given: RiskRequest["weights"], assets: readonly Asset[]): PortfolioWeights {
  if (given === undefined) {
    return {
      weights: assets.map(() => 1 / assets.length),
      findings: ["All assets are held in equal parts."],
    };
  }
  const names = assets.map(({ name }) => name);
  const unknown = Object.keys(given).filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    const others = names.length > listed ? ` and ${names.length - listed} more` : "";
    throw new RiskModelError(
      `weights must name assets of the table, got ${unknown.slice(0, listed).join(", ")}; it has ${names.slice(0, listed).join(", ")}${others}`,
      { field: "weights", unknown },
    );
  }
  const weights = names.map((name) => given[name] ?? 0);
  if (weights.every((weight) => weight === 0)) {
    throw new RiskModelError("weights must hold at least one share other than 0", { field: "weights" });
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (Math.abs(total - 1) <= tolerance) return { weights, findings: [] };
  const rest = total < 1 ? "the rest is cash without risk" : "the excess is borrowed";
  return { weights, findings: [`The weights add up to ${Number(total.toPrecision(4))}: ${rest}.`] };
}
