import type { ReadoutModel } from "@ansatz/simulator";

/**
 * w with Σ_m P(m|a)·w_m = value_a for bits misread independently: the value of a shot that was read as m, without bias from
 * misreading. Values are indexed by the bits as a number. Cost n·2^n.
 */
export function readoutWeights(
  { confusions }: Extract<ReadoutModel, { kind: "tensored" }>,
  values: Float64Array,
): Float64Array {
  const weights = values.slice();
  confusions.forEach(([[, alpha], [beta]], bit) => {
    // The inverse of [[1 − α, α], [β, 1 − β]] with α = P(1|0), β = P(0|1).
    const determinant = 1 - alpha - beta;
    const step = 2 ** bit;
    for (let index = 0; index < weights.length; index++) {
      if ((index & step) !== 0) continue;
      const [zero, one] = [weights[index], weights[index + step]];
      weights[index] = ((1 - beta) * zero - alpha * one) / determinant;
      weights[index + step] = ((1 - alpha) * one - beta * zero) / determinant;
    }
  });
  return weights;
}
