import { complexMatrix, multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { InvalidArgumentError } from "../errors.ts";
import { singularValues } from "../math/singular-values.ts";
import { checkDensityMatrix } from "./check-input.ts";
import { squareRoot } from "./density-square-root.ts";

/** Y⊗Y. */
const bothY = complexMatrix([
  [0, 0, 0, -1],
  [0, 0, 1, 0],
  [0, 1, 0, 0],
  [-1, 0, 0, 0],
]);

/**
 * Wootters' concurrence of a density matrix of two qubits: max(0, λ₁ − λ₂ − λ₃ − λ₄) with λ descending the singular
 * values of (√ρ)ᵀ (Y⊗Y) √ρ; 0 for a separable state, 1 for a Bell pair. Of two qubits in a larger state:
 * `concurrence(reducedDensityMatrix(state, [a, b]))`.
 * Throws {@link InvalidArgumentError} unless ρ is a 4 × 4 density matrix.
 * Source: Wootters, Phys. Rev. Lett. 80, 2245 (1998), eqs. (7)–(9).
 */
export function concurrence(density: ComplexMatrix): number {
  checkDensityMatrix(density);
  if (density.size !== 4) {
    throw new InvalidArgumentError(
      `concurrence takes a density matrix of two qubits (size 4), got size ${density.size}: reduce the state first`,
      { field: "density", size: density.size },
    );
  }
  const root = squareRoot(density);
  // √ρ is Hermitian: its transpose is its conjugate.
  const transposed = { ...root, imaginary: root.imaginary.map((entry) => -entry) };
  const product = multiplyMatrices(multiplyMatrices(transposed, bothY), root);
  const [first, ...others] = singularValues(4, product);
  return Math.max(
    0,
    others.reduce((sum, value) => sum - value, first),
  );
}
