import { checkNumber, checkNumbers, greatestScenarioQubits } from "../check.ts";
import { RiskModelError } from "../../errors.ts";
import { expectationOf } from "./scenario-distribution.ts";
import type { ScenarioDistribution } from "./scenario-distribution.ts";
import { riskMeasures } from "./risk-measures.ts";

/**
 * Observed or drawn values in 2ⁿ bins of equal width between the least and the greatest one. A bin's point is the mean
 * of its observations, so that the mean is exact; the reference is the sample itself, all observations equally likely.
 * How well the sample pictures what it was drawn from is a separate number in every error budget.
 * Throws {@link RiskModelError} for fewer than two observations or values that are all the same.
 */
export function sampledScenarios(
  samples: ArrayLike<number>,
  { qubitCount, name = "history" }: { readonly qubitCount: number; readonly name?: string },
): ScenarioDistribution {
  checkNumber("qubitCount", qubitCount, { least: 1, most: greatestScenarioQubits, isWhole: true });
  checkNumbers("samples", samples, {});
  const sorted = Float64Array.from(samples).sort();
  const count = sorted.length;
  const [low, high] = [sorted[0], sorted[count - 1]];
  if (!(high > low)) {
    throw new RiskModelError(`samples must hold at least two different values, got ${count} of ${low}`, {
      field: "samples",
    });
  }
  const size = 2 ** qubitCount;
  const width = (high - low) / size;
  const sums = new Float64Array(size);
  const counts = new Float64Array(size);
  for (const value of sorted) {
    const bin = Math.min(size - 1, Math.floor((value - low) / width));
    sums[bin] += value;
    counts[bin]++;
  }
  const values = sums.map((sum, bin) => (counts[bin] > 0 ? sum / counts[bin] : low + (bin + 0.5) * width));
  const probabilities = counts.map((entry) => entry / count);
  const equal = new Float64Array(count).fill(1 / count);
  const sampleMean = expectationOf(equal, sorted);
  const sampleVariance = sorted.reduce((sum, value) => sum + (value - sampleMean) ** 2, 0) / count;
  const mean = expectationOf(probabilities, values);
  const variance = expectationOf(
    probabilities,
    values.map((value) => (value - mean) ** 2),
  );
  const sample = { values: sorted, probabilities: equal };
  return {
    name,
    qubitCount,
    values,
    probabilities,
    loading: { kind: "table" },
    discretisation: {
      rule: "bins",
      meanError: mean - sampleMean,
      standardDeviationError: Math.sqrt(variance) - Math.sqrt(sampleVariance),
      truncatedProbability: 0,
      sampleCount: count,
    },
    reference: {
      method: `${count} equally likely observations`,
      mean: sampleMean,
      valueAtRisk: (level) => riskMeasures(sample, level).valueAtRisk,
      conditionalValueAtRisk: (level) => riskMeasures(sample, level).conditionalValueAtRisk,
    },
  };
}
