import { NumericalError } from "../errors.ts";

/** Sweeps over all pairs of rows; five to ten are usual. */
const maximumSweeps = 60;

/**
 * The singular values, descending, of a complex matrix of `rows` rows (row-major): min(rows, columns) of them.
 * One-sided Jacobi rotations make the rows orthogonal; their norms remain. Each value has an error of the order of
 * rounding times the largest value, also the small ones whose squares are lost in an eigenvalue of M M†.
 * Throws {@link NumericalError} on entries that are not finite.
 * Source: Golub and Van Loan, Matrix Computations, 4th ed., section 8.6.3.
 */
export function singularValues(
  rows: number,
  matrix: { readonly real: Float64Array; readonly imaginary: Float64Array },
): Float64Array {
  const columns = matrix.real.length / rows;
  const isTall = rows > columns;
  const [count, length] = isTall ? [columns, rows] : [rows, columns];
  const pick = (entries: Float64Array): Float64Array =>
    isTall
      ? entries.map((_, at) => entries[(at % rows) * columns + Math.floor(at / rows)])
      : Float64Array.from(entries);
  const [real, imaginary] = [pick(matrix.real), pick(matrix.imaginary)];
  const squaredNorm = (row: number): number => {
    let sum = 0;
    for (let at = row * length; at < (row + 1) * length; at++) sum += real[at] ** 2 + imaginary[at] ** 2;
    return sum;
  };
  let total = 0;
  for (let row = 0; row < count; row++) total += squaredNorm(row);
  if (!Number.isFinite(total)) {
    throw new NumericalError("the singular values of a matrix need finite entries", { squaredNorm: total });
  }
  /** Rows shorter than rounding of the whole matrix count as zero. */
  const negligible = total * Number.EPSILON ** 2;
  for (let sweep = 0; ; sweep++) {
    if (sweep === maximumSweeps) {
      throw new NumericalError(`singular values did not converge in ${maximumSweeps} sweeps`, {
        rows,
        columns,
      });
    }
    let isOrthogonal = true;
    for (let p = 0; p < count; p++) {
      for (let q = p + 1; q < count; q++) {
        if (rotate(real, imaginary, p * length, q * length, length, negligible)) isOrthogonal = false;
      }
    }
    if (isOrthogonal) break;
  }
  return Float64Array.from({ length: count }, (_, row) => Math.sqrt(squaredNorm(row)))
    .sort()
    .reverse();
}

/** Makes two rows orthogonal; false if they are. */
function rotate(
  real: Float64Array,
  imaginary: Float64Array,
  p: number,
  q: number,
  length: number,
  negligible: number,
): boolean {
  let [alpha, beta, re, im] = [0, 0, 0, 0];
  for (let k = 0; k < length; k++) {
    const [pRe, pIm, qRe, qIm] = [real[p + k], imaginary[p + k], real[q + k], imaginary[q + k]];
    alpha += pRe * pRe + pIm * pIm;
    beta += qRe * qRe + qIm * qIm;
    re += pRe * qRe + pIm * qIm;
    im += pRe * qIm - pIm * qRe;
  }
  const overlap = Math.hypot(re, im);
  if (alpha <= negligible || beta <= negligible) return false;
  if (overlap <= length * Number.EPSILON * Math.sqrt(alpha * beta)) return false;
  const zeta = (beta - alpha) / (2 * overlap);
  const tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = cosine * tangent;
  const [unitRe, unitIm] = [re / overlap, im / overlap];
  for (let k = 0; k < length; k++) {
    const [pRe, pIm] = [real[p + k], imaginary[p + k]];
    // q times the conjugate of the overlap's phase has a real overlap with p.
    const qRe = real[q + k] * unitRe + imaginary[q + k] * unitIm;
    const qIm = imaginary[q + k] * unitRe - real[q + k] * unitIm;
    real[p + k] = cosine * pRe - sine * qRe;
    imaginary[p + k] = cosine * pIm - sine * qIm;
    real[q + k] = sine * pRe + cosine * qRe;
    imaginary[q + k] = sine * pIm + cosine * qIm;
  }
  return true;
}
