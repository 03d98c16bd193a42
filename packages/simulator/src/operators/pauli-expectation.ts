import { InvalidArgumentError } from "../errors.ts";
import { checkState } from "../results/check-input.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { isHermitianPauliSum } from "./pauli-algebra.ts";
import { countBits } from "./pauli-sum.ts";
import type { PauliSum, PauliTerm } from "./pauli-sum.ts";

/**
 * Terms of one X-mask. They act as |k⟩ → d(k) |k ⊕ x⟩ with d(k) = Σₜ cₜ i^|x∧zₜ| (−1)^|k∧zₜ|.
 */
interface MaskGroup {
  readonly x: number;
  readonly z: readonly number[];
  readonly real: readonly number[];
  readonly imaginary: readonly number[];
}

function groupByMask(terms: readonly PauliTerm[]): MaskGroup[] {
  const groups = new Map<number, { x: number; z: number[]; real: number[]; imaginary: number[] }>();
  for (const { x, z, real, imaginary } of terms) {
    let group = groups.get(x);
    if (!group) groups.set(x, (group = { x, z: [], real: [], imaginary: [] }));
    const turns = countBits(x & z) & 3;
    group.z.push(z);
    group.real.push([real, -imaginary, -real, imaginary][turns]);
    group.imaginary.push([imaginary, real, -imaginary, -real][turns]);
  }
  return [...groups.values()];
}

/** In place: f(k) ← Σ_z f(z) (−1)^|k∧z|. */
function walshHadamard(values: Float64Array): void {
  for (let stride = 1; stride < values.length; stride *= 2) {
    for (let block = 0; block < values.length; block += 2 * stride) {
      for (let at = block; at < block + stride; at++) {
        const [low, high] = [values[at], values[at + stride]];
        values[at] = low + high;
        values[at + stride] = low - high;
      }
    }
  }
}

/** d(k) of a group for all k; a part that is 0 throughout is null. */
function diagonalOf(
  group: MaskGroup,
  size: number,
): { real: Float64Array | null; imaginary: Float64Array | null } {
  const build = (coefficients: readonly number[]): Float64Array | null => {
    if (coefficients.every((coefficient) => coefficient === 0)) return null;
    const values = new Float64Array(size);
    // A transform costs as much as log₂(size) terms one by one.
    if (coefficients.length > Math.log2(size)) {
      coefficients.forEach((coefficient, index) => (values[group.z[index]] += coefficient));
      walshHadamard(values);
      return values;
    }
    coefficients.forEach((coefficient, index) => {
      const z = group.z[index];
      for (let k = 0; k < size; k++) values[k] += countBits(k & z) & 1 ? -coefficient : coefficient;
    });
    return values;
  };
  return { real: build(group.real), imaginary: build(group.imaginary) };
}

function checkPair(state: StateVector, { qubitCount }: PauliSum): void {
  checkState(state);
  if (qubitCount !== state.qubitCount) {
    throw new InvalidArgumentError(
      `a Pauli sum must have the state's ${state.qubitCount} qubits, got ${qubitCount}`,
      { field: "qubitCount", qubitCount },
    );
  }
}

function checkHermitian(sum: PauliSum): void {
  if (isHermitianPauliSum(sum)) return;
  throw new InvalidArgumentError("an observable must have real coefficients: take the Hermitian part first", {
    field: "terms",
  });
}

/**
 * O|ψ⟩ for a Pauli sum, Hermitian or not; the result has any norm. Takes two arrays of 2^n numbers beside the result.
 * Throws {@link InvalidArgumentError} for different qubit counts.
 */
export function applyPauliSum(state: StateVector, sum: PauliSum): StateVector {
  checkPair(state, sum);
  const size = state.real.length;
  const result = {
    qubitCount: state.qubitCount,
    real: new Float64Array(size),
    imaginary: new Float64Array(size),
  };
  for (const group of groupByMask(sum.terms)) {
    const { x } = group;
    const { real, imaginary } = diagonalOf(group, size);
    if (real) {
      for (let k = 0; k < size; k++) {
        result.real[k ^ x] += real[k] * state.real[k];
        result.imaginary[k ^ x] += real[k] * state.imaginary[k];
      }
    }
    if (imaginary) {
      for (let k = 0; k < size; k++) {
        result.real[k ^ x] -= imaginary[k] * state.imaginary[k];
        result.imaginary[k ^ x] += imaginary[k] * state.real[k];
      }
    }
  }
  return result;
}

/**
 * ⟨ψ|O|ψ⟩ of a Hermitian Pauli sum. The state is not normalised.
 * Throws {@link InvalidArgumentError} for different qubit counts or complex coefficients.
 */
export function pauliSumExpectation(state: StateVector, sum: PauliSum): number {
  checkPair(state, sum);
  checkHermitian(sum);
  const { real: re, imaginary: im } = state;
  let value = 0;
  for (const group of groupByMask(sum.terms)) {
    const { x } = group;
    const { real, imaginary } = diagonalOf(group, re.length);
    if (real) {
      for (let k = 0; k < re.length; k++) value += real[k] * (re[k ^ x] * re[k] + im[k ^ x] * im[k]);
    }
    if (imaginary) {
      for (let k = 0; k < re.length; k++) value -= imaginary[k] * (re[k ^ x] * im[k] - im[k ^ x] * re[k]);
    }
  }
  return value;
}

/**
 * ⟨O⟩ and the variance ⟨O²⟩ − ⟨O⟩² of a Hermitian Pauli sum in a state of norm 1. The variance is computed as
 * ‖(O − ⟨O⟩)ψ‖², which is never negative and vanishes in an eigenstate to rounding squared.
 * Throws {@link InvalidArgumentError} for different qubit counts or complex coefficients.
 */
export function pauliSumVariance(state: StateVector, sum: PauliSum): { mean: number; variance: number } {
  checkPair(state, sum);
  checkHermitian(sum);
  const { real, imaginary } = applyPauliSum(state, sum);
  let mean = 0;
  for (let k = 0; k < real.length; k++) mean += state.real[k] * real[k] + state.imaginary[k] * imaginary[k];
  let variance = 0;
  for (let k = 0; k < real.length; k++) {
    variance += (real[k] - mean * state.real[k]) ** 2 + (imaginary[k] - mean * state.imaginary[k]) ** 2;
  }
  return { mean, variance };
}
