import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { checkDensityMatrix } from "./check-input.ts";

/**
 * Tr ρ² of a density matrix: 1 for a pure state, 1/size for the maximally mixed one.
 * Throws {@link InvalidArgumentError} unless ρ is Hermitian with trace 1.
 */
export function purity(density: ComplexMatrix): number {
  checkDensityMatrix(density);
  let sum = 0;
  for (let at = 0; at < density.real.length; at++) sum += density.real[at] ** 2 + density.imaginary[at] ** 2;
  return sum;
}
