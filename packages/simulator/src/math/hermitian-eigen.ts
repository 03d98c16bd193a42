import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { NumericalError } from "../errors.ts";
import { symmetricEigen } from "./symmetric-eigen.ts";

/** Eigenvalues, ascending, and the matching orthonormal eigenvectors, one row each. */
export interface HermitianEigen {
  readonly size: number;
  readonly values: Float64Array;
  /** Component k of eigenvector i at i·size + k. */
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/**
 * Diagonalises a dense Hermitian matrix, A = Σᵢ λᵢ uᵢuᵢ†. Only the lower triangle is read. Complex Householder
 * reflections lead to tridiagonal form, phases make it real, and {@link symmetricEigen} does the rest; errors are of
 * the order of rounding times the norm.
 * Throws {@link NumericalError} on entries that are not finite.
 * Source: Golub and Van Loan, Matrix Computations, 4th ed., section 8.3.1 with complex reflectors (section 5.1.13).
 */
export function hermitianEigen(matrix: ComplexMatrix): HermitianEigen {
  const { size } = matrix;
  for (let at = 0; at < size * size; at++) {
    if (!Number.isFinite(matrix.real[at]) || !Number.isFinite(matrix.imaginary[at])) {
      throw new NumericalError(
        `the eigenvalues of a Hermitian matrix need finite entries, got ${matrix.real[at]} + ${matrix.imaginary[at]}i`,
        { row: Math.floor(at / size), column: at % size },
      );
    }
  }
  const { a, reflections } = tridiagonalise(matrix);
  // A = V† D T D† V with T real: D holds the phases of the subdiagonal, added up.
  const tridiagonal = new Float64Array(size * size);
  const phaseReal = new Float64Array(size).fill(1);
  const phaseImaginary = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    tridiagonal[k * size + k] = a.real[k * size + k];
    if (k + 1 === size) break;
    const [re, im] = [a.real[(k + 1) * size + k], a.imaginary[(k + 1) * size + k]];
    const modulus = Math.hypot(re, im);
    tridiagonal[k * size + k + 1] = tridiagonal[(k + 1) * size + k] = modulus;
    const [unitRe, unitIm] = modulus === 0 ? [1, 0] : [re / modulus, im / modulus];
    phaseReal[k + 1] = phaseReal[k] * unitRe - phaseImaginary[k] * unitIm;
    phaseImaginary[k + 1] = phaseReal[k] * unitIm + phaseImaginary[k] * unitRe;
  }
  const { values, vectors } = symmetricEigen(tridiagonal, size);
  // Eigenvectors V†D w, a row each: the phases first, then the reflections from the last to the first.
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  for (let at = 0; at < size * size; at++) {
    real[at] = vectors[at] * phaseReal[at % size];
    imaginary[at] = vectors[at] * phaseImaginary[at % size];
  }
  for (const reflection of reflections.toReversed()) reflectRows(real, imaginary, reflection, size);
  return { size, values, real, imaginary };
}

/** 1 − scale·v v†, with v zero before `first`. */
interface Reflection {
  readonly first: number;
  readonly scale: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** The full matrix from its lower triangle, with a real diagonal. */
function copyLower({ size, real, imaginary }: ComplexMatrix): {
  real: Float64Array;
  imaginary: Float64Array;
} {
  const a = { real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  for (let row = 0; row < size; row++) {
    a.real[row * size + row] = real[row * size + row];
    for (let column = 0; column < row; column++) {
      const [at, across] = [row * size + column, column * size + row];
      a.real[at] = a.real[across] = real[at];
      a.imaginary[at] = imaginary[at];
      a.imaginary[across] = -imaginary[at];
    }
  }
  return a;
}

/** Reflections that turn the matrix tridiagonal, and what they make of it. */
function tridiagonalise(matrix: ComplexMatrix): {
  a: { real: Float64Array; imaginary: Float64Array };
  reflections: Reflection[];
} {
  const { size } = matrix;
  const a = copyLower(matrix);
  const reflections: Reflection[] = [];
  const wReal = new Float64Array(size);
  const wImaginary = new Float64Array(size);
  for (let column = 0; column + 2 < size; column++) {
    const first = column + 1;
    let tail = 0;
    for (let row = first + 1; row < size; row++) {
      tail += a.real[row * size + column] ** 2 + a.imaginary[row * size + column] ** 2;
    }
    if (tail === 0) continue;
    const real = new Float64Array(size);
    const imaginary = new Float64Array(size);
    for (let row = first; row < size; row++) {
      real[row] = a.real[row * size + column];
      imaginary[row] = a.imaginary[row * size + column];
    }
    const head = Math.hypot(real[first], imaginary[first]);
    const norm = Math.sqrt(head * head + tail);
    const [unitRe, unitIm] = head === 0 ? [1, 0] : [real[first] / head, imaginary[first] / head];
    real[first] += unitRe * norm;
    imaginary[first] += unitIm * norm;
    const scale = 2 / ((head + norm) ** 2 + tail);
    const reflection = { first, scale, real, imaginary };
    reflections.push(reflection);

    // A ← A − v w† − w v† with w = s A v − ½ s² (v†A v) v, on the trailing block; the column is known.
    let overlap = 0;
    for (let row = first; row < size; row++) {
      let [sumRe, sumIm] = [0, 0];
      for (let k = first; k < size; k++) {
        const [re, im] = [a.real[row * size + k], a.imaginary[row * size + k]];
        sumRe += re * real[k] - im * imaginary[k];
        sumIm += re * imaginary[k] + im * real[k];
      }
      wReal[row] = scale * sumRe;
      wImaginary[row] = scale * sumIm;
      overlap += real[row] * wReal[row] + imaginary[row] * wImaginary[row];
    }
    for (let row = first; row < size; row++) {
      wReal[row] -= 0.5 * scale * overlap * real[row];
      wImaginary[row] -= 0.5 * scale * overlap * imaginary[row];
    }
    for (let row = first; row < size; row++) {
      const [vRe, vIm, rowRe, rowIm] = [real[row], imaginary[row], wReal[row], wImaginary[row]];
      for (let k = first; k < size; k++) {
        const at = row * size + k;
        a.real[at] -= vRe * wReal[k] + vIm * wImaginary[k] + rowRe * real[k] + rowIm * imaginary[k];
        a.imaginary[at] -= vIm * wReal[k] - vRe * wImaginary[k] + rowIm * real[k] - rowRe * imaginary[k];
      }
    }
    a.real[first * size + column] = -unitRe * norm;
    a.imaginary[first * size + column] = -unitIm * norm;
  }
  return { a, reflections };
}

/** Every row r ← (1 − s v v†) r. */
function reflectRows(
  rowsReal: Float64Array,
  rowsImaginary: Float64Array,
  { first, scale, real, imaginary }: Reflection,
  size: number,
): void {
  for (let start = 0; start < size * size; start += size) {
    let [sumRe, sumIm] = [0, 0];
    for (let k = first; k < size; k++) {
      const [re, im] = [rowsReal[start + k], rowsImaginary[start + k]];
      sumRe += real[k] * re + imaginary[k] * im;
      sumIm += real[k] * im - imaginary[k] * re;
    }
    sumRe *= scale;
    sumIm *= scale;
    for (let k = first; k < size; k++) {
      rowsReal[start + k] -= sumRe * real[k] - sumIm * imaginary[k];
      rowsImaginary[start + k] -= sumRe * imaginary[k] + sumIm * real[k];
    }
  }
}
