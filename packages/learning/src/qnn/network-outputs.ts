import { createBatchEvaluator, type BatchEvaluator, type ComputePool } from "@ansatz/simulator";
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

export function createNetworkEvaluator(
  network: QuantumNetwork,
  outputs: number,
  options: { readonly pool?: ComputePool | undefined; readonly signal?: AbortSignal | undefined } = {},
): NetworkEvaluator {
  const evaluator: BatchEvaluator = createBatchEvaluator(network.circuit, network.observables, options);
  const { signal } = options;
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
      const { values } = await evaluator.evaluate(bindAngles(network, features, rows, weights), { signal });
      const result = new Float64Array(rows.length * outputs);
      for (let row = 0; row < rows.length; row++) result.set(readOut(values, row, weights), row * outputs);
      return result;
    },
    lossAndGradient: async (features, rows, weights, loss) => {
      const bound = bindAngles(network, features, rows, weights);
      const { values, gradients } = await evaluator.evaluate(bound, { withGradients: true, signal });
      const gradient = new Float64Array(weights.length);
      let total = 0;
      for (let row = 0; row < rows.length; row++) {
        const { value, slope } = loss(row, readOut(values, row, weights));
        total += value;
        const source = rows[row] * features.columnCount;
        for (let o = 0; o < observableCount; o++) {
          let byObservable = 0;
          for (let k = 0; k < outputs; k++) {
            const at = weightCount + k * observableCount + o;
            byObservable += slope[k] * weights[at];
            gradient[at] += slope[k] * values[row * observableCount + o];
          }
          const start = (row * observableCount + o) * angles.length;
          angles.forEach(({ feature, scale, bias }, at) => {
            const byAngle = byObservable * gradients![start + at];
            if (bias !== undefined) gradient[bias] += byAngle;
            if (scale !== undefined) gradient[scale] += byAngle * features.values[source + feature!];
          });
        }
        for (let k = 0; k < outputs; k++) gradient[offsets + k] += slope[k];
      }
      const share = 1 / rows.length;
      return { value: share * total, gradient: gradient.map((entry) => share * entry) };
    },
    [Symbol.asyncDispose]: () => evaluator[Symbol.asyncDispose](),
  };
}
