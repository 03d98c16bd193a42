import { createComposition, type Composition } from "../compositions/composition.ts";
import { findElement, getElement } from "../elements/elements.ts";
import { StructureError } from "../errors.ts";
import { cellVolume, type Lattice, type Vector3 } from "./lattice.ts";

/** An element at a site, with the share of cells in which it stands there. */
export interface SiteSpecies {
  readonly element: string;
  /** In (0, 1]; those of a site add up to at most 1. */
  readonly occupancy: number;
}

/** A place in the cell. */
export interface CrystalSite {
  /** Several where elements share the place. */
  readonly species: readonly SiteSpecies[];
  /** In units of the lattice vectors, in [0, 1). */
  readonly fractional: Vector3;
}

/** A space group as a file states it or as it was found. */
export interface SpaceGroup {
  /** 1 to 230. */
  readonly number: number;
  /** Hermann–Mauguin, "F m -3 m"; empty where a file gives the number alone. */
  readonly symbol: string;
}

/** A crystal: the whole content of one cell, symmetry already applied. */
export interface Crystal {
  readonly name: string;
  readonly lattice: Lattice;
  readonly sites: readonly CrystalSite[];
  /** What the file states; not checked against the sites. */
  readonly statedSpaceGroup?: SpaceGroup | undefined;
}

/** More sites than this are no cell of a crystal that the descriptors are made for. */
export const maximumSiteCount = 2000;

function wrap(value: number): number {
  const wrapped = value - Math.floor(value);
  // A value just below 0 becomes 1 by rounding.
  return wrapped >= 1 ? 0 : wrapped;
}

/**
 * A checked crystal; fractional coordinates are brought into [0, 1).
 *
 * @throws StructureError for a cell without volume, no sites or more than 2,000, unknown elements, occupancies outside
 * (0, 1] or that add up to more than 1 (by over 0.01), and coordinates that are not finite.
 */
export function createCrystal(crystal: Crystal): Crystal {
  const { name, lattice, sites } = crystal;
  const volume = cellVolume(lattice);
  if (!(volume > 1e-3) || !Number.isFinite(volume)) {
    throw new StructureError(
      `the cell of ${name} must have a volume of at least 0.001 Å³, got ${volume}: check lengths and angles`,
      { name, volume },
    );
  }
  if (sites.length === 0 || sites.length > maximumSiteCount) {
    throw new StructureError(
      `${name} must have 1 to ${maximumSiteCount} sites in its cell, got ${sites.length}`,
      { name, siteCount: sites.length },
    );
  }
  const checked = sites.map(({ species, fractional }, index): CrystalSite => {
    const total = species.reduce((sum, { occupancy }) => sum + occupancy, 0);
    const strange = species.find(({ element }) => findElement(element) === undefined);
    if (strange !== undefined || species.length === 0) {
      throw new StructureError(
        `site ${index + 1} of ${name} must hold elements such as Fe, got ${strange?.element ?? "none"}`,
        { name, site: index + 1 },
      );
    }
    if (!species.every(({ occupancy }) => occupancy > 0 && occupancy <= 1.01) || !(total <= 1.01)) {
      throw new StructureError(
        `the occupancies of site ${index + 1} of ${name} must be above 0 and add up to at most 1, got ${species.map(({ element, occupancy }) => `${element} ${occupancy}`).join(", ")}`,
        { name, site: index + 1 },
      );
    }
    if (!fractional.every(Number.isFinite)) {
      throw new StructureError(
        `the coordinates of site ${index + 1} of ${name} must be finite numbers, got ${fractional.join(", ")}`,
        { name, site: index + 1 },
      );
    }
    return { species, fractional: [wrap(fractional[0]), wrap(fractional[1]), wrap(fractional[2])] };
  });
  return { ...crystal, sites: checked };
}

/** Atoms in a cell, occupancies counted. */
export function countCellAtoms({ sites }: Crystal): number {
  return sites.reduce(
    (sum, { species }) => sum + species.reduce((own, { occupancy }) => own + occupancy, 0),
    0,
  );
}

/** The composition of a cell. */
export function crystalComposition({ sites }: Crystal): Composition {
  const amounts: Record<string, number> = {};
  for (const { species } of sites) {
    for (const { element, occupancy } of species) amounts[element] = (amounts[element] ?? 0) + occupancy;
  }
  for (const [element, amount] of Object.entries(amounts)) {
    // Thirds of occupancies add up to whole numbers but for rounding.
    if (Math.abs(amount - Math.round(amount)) < 1e-9) amounts[element] = Math.round(amount);
  }
  return createComposition(amounts);
}

/** A mean over the elements of a site, weighted by occupancy. */
export function siteMean({ species }: CrystalSite, value: (symbol: string) => number): number {
  const total = species.reduce((sum, { occupancy }) => sum + occupancy, 0);
  return species.reduce((sum, { element, occupancy }) => sum + occupancy * value(element), 0) / total;
}

/** The mass of a cell's content in u. */
export function cellMass({ sites }: Crystal): number {
  return sites.reduce(
    (sum, { species }) =>
      sum +
      species.reduce((own, { element, occupancy }) => own + occupancy * getElement(element).atomicMass, 0),
    0,
  );
}
