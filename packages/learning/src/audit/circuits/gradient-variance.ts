import { type Circuit, createRandom, createStateVectorEngine, type PauliSum } from "@ansatz/simulator";
import { ModelError } from "../../errors.ts";
import { studentTQuantile } from "../../validation/distributions.ts";
import { checkSampling, type CircuitSamplingOptions, randomAngles } from "./sample-parameters.ts";

export interface GradientVariance {
  readonly qubitCount: number;
  readonly parameters: readonly string[];
  /** Mean square of the derivative by each parameter, over random angles. */
  readonly perParameter: readonly number[];
  /** Their mean and the largest. */
  readonly mean: number;
  readonly largest: number;
  readonly samples: number;
}

/**
 * How large gradients of ⟨O⟩ are at random angles, uniform in [0, 2π): the variance of each derivative, whose mean over
 * such angles is 0. Where it falls exponentially with the qubits (a barren plateau), training cannot start.
 *
 * @param options.samples Default 200; the relative standard error of a variance is about √(2/samples).
 * @throws ModelError where the circuit is not unitary, has no parameters, or samples are out of range.
 *
 * Source: McClean et al., Nat. Commun. 9, 4812 (2018).
 */
export async function gradientVariance(
  circuit: Circuit,
  observable: PauliSum,
  options: CircuitSamplingOptions = {},
): Promise<GradientVariance> {
  const { samples = 200, seed = 1, pool, signal, onProgress } = options;
  const parameters = checkSampling(circuit, samples, 2);
  if (parameters.length === 0)
    throw new ModelError("the circuit must have parameters to derive by, got none");
  const random = createRandom(seed);
  const squares = new Float64Array(parameters.length);
  await using engine = await createStateVectorEngine({
    qubitCount: circuit.qubitCount,
    ...(pool && { pool }),
  });
  for (let k = 0; k < samples; k++) {
    signal?.throwIfAborted();
    const { gradient } = await engine.expectationAndGradient(circuit, observable, {
      parameters: randomAngles(parameters, random),
      parameterOrder: parameters,
    });
    gradient.forEach((value, j) => (squares[j] += (value * value) / samples));
    onProgress?.((k + 1) / samples);
  }
  const perParameter = Array.from(squares);
  return {
    qubitCount: circuit.qubitCount,
    parameters,
    perParameter,
    mean: perParameter.reduce((sum, value) => sum + value, 0) / perParameter.length,
    largest: Math.max(...perParameter),
    samples,
  };
}

export interface VarianceDecay {
  /** b of variance ∝ exp(−b n): ln 2 = 0.693 is a halving with each qubit. */
  readonly rate: number;
  readonly lower: number;
  readonly upper: number;
  /**
   * Whether the decay by each qubit is certain, large enough for a plateau (the interval lies above `plateauRate`), and
   * fits better than a power of the qubits, which trains on many of them too.
   */
  readonly isBarren: boolean;
}

/** A decay slower than this (a halving every seven qubits) is not told from a power of the qubits. */
const plateauRate = 0.1;

/** The least-squares line through points, its sum of squared residuals and that of the abscissae about their mean. */
function fitLine(x: readonly number[], y: readonly number[]) {
  const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const spread = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  const slope = x.reduce((sum, value, k) => sum + (value - meanX) * (y[k] - meanY), 0) / spread;
  const residual = x.reduce((sum, value, k) => sum + (y[k] - meanY - slope * (value - meanX)) ** 2, 0);
  return { slope, residual, spread };
}

/**
 * The rate at which the variance of a circuit family falls with its qubits, by a straight line through ln(variance), with
 * its 95 % interval; a line through the logarithms of both tells a power from it.
 *
 * @throws ModelError where there are fewer than three different qubit counts or a variance is 0.
 */
export function varianceDecay(
  points: readonly Pick<GradientVariance, "qubitCount" | "mean">[],
): VarianceDecay {
  const counts = points.map(({ qubitCount }) => qubitCount);
  if (new Set(counts).size < 3 || !points.every(({ mean }) => mean > 0)) {
    throw new ModelError(
      `a decay needs at least three qubit counts with variances above 0, got [${points.map(({ qubitCount, mean }) => `${qubitCount}: ${mean}`).join(", ")}]`,
    );
  }
  const n = points.length;
  const logarithms = points.map(({ mean }) => Math.log(mean));
  const { slope, residual, spread } = fitLine(counts, logarithms);
  const power = fitLine(counts.map(Math.log), logarithms);
  const half = studentTQuantile(0.975, n - 2) * Math.sqrt(residual / (n - 2) / spread);
  const lower = -slope - half;
  return {
    rate: -slope,
    lower,
    upper: -slope + half,
    isBarren: lower > plateauRate && residual < power.residual,
  };
}
