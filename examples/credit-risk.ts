/**
 * Expected loss, VaR and CVaR of two loans with a common latent factor, by amplitude estimation and exactly.
 *
 *     node --conditions=@ansatz/source examples/credit-risk.ts
 */
import { ok } from "node:assert/strict";
import { analyseRisk, creditLossScenarios, type RiskAnalysis } from "@ansatz/finance";

/** The example of Egger et al., "Credit risk analysis using quantum computers", arXiv:1907.03044. */
const loans = {
  defaultProbabilities: [0.15, 0.25],
  sensitivities: [0.1, 0.05],
  lossesGivenDefault: [1, 2],
};

export async function main(options: { readonly seed?: number } = {}): Promise<RiskAnalysis> {
  const analysis = await analyseRisk(creditLossScenarios(loans), { level: 0.95, seed: options.seed ?? 1 });
  const { expectedLoss, valueAtRisk, conditionalValueAtRisk, exact } = analysis;
  // E[L] = Σ λ p whatever the dependence: 1 · 0.15 + 2 · 0.25.
  ok(Math.abs(exact.expectedLoss - 0.65) < 1e-6);
  ok(valueAtRisk.estimate === exact.valueAtRisk);
  for (const { interval, exactOnGrid } of [expectedLoss, conditionalValueAtRisk]) {
    ok(interval[0] <= exactOnGrid && exactOnGrid <= interval[1]);
  }
  return analysis;
}

if (import.meta.main) {
  const { expectedLoss, valueAtRisk, conditionalValueAtRisk, verdict } = await main();
  console.log({ expectedLoss, valueAtRisk, conditionalValueAtRisk });
  console.log(verdict);
}
