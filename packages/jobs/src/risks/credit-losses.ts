import type { RiskRequest } from "@ansatz/contract";
import { creditScenarios, type ScenarioDistribution } from "@ansatz/finance";

/** Qubits of the latent factor in the literature's example, and at most: more change nothing that is seen. */
const fewestFactorQubits = 2;
const mostFactorQubits = 8;
/** Standard deviations of the factor on either side: as the literature with 2 qubits, wider with more. */
const factorRangeOf = (qubits: number): number => Math.min(2 + (qubits - fewestFactorQubits), 5);

export interface CreditLosses {
  readonly losses: ScenarioDistribution;
  readonly findings: readonly string[];
}

/**
 * Scenarios of the latent factor and of each obligor's default.
 *
 * @throws RiskModelError for parameters out of range.
 */
export function creditLosses({ credit, qubits }: RiskRequest): CreditLosses {
  const obligors = credit!;
  const factorQubits = Math.min(mostFactorQubits, Math.max(fewestFactorQubits, qubits - obligors.length));
  const factorRange = factorRangeOf(factorQubits);
  const losses = creditScenarios(
    {
      defaultProbabilities: obligors.map(({ defaultProbability }) => defaultProbability),
      sensitivities: obligors.map(({ sensitivity }) => sensitivity),
      lossesGivenDefault: obligors.map(({ lossGivenDefault }) => lossGivenDefault),
    },
    { factorQubits, factorRange },
  );
  return {
    losses,
    findings: [
      `${obligors.length} qubits for the obligors and ${factorQubits} for the latent factor, which is taken at ${2 ** factorQubits} points within ${factorRange} standard deviations.`,
    ],
  };
}
