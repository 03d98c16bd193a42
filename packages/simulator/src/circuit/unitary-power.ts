import { NumericalError } from "../errors.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";
import { identityMatrix, largestDifference, multiplyMatrices } from "./complex-matrix.ts";
import { nearestUnitary } from "./nearest-unitary.ts";
import { composeEigen, diagonaliseUnitary } from "./unitary-eigen.ts";

/** Angles this close to −π count as π, so that −1 has one power whatever its rounding. */
const branchTolerance = 1e-9;
/** Largest entry by which U may differ from the sum of its eigenvalues. */
const greatestResidual = 1e-6;

/** The angle in (−π, π]. */
export function principalAngle(angle: number): number {
  const turns = angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
  return turns <= -Math.PI + branchTolerance ? turns + 2 * Math.PI : turns;
}

/**
 * The principal power Uᵗ = Σ e^(iφt) vv† of a unitary matrix with eigenvalues e^(iφ), φ in (−π, π]; whole exponents by
 * repeated squaring.
 * Throws {@link NumericalError} if U is not the sum of its eigenvalues to 1e-6, so not unitary.
 */
export function unitaryPower(matrix: ComplexMatrix, exponent: number): ComplexMatrix {
  if (Number.isSafeInteger(exponent) && exponent >= 0) return wholePower(matrix, exponent);
  const eigen = diagonaliseUnitary(nearestUnitary(matrix));
  const residual = largestDifference(composeEigen(eigen), matrix);
  if (!(residual <= greatestResidual)) {
    throw new NumericalError(`the matrix has no unitary eigenvalues: residual ${residual}`, { residual });
  }
  return composeEigen({ ...eigen, phases: eigen.phases.map((angle) => exponent * principalAngle(angle)) });
}

function wholePower(matrix: ComplexMatrix, exponent: number): ComplexMatrix {
  let result = identityMatrix(matrix.size);
  let square = matrix;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = multiplyMatrices(square, result);
    square = multiplyMatrices(square, square);
  }
  return result;
}
