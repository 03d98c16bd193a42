import { multiply } from "../math/matrix.ts";
import { solveSymmetricEigen } from "../math/symmetric-eigen.ts";
import type { Occupation } from "./fock.ts";
import { fixOrbitals } from "./orbital-phases.ts";
import type { Orthogonalizer } from "./orthogonalization.ts";

/** Eigenvectors of a Fock operator: the doubly occupied first, then the singly occupied, then the virtual ones. */
export interface CanonicalOrbitals {
  /** functionCount × orbitalCount, row-major. */
  readonly coefficients: Float64Array;
  /** Rising within each of the three groups. */
  readonly energies: Float64Array;
}

/**
 * Canonical orbitals of the Fock matrix of a self-consistent field, each put where its weight in the projectors of the
 * occupation says: after a level shift the occupied orbitals need not be the lowest. Where the weights do not tell
 * (a field that has not converged) the lowest are the occupied ones. Degenerate orbitals and phases are fixed.
 */
export function canonicalOrbitals(
  fock: Float64Array,
  occupation: Occupation,
  { matrix, orbitalCount: m }: Orthogonalizer,
  counts: { readonly closed: number; readonly open: number },
): CanonicalOrbitals {
  const { values, vectors } = solveSymmetricEigen(fock, m);
  const weight = (projector: Float64Array | undefined, orbital: number): number => {
    if (!projector) return 0;
    let sum = 0;
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < m; j++)
        sum += vectors[i * m + orbital] * projector[i * m + j] * vectors[j * m + orbital];
    }
    return sum;
  };
  const groups = Array.from({ length: m }, (_, orbital) => {
    if (weight(occupation.closed, orbital) > 0.5) return 0;
    return weight(occupation.open, orbital) > 0.5 ? 1 : 2;
  });
  const all = groups.map((_, orbital) => orbital);
  const fits =
    groups.filter((group) => group === 0).length === counts.closed &&
    groups.filter((group) => group === 1).length === counts.open;
  const order = fits ? all.sort((a, b) => groups[a] - groups[b] || a - b) : all;

  const n = matrix.length / m;
  const expanded = multiply(matrix, vectors, n, m, m);
  const coefficients = new Float64Array(n * m);
  for (let i = 0; i < n; i++)
    order.forEach((source, place) => (coefficients[i * m + place] = expanded[i * m + source]));
  const energies = Float64Array.from(order, (source) => values[source]);
  const limits = [0, counts.closed, counts.closed + counts.open, m];
  for (let group = 0; group < 3; group++)
    fixOrbitals(coefficients, n, m, energies, limits[group], limits[group + 1]);
  return { coefficients, energies };
}
