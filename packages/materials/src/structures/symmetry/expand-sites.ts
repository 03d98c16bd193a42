import { maximumSiteCount, type CrystalSite, type SiteSpecies } from "../crystal.ts";
import { StructureError } from "../../errors.ts";
import { norm, toCartesian, type Lattice, type Vector3 } from "../lattice.ts";
import { applyOperation, type SymmetryOperation } from "./symmetry-operation.ts";

/** Images closer than this (Å) are one atom on a special position, or elements that share a place. */
export const mergeDistance = 0.05;

const thirds = [1 / 3, 2 / 3, 1 / 6, 5 / 6];

/** Brings a coordinate written with four decimals, such as 0.3333, to the third or sixth that it means. */
export function snapToFraction(value: number): number {
  const whole = Math.floor(value);
  const near = thirds.find((third) => Math.abs(value - whole - third) < 1e-4);
  return near === undefined ? value : whole + near;
}

function difference(a: Vector3, b: Vector3): Vector3 {
  const shortest = (d: number): number => d - Math.round(d);
  return [shortest(a[0] - b[0]), shortest(a[1] - b[1]), shortest(a[2] - b[2])];
}

/**
 * All sites of the cell from those of an asymmetric unit. Images of one site that coincide are one atom; different sites
 * at one place share it with their occupancies.
 *
 * @throws StructureError for more than 2,000 sites.
 */
export function expandSites(
  sites: readonly CrystalSite[],
  operations: readonly SymmetryOperation[],
  lattice: Lattice,
): CrystalSite[] {
  const expanded: { species: SiteSpecies[]; fractional: Vector3; from: Set<number> }[] = [];
  for (const [index, { species, fractional }] of sites.entries()) {
    for (const operation of operations) {
      const [x, y, z] = applyOperation(operation, fractional);
      const image: Vector3 = [x - Math.floor(x), y - Math.floor(y), z - Math.floor(z)];
      const same = expanded.find(
        (site) => norm(toCartesian(lattice, difference(image, site.fractional))) < mergeDistance,
      );
      if (same === undefined) {
        expanded.push({ species: [...species], fractional: image, from: new Set([index]) });
      } else if (!same.from.has(index)) {
        same.from.add(index);
        same.species.push(...species);
      }
      if (expanded.length > maximumSiteCount) {
        throw new StructureError(
          `a cell must hold at most ${maximumSiteCount} sites, got more from ${sites.length} sites and ${operations.length} operations`,
          { sites: sites.length, operations: operations.length },
        );
      }
    }
  }
  return expanded.map(({ species, fractional }) => ({ species, fractional }));
}
