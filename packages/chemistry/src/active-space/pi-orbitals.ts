import type { Basis } from "../basis/basis.ts";
import type { Molecule } from "../molecule/molecule.ts";

/** Farthest an atom of a planar molecule lies from its plane, bohr. */
const planarity = 0.02;
/** Share of an orbital's coefficients that may lie in the plane. */
const inPlaneShare = 1e-3;
/** Carbon and nitrogen atoms from which on a planar molecule counts as conjugated: butadiene has four. */
const smallestConjugated = 4;

/**
 * The orbitals of a planar conjugated molecule that change their sign at its plane, ascending; empty when the molecule
 * is linear, not planar or too small to be conjugated.
 *
 * A π orbital has no s coefficients, and its p coefficients on every atom point along the plane's normal.
 *
 * @param coefficients MO coefficients, functionCount × orbitalCount, row-major.
 */
export function findPiOrbitals(
  molecule: Molecule,
  basis: Basis,
  coefficients: Float64Array,
  orbitalCount: number,
): number[] {
  const centers = molecule.atoms.filter(
    ({ atomicNumber }) => atomicNumber === 6 || atomicNumber === 7,
  ).length;
  if (centers < smallestConjugated) return [];
  const normal = planeNormal(molecule);
  if (!normal) return [];
  const found: number[] = [];
  for (let orbital = 0; orbital < orbitalCount; orbital++) {
    const coefficientOf = (index: number) => coefficients[index * orbitalCount + orbital];
    let inPlane = 0;
    let along = 0;
    for (const { functions } of basis.shells) {
      const s = functions.filter(({ angularMomentum }) => angularMomentum === 0);
      for (const { index } of s) inPlane += coefficientOf(index) ** 2;
      const p = functions.filter(({ angularMomentum }) => angularMomentum === 1);
      for (let first = 0; first < p.length; first += 3) {
        const vector = [0, 1, 2].map((axis) => coefficientOf(p[first + axis].index));
        const projection = dot(vector, normal);
        along += projection ** 2;
        inPlane += Math.max(0, dot(vector, vector) - projection ** 2);
      }
    }
    if (along > 0 && inPlane < inPlaneShare * along) found.push(orbital);
  }
  return found;
}

function planeNormal({ atoms }: Molecule): number[] | undefined {
  const origin = atoms[0].position;
  const arms = atoms.slice(1).map(({ position }) => position.map((value, axis) => value - origin[axis]));
  if (arms.length < 2) return undefined;
  let best = [0, 0, 0];
  for (const arm of arms.slice(1)) {
    const candidate = cross(arms[0], arm);
    if (dot(candidate, candidate) > dot(best, best)) best = candidate;
  }
  const size = Math.sqrt(dot(best, best));
  if (size < 1e-2) return undefined;
  const normal = best.map((value) => value / size);
  return arms.every((arm) => Math.abs(dot(arm, normal)) < planarity) ? normal : undefined;
}

function dot(first: readonly number[], second: readonly number[]): number {
  return first[0] * second[0] + first[1] * second[1] + first[2] * second[2];
}

function cross(first: readonly number[], second: readonly number[]): number[] {
  return [
    first[1] * second[2] - first[2] * second[1],
    first[2] * second[0] - first[0] * second[2],
    first[0] * second[1] - first[1] * second[0],
  ];
}
