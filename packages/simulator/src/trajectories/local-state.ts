import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { createBitGather, gatherBits, maskOf, scatterTable } from "../results/gather-bits.ts";
import type { StateVector } from "../statevector/state-vector.ts";

/** Probabilities of the outcomes of some qubits; bit k of an outcome is `qubits[k]`. */
export function populations(
  { qubitCount, real, imaginary }: StateVector,
  qubits: readonly number[],
): Float64Array {
  const sums = new Float64Array(2 ** qubits.length);
  if (qubits.length === 1) {
    const [qubit] = qubits;
    let [zero, one] = [0, 0];
    for (let k = 0; k < real.length; k++) {
      const probability = real[k] * real[k] + imaginary[k] * imaginary[k];
      if ((k >> qubit) & 1) one += probability;
      else zero += probability;
    }
    sums[0] = zero;
    sums[1] = one;
    return sums;
  }
  const gather = createBitGather(qubits, qubitCount);
  for (let k = 0; k < real.length; k++) {
    sums[gatherBits(gather, k)] += real[k] * real[k] + imaginary[k] * imaginary[k];
  }
  return sums;
}

/** The reduced density matrix of some qubits; bit k of its index is `qubits[k]`. */
export function localDensity({ real, imaginary }: StateVector, qubits: readonly number[]): ComplexMatrix {
  const offsets = scatterTable(qubits);
  const mask = maskOf(qubits);
  const size = offsets.length;
  const density = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  for (let base = 0; base < real.length; base = ((base | mask) + 1) & ~mask) {
    for (let row = 0; row < size; row++) {
      const a = real[base | offsets[row]];
      const b = imaginary[base | offsets[row]];
      for (let column = 0; column < size; column++) {
        const c = real[base | offsets[column]];
        const d = imaginary[base | offsets[column]];
        density.real[row * size + column] += a * c + b * d;
        density.imaginary[row * size + column] += b * c - a * d;
      }
    }
  }
  return density;
}

/** Re tr(E·ρ). */
export function effectProbability(effect: ComplexMatrix, density: ComplexMatrix): number {
  const { size } = effect;
  let sum = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const [a, b] = [row * size + column, column * size + row];
      sum += effect.real[a] * density.real[b] - effect.imaginary[a] * density.imaginary[b];
    }
  }
  return sum;
}

/** Keeps the amplitudes whose qubits hold an outcome, times `scale`, and sets the others to 0. */
export function collapse(
  { real, imaginary }: StateVector,
  qubits: readonly number[],
  outcome: number,
  scale: number,
): void {
  const mask = maskOf(qubits);
  const wanted = scatterTable(qubits)[outcome];
  for (let k = 0; k < real.length; k++) {
    const factor = (k & mask) === wanted ? scale : 0;
    real[k] *= factor;
    imaginary[k] *= factor;
  }
}
