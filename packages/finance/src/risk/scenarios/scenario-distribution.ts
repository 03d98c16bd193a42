import { createCircuit, embedCircuit, multiplexedRotation, prepareState } from "@ansatz/simulator";
import type { Circuit, Operation } from "@ansatz/simulator";
import { RiskModelError } from "../../errors.ts";
import { checkNumbers, greatestScenarioQubits } from "../check.ts";

/** How a circuit loads the scenarios. */
export type ScenarioLoading =
  /** One state preparation of all amplitudes √p. */
  | { readonly kind: "table" }
  /** Independent registers, the first one of the lowest qubits, each with its own probabilities. */
  | { readonly kind: "product"; readonly registers: readonly Float64Array[] }
  /** A register of a latent factor and above it a qubit for each asset, 1 with `defaults[asset][factor]`. */
  | { readonly kind: "latent"; readonly factor: Float64Array; readonly defaults: readonly Float64Array[] };

/** What was lost on the way from a model to 2ⁿ points. */
export interface Discretisation {
  readonly rule: "density" | "mass" | "bins" | "exact" | "factor-grid";
  /** The mean of the points less that of the model; undefined where the model has none in closed form. */
  readonly meanError?: number;
  /** The standard deviation of the points less that of the model. */
  readonly standardDeviationError?: number;
  /** Probability of the model beyond the range of the points. */
  readonly truncatedProbability: number;
  /** Draws or observations that stand for the model; undefined where the model was not sampled. */
  readonly sampleCount?: number;
}

/** Measures of the model before it was discretised. */
export interface LossReference {
  /** How they are computed: for reports. */
  readonly method: string;
  readonly mean: number;
  readonly valueAtRisk: (level: number) => number;
  readonly conditionalValueAtRisk: (level: number) => number;
}

/** A quantity (a loss, a price) in 2^qubitCount scenarios with their probabilities. */
export interface ScenarioDistribution {
  readonly name: string;
  readonly qubitCount: number;
  /** The quantity in scenario k; not necessarily ascending. */
  readonly values: Float64Array;
  /** Probability of scenario k; they add up to 1. */
  readonly probabilities: Float64Array;
  readonly loading: ScenarioLoading;
  readonly discretisation: Discretisation;
  readonly reference?: LossReference;
}

/** The circuit that turns |0…0⟩ into Σ √p(k) |k⟩. */
export function loadScenarios({ qubitCount, probabilities, loading }: ScenarioDistribution): Circuit {
  if (loading.kind === "table") return prepareState({ real: probabilities.map((p) => Math.sqrt(p)) });
  const operations: Operation[] = [];
  let offset = 0;
  const registers = loading.kind === "product" ? loading.registers : [loading.factor];
  for (const register of registers) {
    const part = prepareState({ real: register.map((p) => Math.sqrt(p)) });
    const qubits = Array.from({ length: part.qubitCount }, (_, k) => offset + k);
    operations.push(...embedCircuit(part, { qubitCount, qubits }).operations);
    offset += part.qubitCount;
  }
  if (loading.kind === "latent") {
    const controls = Array.from({ length: offset }, (_, k) => k);
    loading.defaults.forEach((chances, asset) => {
      const angles = chances.map((chance) => 2 * Math.asin(Math.sqrt(chance)));
      operations.push(...multiplexedRotation(angles, { axis: "ry", controls, target: offset + asset }));
    });
  }
  return createCircuit(qubitCount, operations);
}

/** Σ p·f. */
export function expectationOf(probabilities: Float64Array, values: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < probabilities.length; k++) sum += probabilities[k] * values[k];
  return sum;
}

/** Probabilities divided by their sum. */
export function normalise(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * Scenarios given as a table; missing ones up to the next power of two get probability 0 and the last value.
 * Throws {@link RiskModelError} for probabilities that are negative or do not add up to 1 within 1e-9, other counts of
 * values, and more than 2^20 scenarios.
 */
export function scenarioTable(
  values: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  name = "table",
): ScenarioDistribution {
  checkNumbers("values", values, {});
  checkNumbers("probabilities", probabilities, { length: values.length, least: 0, most: 1 });
  const total = Array.from(probabilities).reduce((sum, p) => sum + p, 0);
  if (Math.abs(total - 1) > 1e-9) {
    throw new RiskModelError(`probabilities must add up to 1 within 1e-9, got ${total}`, {
      field: "probabilities",
      total,
    });
  }
  const qubitCount = Math.max(1, Math.ceil(Math.log2(values.length)));
  if (qubitCount > greatestScenarioQubits) {
    throw new RiskModelError(
      `values must be at most 2^${greatestScenarioQubits} scenarios, got ${values.length}; put them into bins`,
      { field: "values" },
    );
  }
  const size = 2 ** qubitCount;
  const last = values.length - 1;
  return {
    name,
    qubitCount,
    values: Float64Array.from({ length: size }, (_, k) => values[Math.min(k, last)]),
    probabilities: Float64Array.from({ length: size }, (_, k) => (k <= last ? probabilities[k] / total : 0)),
    loading: { kind: "table" },
    discretisation: { rule: "exact", truncatedProbability: 0 },
  };
}
