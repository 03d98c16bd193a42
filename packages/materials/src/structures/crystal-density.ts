import { getElement } from "../elements/elements.ts";
import { magpieProperty } from "../elements/magpie-properties.ts";
import { cellMass, countCellAtoms, type Crystal } from "./crystal.ts";
import { cellVolume } from "./lattice.ts";

/** g/cm³ of 1 u/Å³: 10/Nᴀ·1e23 (CODATA 2018). */
const gramsPerCubicCentimetre = 1.6605390666;

/** Mass density in g/cm³. */
export function massDensity(crystal: Crystal): number {
  return (cellMass(crystal) / cellVolume(crystal.lattice)) * gramsPerCubicCentimetre;
}

/** Å³ a cell atom; partly occupied sites count by their occupancies. */
export function volumePerAtom(crystal: Crystal): number {
  return cellVolume(crystal.lattice) / countCellAtoms(crystal);
}

/**
 * The volume of spheres of the atomic radii (Slater's; the covalent radius where there is none) in a cell, divided by the
 * cell's volume. The spheres overlap in bonds, so that the fraction may exceed 1.
 */
export function packingFraction({ lattice, sites }: Crystal): number {
  const cubes = sites.reduce(
    (sum, { species }) =>
      sum +
      species.reduce((own, { element, occupancy }) => {
        const radius = getElement(element).atomicRadius ?? magpieProperty(element, "CovalentRadius") / 100;
        return own + occupancy * radius ** 3;
      }, 0),
    0,
  );
  return ((4 / 3) * Math.PI * cubes) / cellVolume(lattice);
}
