import { RiskModelError } from "../../errors.ts";
import { checkName, checkNumber, checkNumbers, greatestScenarioQubits } from "../check.ts";
import { gaussLegendre } from "../quadrature.ts";
import { normalCdf, normalDensity, normalQuantile } from "../special-functions.ts";
import { riskMeasures } from "./risk-measures.ts";
import { expectationOf, normalise, scenarioTable } from "./scenario-distribution.ts";
import type { LossReference, ScenarioDistribution } from "./scenario-distribution.ts";

/** Assets that default independently given a standard normal factor. */
export interface CreditModel {
  /** Of each asset, in (0, 1). */
  readonly defaultProbabilities: ArrayLike<number>;
  /** ρ of each asset in [0, 1): the share of its variance that the factor explains. */
  readonly sensitivities: ArrayLike<number>;
  /** Loss given default of each asset, at least 0. */
  readonly lossesGivenDefault: ArrayLike<number>;
}

/** Losses in ascending order and their probabilities. */
export interface LossDistribution {
  readonly values: Float64Array;
  readonly probabilities: Float64Array;
}

const greatestAssets = 500;
/** Different losses that are kept apart; more assets need losses that are multiples of a common unit. */
const greatestLossCount = 2 ** 20;

function checkCreditModel({ defaultProbabilities, sensitivities, lossesGivenDefault }: CreditModel): number {
  checkNumbers("defaultProbabilities", defaultProbabilities, { above: 0, below: 1 });
  const count = defaultProbabilities.length;
  if (count > greatestAssets) {
    throw new RiskModelError(`defaultProbabilities must be at most ${greatestAssets} assets, got ${count}`, {
      field: "defaultProbabilities",
    });
  }
  checkNumbers("sensitivities", sensitivities, { length: count, least: 0, below: 1 });
  checkNumbers("lossesGivenDefault", lossesGivenDefault, { length: count, least: 0 });
  return count;
}

/**
 * p_k(z) = Φ((Φ⁻¹(p_k) − √ρ_k z)/√(1 − ρ_k)), the probability of default given the factor (Vasicek; Gaussian
 * conditional independence).
 * Source: Egger, García Gutiérrez, Cahué Mestre, Woerner, IEEE Trans. Comput. 70, 2136 (2021), arXiv:1907.03044;
 * Rutkowski and Tarca, arXiv:1412.1183.
 */
export function conditionalDefaultProbability(
  probability: number,
  sensitivity: number,
  factor: number,
): number {
  return normalCdf(
    (normalQuantile(probability) - Math.sqrt(sensitivity) * factor) / Math.sqrt(1 - sensitivity),
  );
}

/**
 * sin²((s z + o)/2), the same with the rotation's angle linear in z around z = 0: what a circuit of linear rotations
 * loads.
 */
export function linearisedDefaultProbability(
  probability: number,
  sensitivity: number,
  factor: number,
): number {
  const psi = normalQuantile(probability) / Math.sqrt(1 - sensitivity);
  const atZero = normalCdf(psi);
  const slope =
    (-Math.sqrt(sensitivity / (1 - sensitivity)) * normalDensity(psi)) / Math.sqrt(atZero * (1 - atZero));
  return Math.sin(Math.asin(Math.sqrt(atZero)) + (slope * factor) / 2) ** 2;
}

/** The distribution of Σ λ_k X_k for independent defaults, mixed over factor values with weights. */
function mixLosses(
  lossesGivenDefault: ArrayLike<number>,
  factors: readonly { readonly weight: number; readonly chances: Float64Array }[],
): LossDistribution {
  // Losses that differ by rounding only are one.
  const largest = Array.from(lossesGivenDefault).reduce((sum, loss) => sum + loss, 0);
  const scale = largest > 0 ? 2 ** 40 / largest : 1;
  let support = Float64Array.of(0);
  const targets: { readonly stay: Uint32Array; readonly move: Uint32Array; readonly size: number }[] = [];
  for (let k = 0; k < lossesGivenDefault.length; k++) {
    const loss = lossesGivenDefault[k];
    const keys = new Map<number, number>();
    for (const value of [...support, ...support.map((entry) => entry + loss)]) {
      const key = Math.round(value * scale);
      if (!keys.has(key)) keys.set(key, value);
      if (keys.size > greatestLossCount) {
        throw new RiskModelError(
          `lossesGivenDefault must give at most ${greatestLossCount} different sums; round them to multiples of a common unit`,
          { field: "lossesGivenDefault" },
        );
      }
    }
    const sorted = Array.from(keys).sort((a, b) => a[0] - b[0]);
    const places = new Map(sorted.map(([key], place) => [key, place]));
    const placeOf = (value: number): number => places.get(Math.round(value * scale))!;
    targets.push({
      stay: Uint32Array.from(support, placeOf),
      move: Uint32Array.from(support, (value) => placeOf(value + loss)),
      size: sorted.length,
    });
    support = Float64Array.from(sorted, ([, value]) => value);
  }
  const probabilities = new Float64Array(support.length);
  for (const { weight, chances } of factors) {
    let current = Float64Array.of(weight);
    targets.forEach(({ stay, move, size }, k) => {
      const next = new Float64Array(size);
      for (let at = 0; at < current.length; at++) {
        next[stay[at]] += current[at] * (1 - chances[k]);
        next[move[at]] += current[at] * chances[k];
      }
      current = next;
    });
    for (let at = 0; at < current.length; at++) probabilities[at] += current[at];
  }
  return { values: support, probabilities: normalise(probabilities) };
}

const factorBound = 9;
const factorNodes = 160;

/**
 * The exact distribution of the loss Σ λ_k X_k: a convolution over the assets for each value of the factor, integrated
 * over the factor by Gauss–Legendre quadrature with 160 nodes on [−9, 9] (to about 1e-14).
 * Throws {@link RiskModelError} for parameters out of range and more than 2^20 different losses.
 */
export function creditLossDistribution(model: CreditModel): LossDistribution {
  const count = checkCreditModel(model);
  const { nodes, weights } = gaussLegendre(factorNodes, -factorBound, factorBound);
  const factors = Array.from(nodes, (z, at) => ({
    weight: weights[at] * normalDensity(z),
    chances: Float64Array.from({ length: count }, (_, k) =>
      conditionalDefaultProbability(model.defaultProbabilities[k], model.sensitivities[k], z),
    ),
  }));
  return mixLosses(model.lossesGivenDefault, factors);
}

/** The measures of an exact loss distribution, as a reference for discretised ones. */
function lossReference(losses: LossDistribution): LossReference {
  return {
    method: "convolution over assets, quadrature over the factor",
    mean: expectationOf(losses.probabilities, losses.values),
    valueAtRisk: (level) => riskMeasures(losses, level).valueAtRisk,
    conditionalValueAtRisk: (level) => riskMeasures(losses, level).conditionalValueAtRisk,
  };
}

export interface CreditScenarioOptions {
  /** Qubits of the factor's register, by default 2. */
  readonly factorQubits?: number;
  /** The factor is taken at 2^factorQubits equidistant points of [−factorRange, factorRange]; by default 2. */
  readonly factorRange?: number;
  /** Exact conditional probabilities (the default), or angles linear in the factor as the published circuits have. */
  readonly rotation?: "exact" | "linear";
}

/**
 * Scenarios of the factor (low qubits) and of each asset's default (one qubit each), with the total loss as value:
 * factorQubits + assets qubits. The discretised factor is what the reference, which integrates over it, does not have;
 * the error of linear rotations counts as one of the discretisation, too.
 * Throws {@link RiskModelError} for parameters out of range and more than 20 qubits; `creditLossScenarios` takes more assets.
 * Source: Egger et al., arXiv:1907.03044.
 */
export function creditScenarios(
  model: CreditModel,
  options: CreditScenarioOptions = {},
): ScenarioDistribution {
  const count = checkCreditModel(model);
  const { factorQubits = 2, factorRange = 2, rotation = "exact" } = options;
  checkNumber("factorQubits", factorQubits, { least: 1, most: 12, isWhole: true });
  checkNumber("factorRange", factorRange, { above: 0, most: factorBound });
  checkName("rotation", rotation, ["exact", "linear"]);
  const qubitCount = factorQubits + count;
  if (qubitCount > greatestScenarioQubits) {
    throw new RiskModelError(
      `assets and factorQubits must be at most ${greatestScenarioQubits} qubits together, got ${count} + ${factorQubits}; load the distribution of the total loss instead`,
      { qubitCount },
    );
  }
  const factorCount = 2 ** factorQubits;
  const points = Float64Array.from(
    { length: factorCount },
    (_, k) => -factorRange + (2 * factorRange * k) / (factorCount - 1),
  );
  const factor = normalise(points.map(normalDensity));
  const chanceOf = rotation === "linear" ? linearisedDefaultProbability : conditionalDefaultProbability;
  const defaults = Array.from({ length: count }, (_, k) =>
    points.map((z) => chanceOf(model.defaultProbabilities[k], model.sensitivities[k], z)),
  );
  const size = 2 ** qubitCount;
  const values = new Float64Array(size);
  const probabilities = new Float64Array(size);
  for (let index = 0; index < size; index++) {
    const at = index % factorCount;
    let [loss, probability] = [0, factor[at]];
    for (let k = 0; k < count; k++) {
      const hasDefaulted = ((index >>> (factorQubits + k)) & 1) === 1;
      if (hasDefaulted) loss += model.lossesGivenDefault[k];
      probability *= hasDefaulted ? defaults[k][at] : 1 - defaults[k][at];
    }
    values[index] = loss;
    probabilities[index] = probability;
  }
  const reference = lossReference(creditLossDistribution(model));
  return {
    name: "credit",
    qubitCount,
    values,
    probabilities,
    loading: { kind: "latent", factor, defaults },
    discretisation: {
      rule: "factor-grid",
      meanError: expectationOf(probabilities, values) - reference.mean,
      truncatedProbability: 2 * normalCdf(-factorRange),
    },
    reference,
  };
}

/**
 * The exact distribution of the total loss as scenarios, one a different loss: for many assets, without qubits for the
 * factor and the assets.
 * Throws {@link RiskModelError} as `creditLossDistribution`.
 */
export function creditLossScenarios(model: CreditModel): ScenarioDistribution {
  const losses = creditLossDistribution(model);
  return {
    ...scenarioTable(losses.values, losses.probabilities, "credit losses"),
    reference: lossReference(losses),
  };
}
