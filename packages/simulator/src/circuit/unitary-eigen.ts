import { adjointMatrix, identityMatrix, multiplyMatrices } from "./complex-matrix.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";
import { NumericalError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import { symmetricEigen } from "../math/symmetric-eigen.ts";

/** W = V · diag(e^(iφₖ)) · V† for a unitary W. */
export interface UnitaryEigen {
  /** The angles φₖ in (−π, π]. */
  readonly phases: Float64Array;
  /** The eigenvectors, one column each; real and orthogonal if that was asked for. */
  readonly vectors: ComplexMatrix;
}

const greatestSweeps = 60;
const greatestRestarts = 8;
/** Off-diagonal entries below this count as rounding. */
const rounding = 1e-15;

/** A plane rotation of columns (and, adjoint, of rows) p and q: [c, −s̄; s, c] with s = sr + i·si. */
interface PlaneRotation {
  readonly c: number;
  readonly sr: number;
  readonly si: number;
}

/**
 * The plane rotation that makes |Wₚₚ|² + |W_qq|² of R†WR largest: with h = (Wₚₚ − W_qq, Wₚq + W_qp, i(W_qp − Wₚq)),
 * the dominant eigenvector (x, y, z) of Re(h†h) gives c = √((x+1)/2), s = (y − iz)/(2c).
 */
function bestRotation(
  { size, real, imaginary }: ComplexMatrix,
  p: number,
  q: number,
  isReal: boolean,
): PlaneRotation {
  const [pp, qq, pq, qp] = [p * size + p, q * size + q, p * size + q, q * size + p];
  const re = [real[pp] - real[qq], real[pq] + real[qp], isReal ? 0 : imaginary[pq] - imaginary[qp]];
  const im = [imaginary[pp] - imaginary[qq], imaginary[pq] + imaginary[qp], isReal ? 0 : real[qp] - real[pq]];
  const gram = new Float64Array(9);
  for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) gram[3 * i + j] = re[i] * re[j] + im[i] * im[j];
  const { vectors } = symmetricEigen(gram, 3);
  const sign = vectors[6] < 0 ? -1 : 1;
  const [x, y, z] = [sign * vectors[6], sign * vectors[7], sign * vectors[8]];
  const c = Math.sqrt((x + 1) / 2);
  return { c, sr: y / (2 * c), si: isReal ? 0 : -z / (2 * c) };
}

/** M ← M·R on columns p and q. */
function rotateColumns(
  { size, real, imaginary }: ComplexMatrix,
  p: number,
  q: number,
  { c, sr, si }: PlaneRotation,
): void {
  for (let row = 0; row < size; row++) {
    const [a, b] = [row * size + p, row * size + q];
    const [ar, ai, br, bi] = [real[a], imaginary[a], real[b], imaginary[b]];
    real[a] = c * ar + sr * br - si * bi;
    imaginary[a] = c * ai + sr * bi + si * br;
    real[b] = c * br - (sr * ar + si * ai);
    imaginary[b] = c * bi - (sr * ai - si * ar);
  }
}

/** M ← R†·M on rows p and q. */
function rotateRows(
  { size, real, imaginary }: ComplexMatrix,
  p: number,
  q: number,
  { c, sr, si }: PlaneRotation,
): void {
  for (let column = 0; column < size; column++) {
    const [a, b] = [p * size + column, q * size + column];
    const [ar, ai, br, bi] = [real[a], imaginary[a], real[b], imaginary[b]];
    real[a] = c * ar + sr * br + si * bi;
    imaginary[a] = c * ai + sr * bi - si * br;
    real[b] = c * br - (sr * ar - si * ai);
    imaginary[b] = c * bi - (sr * ai + si * ar);
  }
}

/** The largest off-diagonal entry. */
function offDiagonal({ size, real, imaginary }: ComplexMatrix): number {
  let largest = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (row === column) continue;
      largest = Math.max(largest, Math.hypot(real[row * size + column], imaginary[row * size + column]));
    }
  }
  return largest;
}

/**
 * The eigenvectors of a unitary matrix as a unitary matrix, also with equal eigenvalues. With `isReal` the matrix must be
 * symmetric as well (Wᵀ = W); its eigenvectors are then real and orthogonal.
 *
 * Jacobi rotations that diagonalise the Hermitian and the anti-Hermitian part together: Cardoso and Souloumiac, SIAM J.
 * Matrix Anal. Appl. 17, 161 (1996). Errors are of the order of rounding times the size.
 * Throws {@link NumericalError} if the matrix is not normal, or for entries that are not finite.
 */
export function diagonaliseUnitary(matrix: ComplexMatrix, isReal = false): UnitaryEigen {
  const { size } = matrix;
  const random = createRandom(size);
  let best: {
    readonly off: number;
    readonly current: ComplexMatrix;
    readonly vectors: ComplexMatrix;
  } | null = null;
  for (let restart = 0; restart < greatestRestarts; restart++) {
    const current = {
      size,
      real: Float64Array.from(matrix.real),
      imaginary: Float64Array.from(matrix.imaginary),
    };
    const vectors = identityMatrix(size);
    const rotate = (p: number, q: number, rotation: PlaneRotation): void => {
      rotateColumns(current, p, q, rotation);
      rotateRows(current, p, q, rotation);
      rotateColumns(vectors, p, q, rotation);
    };
    if (restart > 0) {
      // A point where no single rotation helps is left by random ones.
      for (let p = 0; p < size; p++) {
        for (let q = p + 1; q < size; q++) {
          const angle = random.normal();
          rotate(p, q, { c: Math.cos(angle), sr: Math.sin(angle), si: 0 });
        }
      }
    }
    let previous = Infinity;
    for (let sweep = 0; sweep < greatestSweeps; sweep++) {
      for (let p = 0; p < size; p++) {
        for (let q = p + 1; q < size; q++) {
          const [a, b] = [p * size + q, q * size + p];
          const off = Math.hypot(
            current.real[a],
            current.imaginary[a],
            current.real[b],
            current.imaginary[b],
          );
          if (off > rounding / size) rotate(p, q, bestRotation(current, p, q, isReal));
        }
      }
      const off = offDiagonal(current);
      if (off < rounding || (off < 1e-13 && off > previous / 2)) break;
      previous = off;
    }
    const off = offDiagonal(current);
    if (!best || off < best.off) best = { off, current, vectors };
    if (off < 1e-12) break;
  }
  if (!best || !(best.off < 1e-9)) {
    throw new NumericalError("the eigenvectors of a unitary matrix were not found; it must be unitary", {
      size,
      offDiagonal: best?.off,
    });
  }
  const { current, vectors } = best;
  return {
    phases: Float64Array.from({ length: size }, (_, k) =>
      Math.atan2(current.imaginary[k * size + k], current.real[k * size + k]),
    ),
    vectors,
  };
}

/** V · diag(e^(iφₖ)) · V†, the matrix that an eigen-decomposition stands for. */
export function composeEigen({ phases, vectors }: UnitaryEigen): ComplexMatrix {
  const scaled = {
    size: vectors.size,
    real: Float64Array.from(vectors.real),
    imaginary: Float64Array.from(vectors.imaginary),
  };
  for (let row = 0; row < vectors.size; row++) {
    for (let column = 0; column < vectors.size; column++) {
      const at = row * vectors.size + column;
      const [c, s] = [Math.cos(phases[column]), Math.sin(phases[column])];
      scaled.real[at] = c * vectors.real[at] - s * vectors.imaginary[at];
      scaled.imaginary[at] = c * vectors.imaginary[at] + s * vectors.real[at];
    }
  }
  return multiplyMatrices(scaled, adjointMatrix(vectors));
}
