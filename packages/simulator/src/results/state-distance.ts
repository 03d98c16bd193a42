import { multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { InvalidArgumentError } from "../errors.ts";
import { hermitianEigen } from "../math/hermitian-eigen.ts";
import { singularValues } from "../math/singular-values.ts";
import { innerProduct } from "../statevector/state-vector.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { checkDensityMatrix, checkState } from "./check-input.ts";
import { squareRoot } from "./density-square-root.ts";

/** A pure state, or a density matrix over the same basis states. */
export type QuantumState = StateVector | ComplexMatrix;

/** How far a state's squared norm may be from 1. */
const normTolerance = 1e-6;

const isPure = (state: QuantumState): state is StateVector => "qubitCount" in state;

function checkPair(a: QuantumState, b: QuantumState): void {
  for (const [name, state] of [
    ["a", a],
    ["b", b],
  ] as const) {
    if (!isPure(state)) {
      checkDensityMatrix(state, name);
      continue;
    }
    checkState(state, name);
    const [norm] = innerProduct(state, state);
    if (!(Math.abs(norm - 1) <= normTolerance)) {
      throw new InvalidArgumentError(`${name} must have norm 1, got ⟨${name}|${name}⟩ = ${norm}`, {
        field: name,
      });
    }
  }
  const size = (state: QuantumState): number => (isPure(state) ? state.real.length : state.size);
  if (size(a) !== size(b)) {
    throw new InvalidArgumentError(`a and b must have the same dimension, got ${size(a)} and ${size(b)}`, {
      field: "b",
    });
  }
}

/** ⟨ψ|ρ|ψ⟩. */
function sandwich({ real, imaginary }: StateVector, density: ComplexMatrix): number {
  const { size } = density;
  let sum = 0;
  for (let row = 0; row < size; row++) {
    let [re, im] = [0, 0];
    for (let column = 0, at = row * size; column < size; column++, at++) {
      re += density.real[at] * real[column] - density.imaginary[at] * imaginary[column];
      im += density.real[at] * imaginary[column] + density.imaginary[at] * real[column];
    }
    sum += real[row] * re + imaginary[row] * im;
  }
  return sum;
}

/**
 * The fidelity of two states, in [0, 1]: |⟨a|b⟩|² of pure states, ⟨ψ|ρ|ψ⟩ of a pure and a mixed one, and Uhlmann's
 * F = (Tr √(√a b √a))² = ‖√a √b‖₁² of density matrices (the squared convention: F = |⟨a|b⟩|²).
 * Throws {@link InvalidArgumentError} for different dimensions, a norm or trace that is not 1, or a matrix that is not
 * Hermitian.
 * Source: Nielsen and Chuang, Quantum Computation and Quantum Information, section 9.2.2 (there without the square).
 */
export function stateFidelity(a: QuantumState, b: QuantumState): number {
  checkPair(a, b);
  if (isPure(a) && isPure(b)) {
    const [re, im] = innerProduct(a, b);
    return re * re + im * im;
  }
  if (isPure(a)) return sandwich(a, b as ComplexMatrix);
  if (isPure(b)) return sandwich(b, a);
  const product = multiplyMatrices(squareRoot(a), squareRoot(b));
  return singularValues(product.size, product).reduce((sum, value) => sum + value, 0) ** 2;
}

/** |ψ⟩⟨ψ|. */
function projector({ real, imaginary }: StateVector): ComplexMatrix {
  const size = real.length;
  const matrix = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  for (let row = 0; row < size; row++) {
    for (let column = 0, at = row * size; column < size; column++, at++) {
      matrix.real[at] = real[row] * real[column] + imaginary[row] * imaginary[column];
      matrix.imaginary[at] = imaginary[row] * real[column] - real[row] * imaginary[column];
    }
  }
  return matrix;
}

/** Qubits up to which a pure state is compared with a mixed one. */
const greatestProjectorSize = 4096;

/**
 * The trace distance ½ ‖a − b‖₁ of two states, in [0, 1]: the greatest difference between the probabilities that any
 * measurement gives. For pure states √(1 − |⟨a|b⟩|²), computed from ‖a − e^(iφ)b‖ so that small distances keep their digits.
 * Throws {@link InvalidArgumentError} as {@link stateFidelity} does.
 * Source: Nielsen and Chuang, section 9.2.1.
 */
export function traceDistance(a: QuantumState, b: QuantumState): number {
  checkPair(a, b);
  if (isPure(a) && isPure(b)) return pureDistance(a, b);
  const size = isPure(a) ? a.real.length : a.size;
  if (size > greatestProjectorSize) {
    throw new InvalidArgumentError(
      `the trace distance of density matrices takes at most ${greatestProjectorSize} basis states, got ${size}`,
      { field: "a" },
    );
  }
  const [left, right] = [a, b].map((state) => (isPure(state) ? projector(state) : state));
  const { values } = hermitianEigen({
    size,
    real: left.real.map((entry, at) => entry - right.real[at]),
    imaginary: left.imaginary.map((entry, at) => entry - right.imaginary[at]),
  });
  return values.reduce((sum, value) => sum + Math.abs(value), 0) / 2;
}

/** With d = ‖a − e^(iφ)b‖² at its lowest, |⟨a|b⟩| = 1 − d/2, so 1 − |⟨a|b⟩|² = d (1 − d/4). */
function pureDistance(a: StateVector, b: StateVector): number {
  const [re, im] = innerProduct(a, b);
  const overlap = Math.hypot(re, im);
  const [cosine, sine] = overlap === 0 ? [1, 0] : [re / overlap, im / overlap];
  let distance = 0;
  for (let index = 0; index < a.real.length; index++) {
    const turnedRe = b.real[index] * cosine + b.imaginary[index] * sine;
    const turnedIm = b.imaginary[index] * cosine - b.real[index] * sine;
    distance += (a.real[index] - turnedRe) ** 2 + (a.imaginary[index] - turnedIm) ** 2;
  }
  return Math.sqrt(Math.max(0, distance * (1 - distance / 4)));
}
