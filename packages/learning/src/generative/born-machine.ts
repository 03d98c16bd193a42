import {
  createCircuit,
  createPauliSum,
  createRandom,
  createStateVectorEngine,
  gate,
  parameter,
  parameterNames,
  type Circuit,
  type PauliSum,
} from "@ansatz/simulator";
import { minimize } from "@ansatz/variational";
import { ModelError } from "../errors.ts";
import type { FitContext } from "../models/model.ts";
import { chowLiuTree, independentBits } from "./classical-baselines.ts";
import { kullbackLeibler, totalVariation, type BitDistribution } from "./distribution.ts";

export interface BornMachineOptions extends Pick<FitContext, "seed" | "signal"> {
  /** Default 4. */
  readonly layers?: number;
  /**
   * - "divergence" (the default): Σ p ln(p/q) of target p and model q, from exact probabilities.
   * - "discrepancy": the squared maximum mean discrepancy with Gaussian kernels of the bits, which samples alone can
   *   estimate.
   */
  readonly loss?: "divergence" | "discrepancy";
  /** Variances of the discrepancy's kernels in bits; default 0.5, 2 and 8. */
  readonly bandwidths?: readonly number[];
  /** Default 300. */
  readonly maxIterations?: number;
  /** Without it no gate connects two qubits. Default true. */
  readonly isEntangled?: boolean;
  /** Called with the number of the iteration and the loss there. */
  readonly onIteration?: (iteration: number, loss: number) => void;
}

/** How close a distribution comes to its target. */
export interface Closeness {
  /** Nats; infinite where the model excludes what the target has. */
  readonly kullbackLeibler: number;
  readonly totalVariation: number;
}

export interface BornMachine extends Closeness {
  /** With its parameters bound in the order of `parameterNames` to `weights`. */
  readonly circuit: Circuit;
  readonly weights: Float64Array;
  readonly distribution: BitDistribution;
  readonly loss: number;
  readonly converged: boolean;
  /** Losses by iteration. */
  readonly history: readonly number[];
  /** Independent bits, and the tree of Chow and Liu. */
  readonly baselines: Readonly<Record<"independent" | "chowLiu", Closeness>>;
}

/** Layers of RY, RZ on every qubit and a ring of CZ between them, a last layer of RY. */
export function bornCircuit(qubitCount: number, layers: number, isEntangled = true): Circuit {
  let count = 0;
  const next = () => parameter(`w${String(count++).padStart(6, "0")}`);
  const operations = [];
  for (let layer = 0; layer < layers; layer++) {
    for (let qubit = 0; qubit < qubitCount; qubit++) {
      operations.push(gate("ry", [qubit], [next()]), gate("rz", [qubit], [next()]));
    }
    if (!isEntangled || qubitCount === 1) continue;
    const pairs = qubitCount === 2 ? 1 : qubitCount;
    for (let qubit = 0; qubit < pairs; qubit++)
      operations.push(gate("cz", [qubit, (qubit + 1) % qubitCount]));
  }
  for (let qubit = 0; qubit < qubitCount; qubit++) operations.push(gate("ry", [qubit], [next()]));
  return createCircuit(qubitCount, operations);
}

/** The diagonal observable of given values: Σ_S c_S Z_S with c the values' Walsh–Hadamard transform over 2ⁿ. */
export function diagonalObservable(qubitCount: number, values: Float64Array): PauliSum {
  const coefficients = values.slice();
  for (let half = 1; half < coefficients.length; half *= 2) {
    for (let start = 0; start < coefficients.length; start += 2 * half) {
      for (let k = start; k < start + half; k++) {
        const [a, b] = [coefficients[k], coefficients[k + half]];
        coefficients[k] = a + b;
        coefficients[k + half] = a - b;
      }
    }
  }
  return createPauliSum(
    qubitCount,
    Array.from(coefficients, (value, z) => ({ x: 0, z, real: value / coefficients.length, imaginary: 0 })),
  );
}

interface Loss {
  value(model: Float64Array): number;
  /** ∂loss/∂q(x) for every bitstring x. */
  slope(model: Float64Array): Float64Array;
}

/** Keeps logarithms finite where the model has nothing. */
const leastProbability = 1e-12;

function divergenceLoss(target: Float64Array): Loss {
  return {
    value: (model) =>
      kullbackLeibler(
        target,
        model.map((q) => Math.max(q, leastProbability)),
      ),
    slope: (model) => target.map((p, x) => (model[x] > leastProbability ? -p / model[x] : 0)),
  };
}

/** Σ_xy (q − p)(x) k(x, y) (q − p)(y), k the mean over variances s of exp(−d/2s): a Gaussian, the Hamming distance d being |x − y|². */
function discrepancyLoss(target: Float64Array, bandwidths: readonly number[]): Loss {
  const bits = Math.log2(target.length);
  const byDistance = Array.from(
    { length: bits + 1 },
    (_, d) => bandwidths.reduce((sum, s) => sum + Math.exp(-d / (2 * s)), 0) / bandwidths.length,
  );
  const counts = Uint8Array.from(target, (_, x) => {
    let ones = 0;
    for (let rest = x; rest > 0; rest >>= 1) ones += rest & 1;
    return ones;
  });
  const smooth = (model: Float64Array): Float64Array =>
    model.map((_, x) => {
      let sum = 0;
      for (let y = 0; y < model.length; y++) sum += byDistance[counts[x ^ y]] * (model[y] - target[y]);
      return sum;
    });
  return {
    value: (model) => smooth(model).reduce((sum, value, x) => sum + value * (model[x] - target[x]), 0),
    slope: (model) => smooth(model).map((value) => 2 * value),
  };
}

function closeness(target: Float64Array, model: Float64Array): Closeness {
  return { kullbackLeibler: kullbackLeibler(target, model), totalVariation: totalVariation(target, model) };
}

/**
 * A quantum circuit Born machine: the circuit whose outcomes q(x) = |⟨x|ψ⟩|² come closest to a target, by L-BFGS. The
 * gradient of a loss L(q) is that of the diagonal observable ∂L/∂q at the present state, by one adjoint sweep. Beside it
 * stand independent bits and the Chow–Liu tree, which are classical and cheap.
 * Not converging is a result. Throws {@link ModelError} for options out of range; rejects with the signal's reason.
 * Source: Liu and Wang, Phys. Rev. A 98, 062324 (2018); Benedetti et al., npj Quantum Inf. 5, 45 (2019).
 */
export async function trainBornMachine(
  target: BitDistribution,
  options: BornMachineOptions,
): Promise<BornMachine> {
  const { layers = 4, loss: kind = "divergence", bandwidths = [0.5, 2, 8], maxIterations = 300 } = options;
  const { seed, signal, isEntangled = true, onIteration } = options;
  if (!Number.isInteger(layers) || layers < 1 || layers > 100) {
    throw new ModelError(`layers must be an integer in [1, 100], got ${layers}`, { field: "layers" });
  }
  if (bandwidths.length === 0 || !bandwidths.every((s) => s > 0 && Number.isFinite(s))) {
    throw new ModelError("bandwidths must be at least one number above 0", { field: "bandwidths" });
  }
  const { qubitCount, probabilities } = target;
  const circuit = bornCircuit(qubitCount, layers, isEntangled);
  const names = parameterNames(circuit);
  const loss =
    kind === "divergence" ? divergenceLoss(probabilities) : discrepancyLoss(probabilities, bandwidths);
  await using engine = await createStateVectorEngine({ qubitCount });
  const bind = (weights: ArrayLike<number>) => Object.fromEntries(names.map((name, k) => [name, weights[k]]));
  const distributionAt = async (weights: ArrayLike<number>): Promise<Float64Array> => {
    const { real, imaginary } = await engine.runInPlace(circuit, { parameters: bind(weights) });
    return real.map((value, x) => value * value + imaginary[x] * imaginary[x]);
  };
  const { normal } = createRandom(seed);
  const start = Float64Array.from(names, () => 0.5 * normal());
  const history: number[] = [];
  const result = await minimize(
    {
      parameterCount: names.length,
      value: async (weights) => loss.value(await distributionAt(weights)),
      valueAndGradient: async (weights) => {
        const model = await distributionAt(weights);
        const observable = diagonalObservable(qubitCount, loss.slope(model));
        const parameters = bind(weights);
        const { gradient } = await engine.expectationAndGradient(circuit, observable, {
          parameters,
          parameterOrder: names,
        });
        return { value: loss.value(model), gradient };
      },
    },
    start,
    {
      optimizer: "l-bfgs",
      maxIterations,
      ...(signal ? { signal } : {}),
      onIteration: ({ iteration, value }) => {
        history.push(value);
        onIteration?.(iteration, value);
      },
    },
  );
  const weights = Float64Array.from(result.parameters);
  const model = await distributionAt(weights);
  return {
    circuit,
    weights,
    distribution: { qubitCount, probabilities: model },
    loss: loss.value(model),
    converged: result.converged,
    history,
    ...closeness(probabilities, model),
    baselines: {
      independent: closeness(probabilities, independentBits(target).probabilities),
      chowLiu: closeness(probabilities, chowLiuTree(target).probabilities),
    },
  };
}
