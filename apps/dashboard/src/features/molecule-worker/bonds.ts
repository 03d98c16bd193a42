import { elementOfSymbol } from "@ansatz/chemistry";
import type { ViewAtom, ViewBond } from "./types.ts";

/** Atoms closer than the sum of their covalent radii and this, Å, are taken as bonded. */
const bondToleranceAngstrom = 0.45;

function distance(first: ViewAtom, second: ViewAtom): number {
  return Math.hypot(...first.position.map((value, axis) => value - second.position[axis]));
}

function radius({ element }: ViewAtom): number {
  return elementOfSymbol(element)?.covalentRadiusAngstrom ?? 1;
}

/** Whether the ends of a bond hang together without it. */
function isInRing(pairs: readonly (readonly [number, number])[], bond: readonly [number, number]): boolean {
  const reached = new Set([bond[0]]);
  for (const atom of reached) {
    for (const pair of pairs) {
      if (pair === bond || !pair.includes(atom)) continue;
      reached.add(pair[0] === atom ? pair[1] : pair[0]);
    }
  }
  return reached.has(bond[1]);
}

/** The bonds of a geometry, recognised by distance. */
export function findBonds(atoms: readonly ViewAtom[]): ViewBond[] {
  const pairs: (readonly [number, number])[] = [];
  for (const [second, atom] of atoms.entries()) {
    for (const [first, other] of atoms.slice(0, second).entries()) {
      if (distance(atom, other) < radius(atom) + radius(other) + bondToleranceAngstrom) {
        pairs.push([first, second]);
      }
    }
  }
  const label = (index: number) => `${atoms[index].element}${index + 1}`;
  return pairs.map((pair) => ({
    atoms: [pair[0] + 1, pair[1] + 1],
    label: `${label(pair[0])}–${label(pair[1])}`,
    lengthAngstrom: distance(atoms[pair[0]], atoms[pair[1]]),
    isInRing: isInRing(pairs, pair),
  }));
}
