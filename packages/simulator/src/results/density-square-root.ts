import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { InvalidArgumentError } from "../errors.ts";
import { hermitianEigen } from "../math/hermitian-eigen.ts";

/** A density matrix's eigenvalues may be this far below 0 by rounding. */
const negativeTolerance = 1e-6;

/**
 * √ρ of a positive matrix. Eigenvalues below rounding of the greatest count as zero: their roots would be noise of 1e-8.
 * Throws {@link InvalidArgumentError} for an eigenvalue below −10⁻⁶.
 */
export function squareRoot(density: ComplexMatrix): ComplexMatrix {
  const { size } = density;
  const { values, real, imaginary } = hermitianEigen(density);
  if (values[0] < -negativeTolerance) {
    throw new InvalidArgumentError(`a density matrix must have no negative eigenvalue, got ${values[0]}`, {
      eigenvalue: values[0],
    });
  }
  const negligible = size * Number.EPSILON * values[size - 1];
  const root = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  values.forEach((value, vector) => {
    if (value <= negligible) return;
    const factor = Math.sqrt(value);
    const start = vector * size;
    for (let row = 0; row < size; row++) {
      const [re, im] = [factor * real[start + row], factor * imaginary[start + row]];
      for (let column = 0, at = row * size; column < size; column++, at++) {
        root.real[at] += re * real[start + column] + im * imaginary[start + column];
        root.imaginary[at] += im * real[start + column] - re * imaginary[start + column];
      }
    }
  });
  return root;
}
