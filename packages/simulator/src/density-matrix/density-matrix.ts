import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { InvalidArgumentError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import { countBits } from "../operators/pauli-sum.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { createAliasSampler } from "../results/alias-sampler.ts";
import { checkQubits } from "../results/check-input.ts";
import { createBitGather, gatherBits, scatterTable } from "../results/gather-bits.ts";
import type { StateVector } from "../statevector/state-vector.ts";

/**
 * ρ on n qubits, `size` = 2ⁿ rows, row-major: ⟨row|ρ|column⟩ at index row·size + column. Qubit 0 is the least significant bit
 * of a row or column. Functions such as `purity`, `stateFidelity` and `densityEntropy` take it as it is.
 */
export type DensityMatrix = ComplexMatrix;

/** n of a matrix of 2ⁿ rows. */
export const densityQubitCount = ({ size }: DensityMatrix): number => Math.log2(size);

/** A matrix of zeros, to be filled. */
export function zeroDensityMatrix(qubitCount: number): DensityMatrix {
  const size = 2 ** qubitCount;
  return {
    size,
    real: new Float64Array(size * size),
    imaginary: new Float64Array(size * size),
  };
}

/** |ψ⟩⟨ψ|. */
export function densityMatrixOfState({ qubitCount, real, imaginary }: StateVector): DensityMatrix {
  const rho = zeroDensityMatrix(qubitCount);
  const { size } = rho;
  for (let row = 0; row < size; row++) {
    const [a, b] = [real[row], imaginary[row]];
    if (a === 0 && b === 0) continue;
    for (let column = 0; column < size; column++) {
      rho.real[row * size + column] = a * real[column] + b * imaginary[column];
      rho.imaginary[row * size + column] = b * real[column] - a * imaginary[column];
    }
  }
  return rho;
}

/** The diagonal ⟨k|ρ|k⟩: probabilities of the basis states. Rounding errors below 0 are cut to 0. */
export function densityMatrixProbabilities({ size, real }: DensityMatrix): Float64Array {
  return Float64Array.from({ length: size }, (_, k) => Math.max(0, real[k * size + k]));
}

/** tr ρ. */
export function densityMatrixTrace({ size, real }: DensityMatrix): number {
  let trace = 0;
  for (let k = 0; k < size; k++) trace += real[k * size + k];
  return trace;
}

/**
 * tr(ρO) for a Hermitian Pauli sum O; a term P(x, z) = i^|x∧z| XˣZᶻ adds c·Σₖ i^|x∧z| (−1)^|k∧z| ⟨k|ρ|k ⊕ x⟩.
 * Throws {@link InvalidArgumentError} for different qubit counts.
 */
export function densityMatrixExpectation(rho: DensityMatrix, observable: PauliSum): number {
  const { size } = rho;
  const qubitCount = densityQubitCount(rho);
  if (observable.qubitCount !== qubitCount) {
    throw new InvalidArgumentError(
      `observable must have the density matrix's ${qubitCount} qubits, got ${observable.qubitCount}`,
      { field: "observable", qubitCount: observable.qubitCount },
    );
  }
  let total = 0;
  for (const { x, z, real, imaginary } of observable.terms) {
    let [re, im] = [0, 0];
    for (let k = 0; k < size; k++) {
      const at = k * size + (k ^ x);
      const sign = 1 - 2 * (countBits(k & z) & 1);
      re += sign * rho.real[at];
      im += sign * rho.imaginary[at];
    }
    const turns = countBits(x & z) & 3;
    total += real * [re, -im, -re, im][turns] - imaginary * [im, re, -im, -re][turns];
  }
  return total;
}

/**
 * The state of some qubits, the others traced out; qubit k of the result is `qubits[k]`.
 * Throws {@link InvalidArgumentError} for qubits out of range or twice.
 */
export function partialTrace(rho: DensityMatrix, qubits: readonly number[]): DensityMatrix {
  const qubitCount = densityQubitCount(rho);
  checkQubits(qubits, qubitCount);
  const others = Array.from({ length: qubitCount }, (_, qubit) => qubit).filter(
    (qubit) => !qubits.includes(qubit),
  );
  const [kept, traced] = [scatterTable(qubits), scatterTable(others)];
  const reduced = zeroDensityMatrix(qubits.length);
  for (let row = 0; row < kept.length; row++) {
    for (let column = 0; column < kept.length; column++) {
      let [re, im] = [0, 0];
      for (const rest of traced) {
        const at = (kept[row] | rest) * rho.size + (kept[column] | rest);
        re += rho.real[at];
        im += rho.imaginary[at];
      }
      reduced.real[row * kept.length + column] = re;
      reduced.imaginary[row * kept.length + column] = im;
    }
  }
  return reduced;
}

/** Probabilities of the outcomes of measuring some qubits; bit k of an outcome is `qubits[k]`. */
export function densityMatrixMarginal(rho: DensityMatrix, qubits: readonly number[]): Float64Array {
  const qubitCount = densityQubitCount(rho);
  checkQubits(qubits, qubitCount);
  const marginal = new Float64Array(2 ** qubits.length);
  const gather = createBitGather(qubits, qubitCount);
  densityMatrixProbabilities(rho).forEach(
    (probability, k) => (marginal[gatherBits(gather, k)] += probability),
  );
  return marginal;
}

/**
 * Counts of `shots` measurements of all qubits, by basis state in ascending order; the same for the same seed.
 * Throws {@link InvalidArgumentError} for a shot count out of range.
 */
export function sampleDensityMatrix(
  rho: DensityMatrix,
  { shots, seed }: { readonly shots: number; readonly seed: number },
): Map<number, number> {
  if (!Number.isSafeInteger(shots) || shots < 0) {
    throw new InvalidArgumentError(`shots must be an integer of at least 0, got ${shots}`, { shots });
  }
  const random = createRandom(seed);
  const sampler = createAliasSampler(densityMatrixProbabilities(rho));
  const counts = new Map<number, number>();
  for (let shot = 0; shot < shots; shot++) {
    const outcome = sampler.sample(random);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => a - b));
}
