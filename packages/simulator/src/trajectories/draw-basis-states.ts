import type { StateVector } from "../statevector/state-vector.ts";

/**
 * One basis state for each uniform number in [0, 1), drawn with the probabilities |ψₖ|²: the first k whose probabilities up
 * to it add up to more than the number. Two passes over the amplitudes, and 12 bytes a number; the state need not be
 * normalised.
 */
export function drawBasisStates({ real, imaginary }: StateVector, uniforms: Float64Array): Float64Array {
  let total = 0;
  for (let k = 0; k < real.length; k++) total += real[k] * real[k] + imaginary[k] * imaginary[k];
  const order = Uint32Array.from(uniforms, (_, index) => index);
  if (order.length > 1) order.sort((a, b) => uniforms[a] - uniforms[b]);
  const outcomes = new Float64Array(uniforms.length);
  let [sum, position, last] = [0, 0, 0];
  for (let k = 0; k < real.length && position < order.length; k++) {
    const weight = real[k] * real[k] + imaginary[k] * imaginary[k];
    if (weight === 0) continue;
    sum += weight;
    last = k;
    while (position < order.length && uniforms[order[position]] * total < sum) {
      outcomes[order[position++]] = k;
    }
  }
  // Rounding may leave numbers next to 1 beyond the sum.
  while (position < order.length) outcomes[order[position++]] = last;
  return outcomes;
}
