import type { PortfolioRequest } from "@ansatz/contract";
import { MandateError, trackBenchmark, type PortfolioObjective } from "@ansatz/finance";
import { assetNames } from "./asset-names.ts";
import { groupLimitsOf } from "./group-limits.ts";
import type { Common, StatedMandate } from "./mandate-form.ts";
import type { Market } from "./read-market.ts";
import { stateSelection } from "./state-selection.ts";
import { stateLots, stateWeights } from "./state-units.ts";

function objectiveOf(request: PortfolioRequest, { returns }: Market): PortfolioObjective {
  if (request.objective === "mean-variance") {
    return { kind: "mean-variance", riskAversion: request.riskAversion };
  }
  if (returns === undefined) {
    throw new MandateError("the objective tracking needs prices with a benchmark column, not moments", {
      field: "objective",
    });
  }
  if (request.estimator !== "sample" || request.views !== undefined) {
    throw new MandateError(
      "the objective tracking takes sample moments: leave estimator and views at their defaults",
      { field: "estimator", estimator: request.estimator },
    );
  }
  return trackBenchmark(returns);
}

/** Assets by name, each once. */
function indicesOf(market: Market, names: readonly string[] | undefined, field: string): number[] {
  const { indexOf } = assetNames(market.moments);
  return [...new Set((names ?? []).map((name) => indexOf(name, field)))];
}

function todayOf(market: Market, { today }: PortfolioRequest): Float64Array | undefined {
  if (today === undefined) return undefined;
  const weights = assetNames(market.moments).toNumbers(today, "today");
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum <= 1 + 1e-9) return weights;
  throw new MandateError(`today must hold weights that add up to at most 1, got ${sum}`, { sum });
}

/**
 * The problem over bits that a request's mandate is.
 *
 * @throws MandateError for unknown names, limits out of range and fields that do not belong to the form.
 */
export function stateProblem(request: PortfolioRequest, market: Market): StatedMandate {
  const common: Common = {
    objective: objectiveOf(request, market),
    groups: groupLimitsOf(market.moments, request, request.form === "selection" ? "holdings" : "shares"),
    required: indicesOf(market, request.required, "required"),
    excluded: indicesOf(market, request.excluded, "excluded"),
    today: todayOf(market, request),
  };
  const both = common.required.find((index) => common.excluded.includes(index));
  if (both !== undefined) {
    const { name } = market.moments.assets[both];
    throw new MandateError(
      `the mandate contradicts itself: "hold ${name}", "do not hold ${name}" cannot hold together; relax one of them`,
      { conflict: [`hold ${name}`, `do not hold ${name}`] },
    );
  }
  if (request.form === "selection") return stateSelection(request, market, common);
  return request.form === "weights"
    ? stateWeights(request, market, common)
    : stateLots(request, market, common);
}
