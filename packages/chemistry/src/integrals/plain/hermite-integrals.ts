import { boysFunctions } from "../boys-function.ts";
import { hermiteCount, hermiteSteps, maximumOrder } from "../hermite.ts";

const boysValues = new Float64Array(maximumOrder + 1);

/**
 * Hermite Coulomb integrals R_tuv(α, r) = ∂ₓᵗ∂ᵧᵘ∂_zᵛ F_0(α r²) up to a total order, times a prefactor, by
 * R^n_000 = (−2α)ⁿ F_n and R^n_{t+1,u,v} = t R^{n+1}_{t−1,u,v} + x R^{n+1}_{tuv}. Exponent in bohr⁻², r in bohr.
 * Source: T. Helgaker, P. Jørgensen, J. Olsen, Molecular Electronic-Structure Theory (2000), section 9.9.
 */
export function hermiteIntegrals(
  order: number,
  alpha: number,
  separation: readonly [number, number, number],
  prefactor: number,
  target: Float64Array,
): void {
  const [x, y, z] = separation;
  boysFunctions(order, alpha * (x * x + y * y + z * z), boysValues);
  let scale = prefactor;
  for (let n = 0; n <= order; n++) {
    boysValues[n] *= scale;
    scale *= -2 * alpha;
  }
  target[0] = boysValues[order];
  for (let n = order - 1; n >= 0; n--) {
    // Falling positions: each value is overwritten only after all that need it have been made.
    for (let index = hermiteCount(order - n) - 1; index > 0; index--) {
      const { axis, once, twice, factor } = hermiteSteps[index];
      target[index] = factor * target[twice] + separation[axis] * target[once];
    }
    target[0] = boysValues[n];
  }
}
