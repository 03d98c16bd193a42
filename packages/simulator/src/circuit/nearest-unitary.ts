import { adjointMatrix, identityMatrix, largestDifference, multiplyMatrices } from "./complex-matrix.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";

/**
 * The unitary matrix nearest to a matrix that is unitary up to small errors (such as one printed with 8 digits), by
 * Newton–Schulz steps U ← U (3 − U†U)/2, which square the error.
 */
export function nearestUnitary(matrix: ComplexMatrix): ComplexMatrix {
  let current = matrix;
  for (let step = 0; step < 4; step++) {
    const gram = multiplyMatrices(adjointMatrix(current), current);
    if (largestDifference(gram, identityMatrix(matrix.size)) < 4 * Number.EPSILON) break;
    const correction = identityMatrix(matrix.size);
    for (let at = 0; at < gram.real.length; at++) {
      correction.real[at] = 1.5 * correction.real[at] - 0.5 * gram.real[at];
      correction.imaginary[at] = -0.5 * gram.imaginary[at];
    }
    current = multiplyMatrices(current, correction);
  }
  return current;
}
