import type { Orbitals } from "../integrals/electron-repulsion.ts";
import type { ScfResult } from "./scf-result.ts";

/** The columns of the given orbitals, in their order. */
export function selectOrbitals(
  {
    basis: { functionCount },
    coefficients,
    orbitalCount,
  }: Pick<ScfResult, "basis" | "coefficients" | "orbitalCount">,
  indices: readonly number[],
): Orbitals {
  const selected = new Float64Array(functionCount * indices.length);
  for (let i = 0; i < functionCount; i++) {
    indices.forEach((orbital, place) => {
      selected[i * indices.length + place] = coefficients[i * orbitalCount + orbital];
    });
  }
  return { coefficients: selected, count: indices.length };
}
