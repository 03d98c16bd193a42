import { NumericalError } from "../errors.ts";
import { hermitianEigen } from "../math/hermitian-eigen.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";
import { multiplyMatrices } from "./complex-matrix.ts";

/** Angles this close to −π count as π, so that −1 has one power whatever its rounding. */
const branchTolerance = 1e-9;

/** The angle in (−π, π]. */
export function principalAngle(angle: number): number {
  const turns = angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
  return turns <= -Math.PI + branchTolerance ? turns + 2 * Math.PI : turns;
}

/** cos α (U + U†)/2 + sin α (U − U†)/2i, a Hermitian matrix with U's eigenvectors. */
function hermitianPart({ size, real, imaginary }: ComplexMatrix, alpha: number): ComplexMatrix {
  const [c, s] = [Math.cos(alpha) / 2, Math.sin(alpha) / 2];
  const part = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const [at, across] = [row * size + column, column * size + row];
      part.real[at] = c * (real[at] + real[across]) + s * (imaginary[at] + imaginary[across]);
      part.imaginary[at] = c * (imaginary[at] - imaginary[across]) - s * (real[at] - real[across]);
    }
  }
  return part;
}

interface UnitaryEigen {
  readonly angles: readonly number[];
  /** Eigenvectors, one row each. */
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** The angles φ = arg(v†Uv) of given eigenvectors (rows). */
function withAngles(
  { size, real: re, imaginary: im }: ComplexMatrix,
  { real, imaginary }: Omit<UnitaryEigen, "angles">,
): UnitaryEigen {
  const angles = Array.from({ length: size }, (_, i) => {
    let [x, y] = [0, 0];
    for (let row = 0; row < size; row++) {
      let [a, b] = [0, 0];
      for (let k = 0; k < size; k++) {
        const [at, v] = [row * size + k, i * size + k];
        a += re[at] * real[v] - im[at] * imaginary[v];
        b += re[at] * imaginary[v] + im[at] * real[v];
      }
      const v = i * size + row;
      x += real[v] * a + imaginary[v] * b;
      y += real[v] * b - imaginary[v] * a;
    }
    return Math.atan2(y, x);
  });
  return { angles, real, imaginary };
}

/** Σᵢ e^(iφᵢ t) vᵢvᵢ†. */
function assemble({ angles, real, imaginary }: UnitaryEigen, exponent: number): ComplexMatrix {
  const size = angles.length;
  const power = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  angles.forEach((angle, i) => {
    const [c, s] = [Math.cos(exponent * angle), Math.sin(exponent * angle)];
    for (let row = 0; row < size; row++) {
      const [a, b] = [real[i * size + row], imaginary[i * size + row]];
      const [re, im] = [c * a - s * b, c * b + s * a];
      for (let column = 0; column < size; column++) {
        const v = i * size + column;
        power.real[row * size + column] += re * real[v] + im * imaginary[v];
        power.imaginary[row * size + column] += im * real[v] - re * imaginary[v];
      }
    }
  });
  return power;
}

/**
 * The principal power Uᵗ = Σ e^(iφt) vv† of a unitary matrix with eigenvalues e^(iφ), φ in (−π, π]; whole exponents by
 * repeated squaring. The eigenvectors are those of a Hermitian combination of U and U†; another combination is taken
 * should two eigenvalues of U coincide in it.
 * Throws {@link NumericalError} if U is not the sum of its eigenvalues to 1e-6, so not unitary.
 */
export function unitaryPower(matrix: ComplexMatrix, exponent: number): ComplexMatrix {
  if (Number.isSafeInteger(exponent) && exponent >= 0) return wholePower(matrix, exponent);
  let best: UnitaryEigen | undefined;
  let bestResidual = Infinity;
  for (const alpha of [0.7361, 1.9127, 0.1943, 2.6411, 1.2289]) {
    const eigen = withAngles(matrix, hermitianEigen(hermitianPart(matrix, alpha)));
    const back = assemble(eigen, 1);
    const residual = back.real.reduce(
      (most, entry, at) =>
        Math.max(most, Math.hypot(entry - matrix.real[at], back.imaginary[at] - matrix.imaginary[at])),
      0,
    );
    if (residual < bestResidual) [best, bestResidual] = [eigen, residual];
    if (residual < 1e-13) break;
  }
  if (!best || bestResidual > 1e-6) {
    throw new NumericalError(`the matrix has no unitary eigenvalues: residual ${bestResidual}`, {
      residual: bestResidual,
    });
  }
  return assemble({ ...best, angles: best.angles.map(principalAngle) }, exponent);
}

function wholePower(matrix: ComplexMatrix, exponent: number): ComplexMatrix {
  const { size } = matrix;
  let result: ComplexMatrix = {
    size,
    real: Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 : 0)),
    imaginary: new Float64Array(size * size),
  };
  let square = matrix;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = multiplyMatrices(square, result);
    square = multiplyMatrices(square, square);
  }
  return result;
}
