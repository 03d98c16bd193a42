import { StructureError } from "../../errors.ts";
import type { CrystalSite } from "../crystal.ts";
import { toFractional, type Lattice, type Vector3 } from "../lattice.ts";
import { snapToFraction } from "../symmetry/expand-sites.ts";
import type { CifBlock, CifColumn } from "./cif-blocks.ts";
import { findColumn, isGiven, requireNumber } from "./cif-values.ts";
import { elementOfLabel } from "./element-of-label.ts";

/**
 * The sites of a block's asymmetric unit; dummy and empty ones are left out.
 *
 * @throws StructureError, with the line where there is one, for incomplete columns, unknown elements and coordinates, and
 * occupancies outside [0, 1].
 */
export function readSites(block: CifBlock, lattice: Lattice, notes: string[]): CrystalSite[] {
  const column = (name: string): CifColumn | undefined => findColumn(block, `_atom_site_${name}`);
  const fractional = ["x", "y", "z"].map((axis) => column(`fract_${axis}`));
  const cartesian = ["x", "y", "z"].map((axis) => column(`cartn_${axis}`));
  const isCartesian = fractional.includes(undefined);
  const coordinates = isCartesian ? cartesian : fractional;
  const types = column("type_symbol");
  const labels = column("label");
  const occupancies = column("occupancy");
  const flags = column("calc_flag");
  const count = coordinates[0]?.values.length ?? 0;
  if (coordinates.some((values) => values?.values.length !== count) || (types ?? labels) === undefined) {
    throw new StructureError(
      `data block ${block.name} must have _atom_site_fract_x, _y, _z and _atom_site_type_symbol or _atom_site_label in one loop, got some of them`,
      { block: block.name },
    );
  }
  const sites: CrystalSite[] = [];
  const guessed = new Set<string>();
  for (let index = 0; index < count; index++) {
    if (flags?.values[index] === "dum") continue;
    const line = coordinates[0]!.lines[index];
    const type = types?.values[index];
    const label = labels?.values[index] ?? "";
    const element = isGiven(type) ? elementOfLabel(type, true) : elementOfLabel(label, false);
    if (element === undefined) {
      throw new StructureError(
        `an atom site must be of an element such as Fe, got ${isGiven(type) ? type : label} on line ${line}`,
        { line },
      );
    }
    if (!isGiven(type) && !/^[A-Za-z]{1,2}\d*$/.test(label)) guessed.add(label);
    const [x, y, z] = coordinates.map((values, axis) =>
      requireNumber(values!, index, `_atom_site_${isCartesian ? "Cartn" : "fract"}_${"xyz"[axis]}`),
    );
    const occupancy =
      occupancies === undefined || !isGiven(occupancies.values[index])
        ? 1
        : requireNumber(occupancies, index, "_atom_site_occupancy");
    if (occupancy === 0) continue;
    if (!(occupancy > 0 && occupancy <= 1.01)) {
      throw new StructureError(`_atom_site_occupancy must be in [0, 1], got ${occupancy} on line ${line}`, {
        line,
      });
    }
    const written: Vector3 = [x, y, z];
    const [u, v, w] = isCartesian ? toFractional(lattice, written) : written;
    sites.push({
      species: [{ element, occupancy: Math.min(1, occupancy) }],
      fractional: [snapToFraction(u), snapToFraction(v), snapToFraction(w)],
    });
  }
  if (guessed.size > 0) {
    notes.push(`Elements are read from labels such as ${[...guessed][0]}.`);
  }
  return sites;
}
