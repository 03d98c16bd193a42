import { formatFormula } from "../../compositions/reduce-composition.ts";
import { crystalComposition, type Crystal } from "../crystal.ts";
import { cellVolume, latticeParameters } from "../lattice.ts";

function quote(text: string): string {
  const flat = text.replaceAll(/\s+/g, " ").trim();
  return flat.includes("'") ? `"${flat.replaceAll('"', "'")}"` : `'${flat}'`;
}

/**
 * A crystal as CIF 1.1: the whole cell in space group P 1, sites that elements share once for each, eight decimals.
 * A stated space group is not written, since the file lists all sites.
 */
export function writeCif(crystal: Crystal): string {
  const { lattice, name, sites } = crystal;
  const { a, b, c, alpha, beta, gamma } = latticeParameters(lattice);
  const digits = (value: number): string => value.toFixed(8);
  const counts = new Map<string, number>();
  const rows = sites.flatMap(({ species, fractional }) =>
    species.map(({ element, occupancy }) => {
      const count = (counts.get(element) ?? 0) + 1;
      counts.set(element, count);
      return `  ${element}${count} ${element} ${fractional.map(digits).join(" ")} ${Number(occupancy.toFixed(8))}`;
    }),
  );
  const block = name.replaceAll(/[^A-Za-z0-9_.-]+/g, "_") || "crystal";
  return `data_${block}
_chemical_name_common ${quote(name)}
_chemical_formula_sum ${quote(formatFormula(crystalComposition(crystal), { digits: 6 }))}
_cell_length_a ${digits(a)}
_cell_length_b ${digits(b)}
_cell_length_c ${digits(c)}
_cell_angle_alpha ${digits(alpha)}
_cell_angle_beta ${digits(beta)}
_cell_angle_gamma ${digits(gamma)}
_cell_volume ${digits(cellVolume(lattice))}
_space_group_name_H-M_alt 'P 1'
_space_group_IT_number 1
loop_
  _space_group_symop_operation_xyz
  'x, y, z'
loop_
  _atom_site_label
  _atom_site_type_symbol
  _atom_site_fract_x
  _atom_site_fract_y
  _atom_site_fract_z
  _atom_site_occupancy
${rows.join("\n")}
`;
}
