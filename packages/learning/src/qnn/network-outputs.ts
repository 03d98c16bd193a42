import {
  createBatchEvaluator,
  type BatchEvaluator,
  type ComputePool,
  type StateRows,
} from "@ansatz/simulator";
import { ModelError } from "../errors.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import type { QuantumNetwork } from "./quantum-network.ts";

/**
 * A network's weights with a linear layer on top: first those of the angles, then outputs × observables, then one
 * offset an output. Output k is Σ_o W_ko ⟨O_o⟩ + b_k.
 */
export function weightCountOf(network: QuantumNetwork, outputs: number): number {
  return network.weightCount + outputs * (network.observables.length + 1);
}

/** Angles of some rows, row-major. */
export function bindAngles(
  { angles, featureCount }: QuantumNetwork,
  { values, columnCount }: FeatureMatrix,
  rows: ArrayLike<number>,
  weights: Float64Array,
): Float64Array {
  if (columnCount !== featureCount) {
    throw new ModelError(`the network takes ${featureCount} features, got ${columnCount}`, {
      field: "features",
    });
  }
  const bound = new Float64Array(rows.length * angles.length);
  for (let k = 0; k < rows.length; k++) {
    const offset = rows[k] * columnCount;
    angles.forEach(({ feature, scale, bias }, at) => {
      let angle = bias === undefined ? 0 : weights[bias];
      if (feature !== undefined)
        angle += (scale === undefined ? 1 : weights[scale]) * values[offset + feature];
      bound[k * angles.length + at] = angle;
    });
  }
  return bound;
}

/** A network ready to give outputs and gradients of a loss on batches of rows. */
export interface NetworkEvaluator extends AsyncDisposable {
  /** rows × outputs. */
  outputs(features: FeatureMatrix, rows: ArrayLike<number>, weights: Float64Array): Promise<Float64Array>;
  /**
   * Mean over the rows of a loss, and its gradient by all weights. `loss` is given the position in `rows` and the
   * outputs there, and returns the loss and its derivative by each output.
   */
  lossAndGradient(
    features: FeatureMatrix,
    rows: ArrayLike<number>,
    weights: Float64Array,
    loss: (
      position: number,
      outputs: Float64Array,
    ) => { readonly value: number; readonly slope: Float64Array },
  ): Promise<{ readonly value: number; readonly gradient: Float64Array }>;
}

/**
 * From so many observables on, values are computed first and one backward sweep follows for their combination that the
 * loss asks for, instead of a sweep with an adjoint state for each of them.
 */
const leastSweptObservables = 4;

/** Σ_o w_o ∂⟨O_o⟩/∂a for every row and angle. */
function contract(
  gradients: Float64Array,
  weights: Float64Array,
  { rowCount, angleCount }: { readonly rowCount: number; readonly angleCount: number },
): Float64Array {
  const sums = new Float64Array(rowCount * angleCount);
  const observableCount = weights.length / rowCount;
  for (let row = 0; row < rowCount; row++) {
    for (let o = 0; o < observableCount; o++) {
      const weight = weights[row * observableCount + o];
      const start = (row * observableCount + o) * angleCount;
      for (let at = 0; at < angleCount; at++) sums[row * angleCount + at] += weight * gradients[start + at];
    }
  }
  return sums;
}

export interface NetworkEvaluatorOptions {
  readonly pool?: ComputePool | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Quantum data: the state that the circuit of each row of the features starts from, instead of |0…0⟩. */
  readonly states?: StateRows | undefined;
}

/** The states of some rows. */
function selectStates({ real, imaginary }: StateRows, rows: ArrayLike<number>, size: number): StateRows {
  const select = (values: Float64Array): Float64Array => {
    const selected = new Float64Array(rows.length * size);
    for (let k = 0; k < rows.length; k++)
      selected.set(values.subarray(rows[k] * size, (rows[k] + 1) * size), k * size);
    return selected;
  };
  return { real: select(real), imaginary: select(imaginary) };
}

/** A network that reads so many outputs from its expectation values; release it after use. */
export function createNetworkEvaluator(
  network: QuantumNetwork,
  outputs: number,
  options: NetworkEvaluatorOptions = {},
): NetworkEvaluator {
  const evaluator: BatchEvaluator = createBatchEvaluator(network.circuit, network.observables, options);
  const { signal, states } = options;
  const initialOf = (rows: ArrayLike<number>): StateRows | undefined =>
    states && selectStates(states, rows, 2 ** network.circuit.qubitCount);
  const { angles, observables, weightCount } = network;
  const observableCount = observables.length;
  const offsets = weightCount + outputs * observableCount;
  const readOut = (values: Float64Array, row: number, weights: Float64Array): Float64Array =>
    Float64Array.from({ length: outputs }, (_, k) => {
      let output = weights[offsets + k];
      for (let o = 0; o < observableCount; o++) {
        output += weights[weightCount + k * observableCount + o] * values[row * observableCount + o];
      }
      return output;
    });
  return {
    outputs: async (features, rows, weights) => {
      const { values } = await evaluator.evaluate(bindAngles(network, features, rows, weights), {
        initial: initialOf(rows),
        signal,
      });
      const result = new Float64Array(rows.length * outputs);
      for (let row = 0; row < rows.length; row++) result.set(readOut(values, row, weights), row * outputs);
      return result;
    },
    lossAndGradient: async (features, rows, weights, loss) => {
      const bound = bindAngles(network, features, rows, weights);
      const isSwept = observableCount >= leastSweptObservables;
      const initial = initialOf(rows);
      const { values, gradients } = await evaluator.evaluate(bound, {
        withGradients: !isSwept,
        initial,
        signal,
      });
      const gradient = new Float64Array(weights.length);
      /** Derivatives of each row's loss by its observables. */
      const byObservable = new Float64Array(values.length);
      let total = 0;
      for (let row = 0; row < rows.length; row++) {
        const { value, slope } = loss(row, readOut(values, row, weights));
        total += value;
        for (let o = 0; o < observableCount; o++) {
          for (let k = 0; k < outputs; k++) {
            const at = weightCount + k * observableCount + o;
            byObservable[row * observableCount + o] += slope[k] * weights[at];
            gradient[at] += slope[k] * values[row * observableCount + o];
          }
        }
        for (let k = 0; k < outputs; k++) gradient[offsets + k] += slope[k];
      }
      const byAngle = isSwept
        ? (
            await evaluator.evaluate(bound, {
              withGradients: true,
              weights: byObservable,
              initial,
              signal,
            })
          ).gradients!
        : contract(gradients!, byObservable, { rowCount: rows.length, angleCount: angles.length });
      for (let row = 0; row < rows.length; row++) {
        const source = rows[row] * features.columnCount;
        angles.forEach(({ feature, scale, bias }, at) => {
          const slope = byAngle[row * angles.length + at];
          if (bias !== undefined) gradient[bias] += slope;
          if (scale !== undefined) gradient[scale] += slope * features.values[source + feature!];
        });
      }
      const share = 1 / rows.length;
      return { value: share * total, gradient: gradient.map((entry) => share * entry) };
    },
    [Symbol.asyncDispose]: () => evaluator[Symbol.asyncDispose](),
  };
}
