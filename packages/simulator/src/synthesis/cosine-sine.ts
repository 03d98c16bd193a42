import { adjointMatrix, identityMatrix, multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { blockOf } from "./matrix-tools.ts";

/**
 * U = [left[0] 0; 0 left[1]] · [C −S; S C] · [right[0] 0; 0 right[1]] with C = diag(cos θₖ), S = diag(sin θₖ), θₖ in [0, π/2],
 * all blocks half the size of U.
 */
export interface CosineSineDecomposition {
  readonly left: readonly [ComplexMatrix, ComplexMatrix];
  readonly angles: Float64Array;
  readonly right: readonly [ComplexMatrix, ComplexMatrix];
}

const greatestSweeps = 60;

/** Σ over rows of conj(column p)·(column q), and the squared lengths. */
function gramEntries(
  { size, real, imaginary }: ComplexMatrix,
  p: number,
  q: number,
): { pp: number; qq: number; re: number; im: number } {
  const sums = { pp: 0, qq: 0, re: 0, im: 0 };
  for (let row = 0; row < size; row++) {
    const [a, b] = [row * size + p, row * size + q];
    sums.pp += real[a] ** 2 + imaginary[a] ** 2;
    sums.qq += real[b] ** 2 + imaginary[b] ** 2;
    sums.re += real[a] * real[b] + imaginary[a] * imaginary[b];
    sums.im += real[a] * imaginary[b] - imaginary[a] * real[b];
  }
  return sums;
}

/** Columns p and q turned so that they become orthogonal: q ← e^(−iφ) q, then a real rotation. */
function turn(
  { size, real, imaginary }: ComplexMatrix,
  p: number,
  q: number,
  c: number,
  s: number,
  fr: number,
  fi: number,
): void {
  for (let row = 0; row < size; row++) {
    const [a, b] = [row * size + p, row * size + q];
    const [ar, ai] = [real[a], imaginary[a]];
    const [br, bi] = [real[b] * fr + imaginary[b] * fi, imaginary[b] * fr - real[b] * fi];
    real[a] = c * ar - s * br;
    imaginary[a] = c * ai - s * bi;
    real[b] = s * ar + c * br;
    imaginary[b] = s * ai + c * bi;
  }
}

/** Orthonormal columns that span those of `matrix` in the given order; columns that (nearly) vanish are completed. */
function orthonormalColumns(matrix: ComplexMatrix, order: readonly number[]): ComplexMatrix {
  const { size } = matrix;
  const real = Float64Array.from(matrix.real);
  const imaginary = Float64Array.from(matrix.imaginary);
  const done: number[] = [];
  const normalise = (column: number): number => {
    // Twice is enough for orthogonality to rounding.
    for (let pass = 0; pass < 2; pass++) {
      for (const other of done) {
        const { re, im } = gramEntries({ size, real, imaginary }, other, column);
        for (let row = 0; row < size; row++) {
          const [a, b] = [row * size + other, row * size + column];
          real[b] -= re * real[a] - im * imaginary[a];
          imaginary[b] -= re * imaginary[a] + im * real[a];
        }
      }
    }
    return Math.sqrt(gramEntries({ size, real, imaginary }, column, column).pp);
  };
  for (const column of order) {
    let length = Math.sqrt(gramEntries({ size, real, imaginary }, column, column).pp);
    if (length > 1e-14) {
      for (let row = 0; row < size; row++) {
        real[row * size + column] /= length;
        imaginary[row * size + column] /= length;
      }
      length = normalise(column);
    } else length = 0;
    for (let axis = 0; length < 0.3 && axis < size; axis++) {
      for (let row = 0; row < size; row++) {
        real[row * size + column] = row === axis ? 1 : 0;
        imaginary[row * size + column] = 0;
      }
      length = normalise(column);
      if (length < 0.9 / Math.sqrt(size)) length = 0;
    }
    for (let row = 0; row < size; row++) {
      real[row * size + column] /= length;
      imaginary[row * size + column] /= length;
    }
    done.push(column);
  }
  return { size, real, imaginary };
}

/**
 * The cosine–sine decomposition of a unitary of even size, accurate to rounding also where angles coincide or are 0 or π/2.
 *
 * One-sided Jacobi rotations make the columns of the upper and the lower left block orthogonal at once (their Gram matrices
 * add up to 1); the block in which a pair of columns is shorter decides the rotation, as it resolves the pair better.
 * Source: Golub and Van Loan, Matrix Computations, 4th ed., sections 2.5.4 and 8.6.3.
 */
export function cosineSineDecomposition(matrix: ComplexMatrix): CosineSineDecomposition {
  const size = matrix.size / 2;
  const upper = blockOf(matrix, 0, 0, size);
  const lower = blockOf(matrix, size, 0, size);
  const vectors = identityMatrix(size);
  for (let sweep = 0; sweep < greatestSweeps; sweep++) {
    let isDone = true;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const [inUpper, inLower] = [gramEntries(upper, p, q), gramEntries(lower, p, q)];
        const { pp, qq, re, im } = inUpper.pp + inUpper.qq <= inLower.pp + inLower.qq ? inUpper : inLower;
        const overlap = Math.hypot(re, im);
        if (overlap <= 1e-15 * Math.sqrt(pp * qq) || overlap < 1e-30) continue;
        // Where one column is long in each block, rounding of the long one limits what can be resolved.
        if (overlap <= 2e-16 && Math.max(pp, qq) > 0.5) continue;
        isDone = false;
        const zeta = (qq - pp) / (2 * overlap);
        const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const c = 1 / Math.sqrt(1 + t * t);
        for (const columns of [upper, lower, vectors])
          turn(columns, p, q, c, c * t, re / overlap, im / overlap);
      }
    }
    if (isDone) break;
  }
  const lengths = (block: ComplexMatrix): number[] =>
    Array.from({ length: size }, (_, k) => Math.sqrt(gramEntries(block, k, k).pp));
  const [cosines, sines] = [lengths(upper), lengths(lower)];
  const angles = Float64Array.from(cosines, (cosine, k) => Math.atan2(sines[k], cosine));
  const order = Array.from(angles.keys()).sort((a, b) => angles[a] - angles[b]);
  const left = [orthonormalColumns(upper, order), orthonormalColumns(lower, order.toReversed())] as const;
  // right[1] = C left[1]† U₁₁ − S left[0]† U₀₁, whose terms add up without cancelling.
  const fromUpper = multiplyMatrices(adjointMatrix(left[0]), blockOf(matrix, 0, size, size));
  const fromLower = multiplyMatrices(adjointMatrix(left[1]), blockOf(matrix, size, size, size));
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    const [c, s] = [Math.cos(angles[row]), Math.sin(angles[row])];
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      real[at] = c * fromLower.real[at] - s * fromUpper.real[at];
      imaginary[at] = c * fromLower.imaginary[at] - s * fromUpper.imaginary[at];
    }
  }
  return { left, angles, right: [adjointMatrix(vectors), { size, real, imaginary }] };
}
