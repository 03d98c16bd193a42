import type { RiskRequest, RiskResult } from "@ansatz/contract";
import type { ScenarioDistribution } from "@ansatz/finance";
import { readReturns } from "../backtests/read-returns.ts";
import { creditLosses } from "./credit-losses.ts";
import { marketLosses } from "./market-losses.ts";
import { portfolioWeights } from "./portfolio-weights.ts";

/** Losses of a request and what they are losses of. */
export interface PreparedRisk extends Pick<RiskResult, "value" | "weights" | "horizon"> {
  readonly losses: ScenarioDistribution;
  readonly findings: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Reads a request's table or obligors and makes its scenarios.
 *
 * @throws PriceTableError, MandateError, RiskModelError, PortfolioTooLargeError.
 */
export async function prepareRisk(request: RiskRequest): Promise<PreparedRisk> {
  if (request.model === "credit") {
    const { losses, findings } = creditLosses(request);
    return { losses, findings, warnings: [], value: null, weights: null, horizon: null };
  }
  const { returns, findings, warnings } = await readReturns(request);
  const held = portfolioWeights(request.weights, returns.assets);
  const { value, horizon } = request;
  return {
    losses: marketLosses(returns, held.weights, request),
    findings: [...findings, ...held.findings],
    warnings,
    value,
    weights: Object.fromEntries(
      returns.assets.flatMap(({ name }, asset): [string, number][] =>
        held.weights[asset] === 0 ? [] : [[name, held.weights[asset]]],
      ),
    ),
    horizon: { periods: horizon, frequency: returns.frequency },
  };
}
