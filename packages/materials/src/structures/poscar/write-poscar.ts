import { StructureError } from "../../errors.ts";
import type { Crystal } from "../crystal.ts";

/**
 * A crystal as POSCAR of VASP 5 with direct coordinates; the sites are sorted by element, in the order in which the elements
 * first occur.
 *
 * @throws StructureError for partial occupancies, which the format cannot hold.
 */
export function writePoscar(crystal: Crystal): string {
  const { lattice, name, sites } = crystal;
  const partial = sites.findIndex(({ species }) => species.length > 1 || species[0].occupancy < 1);
  if (partial >= 0) {
    throw new StructureError(
      `a POSCAR must have whole atoms, got a partly occupied site ${partial + 1} in ${name}: write a CIF`,
      { name, site: partial + 1 },
    );
  }
  const elements = [...new Set(sites.map(({ species }) => species[0].element))];
  const grouped = elements.map((element) => sites.filter(({ species }) => species[0].element === element));
  const line = (values: readonly number[]): string => values.map((value) => value.toFixed(12)).join(" ");
  return [
    name.replaceAll(/\s+/g, " ").trim(),
    "1.0",
    ...lattice.map(line),
    elements.join(" "),
    grouped.map(({ length }) => length).join(" "),
    "Direct",
    ...grouped.flat().map(({ fractional }) => line(fractional)),
    "",
  ].join("\n");
}
