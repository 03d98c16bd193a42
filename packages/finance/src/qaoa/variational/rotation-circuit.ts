/** A circuit of real rotations on the states of a space: what every step does with real amplitudes. */
export interface RotationCircuit {
  readonly size: number;
  /** The state before the first step. */
  readonly start: Float64Array;
  readonly steps: readonly RotationStep[];
}

/**
 * - "rotate": (a, b) → (cos θ·a − sin θ·b, sin θ·a + cos θ·b) with θ = parameter · `factor`, for all `pairs` `[a, b, …]`.
 * - "flip": multiplies the amplitudes by signs.
 */
export type RotationStep =
  | { readonly kind: "rotate"; readonly pairs: Int32Array; readonly factor: number }
  | { readonly kind: "flip"; readonly signs: Int8Array };

/** The number of parameters: one for each rotation, in order. */
export function parameterCountOf({ steps }: RotationCircuit): number {
  return steps.filter(({ kind }) => kind === "rotate").length;
}

function rotate(amplitudes: Float64Array, pairs: Int32Array, angle: number): void {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  for (let at = 0; at < pairs.length; at += 2) {
    const [a, b] = [amplitudes[pairs[at]], amplitudes[pairs[at + 1]]];
    amplitudes[pairs[at]] = c * a - s * b;
    amplitudes[pairs[at + 1]] = s * a + c * b;
  }
}

function flip(amplitudes: Float64Array, signs: Int8Array): void {
  for (let k = 0; k < amplitudes.length; k++) amplitudes[k] *= signs[k];
}

/** The amplitudes after the circuit. */
export function runRotations(circuit: RotationCircuit, parameters: Float64Array): Float64Array {
  const amplitudes = circuit.start.slice();
  let index = 0;
  for (const step of circuit.steps) {
    if (step.kind === "flip") flip(amplitudes, step.signs);
    else rotate(amplitudes, step.pairs, step.factor * parameters[index++]);
  }
  return amplitudes;
}

/**
 * Slopes of Σ d_k·a_k² by each parameter, a the amplitudes after the circuit (which are spent): one sweep back with a and
 * λ = d·a, where a rotation's slope is 2·factor·Σ (λ_b·a_a − λ_a·a_b) behind it.
 */
export function rotationSlopes(
  circuit: RotationCircuit,
  parameters: Float64Array,
  amplitudes: Float64Array,
  weights: Float64Array,
): Float64Array {
  const slopes = new Float64Array(parameters.length);
  const lambda = amplitudes.map((amplitude, k) => weights[k] * amplitude);
  let index = parameters.length;
  for (const step of circuit.steps.toReversed()) {
    if (step.kind === "flip") {
      flip(amplitudes, step.signs);
      flip(lambda, step.signs);
      continue;
    }
    const { pairs, factor } = step;
    index--;
    let sum = 0;
    for (let at = 0; at < pairs.length; at += 2) {
      const [a, b] = [pairs[at], pairs[at + 1]];
      sum += lambda[b] * amplitudes[a] - lambda[a] * amplitudes[b];
    }
    slopes[index] = 2 * factor * sum;
    rotate(amplitudes, pairs, -factor * parameters[index]);
    rotate(lambda, pairs, -factor * parameters[index]);
  }
  return slopes;
}
