import { checkName, checkNumber, greatestScenarioQubits } from "../check.ts";
import { RiskModelError } from "../../errors.ts";
import { expectationOf, normalise } from "./scenario-distribution.ts";
import type { Discretisation, LossReference, ScenarioDistribution } from "./scenario-distribution.ts";

/** A continuous distribution with what discretising it needs. */
export interface ContinuousModel {
  readonly name: string;
  readonly density: (x: number) => number;
  readonly cdf: (x: number) => number;
  /** ∫ t f(t) dt up to x. */
  readonly partialMean: (x: number) => number;
  readonly standardDeviation: number;
  readonly reference: LossReference;
}

export interface GridOptions {
  /** 2^qubitCount points. */
  readonly qubitCount: number;
  readonly low: number;
  readonly high: number;
  /**
   * "mass" (the default): cells of equal width, each with its probability and its conditional mean as its point, the
   * tails in the outer cells, so that the mean is exact. "density": equidistant points with both ends, weighted by the
   * density, as Qiskit Finance does.
   */
  readonly rule?: "mass" | "density";
}

/**
 * A continuous distribution on 2ⁿ points between low and high.
 * Throws {@link RiskModelError} for a range that is empty or holds no probability.
 */
export function discretiseDensity(model: ContinuousModel, options: GridOptions): ScenarioDistribution {
  const { qubitCount, low, high, rule = "mass" } = options;
  checkNumber("qubitCount", qubitCount, { least: 1, most: greatestScenarioQubits, isWhole: true });
  checkNumber("low", low);
  checkNumber("high", high, { above: low });
  checkName("rule", rule, ["mass", "density"]);
  const { values, probabilities } = rule === "mass" ? cellsOf(model, options) : pointsOf(model, options);
  const mean = expectationOf(probabilities, values);
  const variance = expectationOf(
    probabilities,
    values.map((value) => (value - mean) ** 2),
  );
  const discretisation: Discretisation = {
    rule,
    meanError: mean - model.reference.mean,
    standardDeviationError: Math.sqrt(variance) - model.standardDeviation,
    truncatedProbability: model.cdf(low) + (1 - model.cdf(high)),
  };
  return {
    name: model.name,
    qubitCount,
    values,
    probabilities,
    loading: { kind: "table" },
    discretisation,
    reference: model.reference,
  };
}

interface Points {
  readonly values: Float64Array;
  readonly probabilities: Float64Array;
}

function cellsOf({ cdf, partialMean, reference }: ContinuousModel, options: GridOptions): Points {
  const { qubitCount, low, high } = options;
  const count = 2 ** qubitCount;
  const edge = (k: number): number => low + ((high - low) * k) / count;
  const values = new Float64Array(count);
  const probabilities = new Float64Array(count);
  let [below, meanBelow] = [0, 0];
  for (let k = 0; k < count; k++) {
    const isLast = k === count - 1;
    const [upTo, meanUpTo] = isLast ? [1, reference.mean] : [cdf(edge(k + 1)), partialMean(edge(k + 1))];
    const mass = Math.max(0, upTo - below);
    // Rounding spoils the mean of a cell of almost no probability.
    values[k] = mass > 1e-9 ? (meanUpTo - meanBelow) / mass : (edge(k) + edge(k + 1)) / 2;
    probabilities[k] = mass;
    [below, meanBelow] = [upTo, meanUpTo];
  }
  return { values, probabilities: normalise(probabilities) };
}

function pointsOf({ density }: ContinuousModel, { qubitCount, low, high }: GridOptions): Points {
  const count = 2 ** qubitCount;
  const values = Float64Array.from({ length: count }, (_, k) => low + ((high - low) * k) / (count - 1));
  const weights = values.map((x) => density(x));
  if (!(weights.reduce((sum, weight) => sum + weight, 0) > 0)) {
    throw new RiskModelError(`low and high must enclose some probability, got [${low}, ${high}]`, {
      field: "low",
      low,
      high,
    });
  }
  return { values, probabilities: normalise(weights) };
}
