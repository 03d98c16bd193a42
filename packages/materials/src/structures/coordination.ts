import { siteMean, type Crystal } from "./crystal.ts";
import { findNearNeighbours, type Neighbour } from "./neighbours.ts";
import { magpieProperty } from "../elements/magpie-properties.ts";

/** A site and those bonded to it. */
export interface Coordination {
  /** Neighbours not farther than 1.1 times the nearest one. */
  readonly bonded: readonly Neighbour[];
  /** Their number; a partly occupied one counts by its occupancy. */
  readonly number: number;
  /** Hoppe's effective coordination number: every neighbour, weighted down with distance. */
  readonly effectiveNumber: number;
}

/** A neighbour counts as bonded up to this multiple of the nearest distance. */
export const bondTolerance = 1.1;

/** Beyond this multiple of the nearest distance Hoppe's weight is below 1e-10. */
const effectiveReach = 2.2;

/**
 * Σ exp(1 − (dᵢ/d̄)⁶) with the weighted mean distance d̄ = Σ dᵢ wᵢ/Σ wᵢ of the same weights, solved by iteration from the
 * nearest distance. 6 for a regular octahedron; between two whole numbers where distances have no clear gap.
 *
 * Source: R. Hoppe, Zeitschrift für Kristallographie 150, 23 (1979), equations 3 and 4, with distances in place of
 * fictive ionic radii.
 */
export function effectiveCoordinationNumber(distances: readonly number[]): number {
  let mean = distances[0];
  let total = 0;
  for (let iteration = 0; iteration < 200; iteration++) {
    let sum = 0;
    total = 0;
    for (const distance of distances) {
      const weight = Math.exp(1 - (distance / mean) ** 6);
      total += weight;
      sum += weight * distance;
    }
    const next = sum / total;
    const isConverged = Math.abs(next - mean) < 1e-12 * mean;
    mean = next;
    if (isConverged) break;
  }
  return total;
}

/**
 * The coordination of every site. Bonded are the neighbours within 1.1 times the shortest distance (the criterion of
 * pymatgen's MinimumDistanceNN), which gives 6 in rock salt, 4 in diamond, 12 in fcc, 8 in bcc. Bonds that differ by more
 * than a tenth (elongated octahedra) are cut; the effective number shows them.
 */
export function findCoordination(crystal: Crystal): Coordination[] {
  const occupancies = crystal.sites.map(({ species }) =>
    species.reduce((sum, { occupancy }) => sum + occupancy, 0),
  );
  return findNearNeighbours(crystal, effectiveReach).map((neighbours) => {
    const limit = bondTolerance * neighbours[0].distance;
    const bonded = neighbours.filter(({ distance }) => distance < limit);
    return {
      bonded,
      number: bonded.reduce((sum, { site }) => sum + occupancies[site], 0),
      effectiveNumber: effectiveCoordinationNumber(neighbours.map(({ distance }) => distance)),
    };
  });
}

/** The covalent radius of a site in Å, the mean over its elements. */
export function siteCovalentRadius(crystal: Crystal, site: number): number {
  return siteMean(crystal.sites[site], (symbol) => magpieProperty(symbol, "CovalentRadius")) / 100;
}
