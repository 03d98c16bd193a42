import { compositionKey, formatFormula } from "../../compositions/reduce-composition.ts";
import { parseFormula } from "../../compositions/parse-formula.ts";
import { StructureError } from "../../errors.ts";
import { createCrystal, crystalComposition, type Crystal, type SpaceGroup } from "../crystal.ts";
import { cellVolume, latticeFromParameters, latticeParameters, type Lattice } from "../lattice.ts";
import { expandSites } from "../symmetry/expand-sites.ts";
import type { SymmetryFinder } from "../symmetry/symmetry-finder.ts";
import {
  identityOperation,
  parseSymmetryOperation,
  type SymmetryOperation,
} from "../symmetry/symmetry-operation.ts";
import { readSites } from "./atom-sites.ts";
import { readCifBlocks, type CifBlock } from "./cif-blocks.ts";
import { findColumn, isGiven, requireNumber } from "./cif-values.ts";

export interface CifOptions {
  /** Name of the data block. Default: the first with a cell and atoms. */
  readonly block?: string;
  /** Supplies the operations of a file that names its space group but does not list its operations. */
  readonly symmetry?: SymmetryFinder;
}

/** A crystal read from a file, and what should be known about it. */
export interface CrystalReport {
  readonly crystal: Crystal;
  /** The data block that was taken; of a POSCAR its first line. */
  readonly block: string;
  /** Other blocks of the file. */
  readonly otherBlocks: readonly string[];
  /** Sentences on what was assumed. */
  readonly notes: readonly string[];
}

const cellTags = ["length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"] as const;
const operationTags = [
  "_space_group_symop_operation_xyz",
  "_space_group_symop.operation_xyz",
  "_symmetry_equiv_pos_as_xyz",
  "_symmetry_equiv.pos_as_xyz",
];

const hallTags = [
  "_space_group_name_hall",
  "_symmetry_space_group_name_hall",
  "_space_group.name_hall",
  "_symmetry.space_group_name_hall",
];

function hasStructure(block: CifBlock): boolean {
  return (
    findColumn(block, "_cell_length_a") !== undefined &&
    findColumn(block, "_atom_site_fract_x", "_atom_site_cartn_x") !== undefined
  );
}

function chooseBlock(blocks: readonly CifBlock[], wanted: string | undefined): CifBlock {
  const names = blocks.map(({ name }) => name).join(", ");
  if (wanted !== undefined) {
    const block = blocks.find(({ name }) => name === wanted);
    if (block !== undefined) return block;
    throw new StructureError(`block must be one of ${names}, got ${wanted}`, { block: wanted });
  }
  const block = blocks.find(hasStructure);
  if (block === undefined) {
    throw new StructureError(
      blocks.length === 0
        ? "a CIF must have a data block, got none: its first line must be such as data_name"
        : `a CIF must have a block with _cell_length_a and _atom_site_fract_x, got ${names} without them`,
      { blocks: blocks.map(({ name }) => name) },
    );
  }
  return block;
}

function readLattice(block: CifBlock): Lattice {
  const [a, b, c, alpha, beta, gamma] = cellTags.map((tag) => {
    const column = findColumn(block, `_cell_${tag}`);
    if (column === undefined) {
      throw new StructureError(`data block ${block.name} must have _cell_${tag}, got none`, { tag });
    }
    const value = requireNumber(column, 0, `_cell_${tag}`);
    const isAngle = tag.startsWith("angle");
    if (!(value > 0) || (isAngle && value >= 180)) {
      throw new StructureError(
        `_cell_${tag} must be ${isAngle ? "in (0, 180)°" : "above 0 Å"}, got ${value} on line ${column.lines[0]}`,
        { line: column.lines[0], tag },
      );
    }
    return value;
  });
  const lattice = latticeFromParameters({ a, b, c, alpha, beta, gamma });
  if (!(cellVolume(lattice) > 1e-3)) {
    throw new StructureError(
      `the cell of ${block.name} must have a volume, got angles ${alpha}, ${beta}, ${gamma} that no cell has together`,
      { block: block.name },
    );
  }
  return lattice;
}

function readSpaceGroup(block: CifBlock): SpaceGroup | undefined {
  const first = (...tags: string[]): string | undefined =>
    tags.map((tag) => block.columns.get(tag)?.values[0]).find(isGiven);
  const symbol = first(
    "_space_group_name_h-m_alt",
    "_symmetry_space_group_name_h-m",
    "_space_group.name_h-m_alt",
    "_symmetry.space_group_name_h-m",
    "_space_group_name_h-m_full",
  );
  const text = first(
    "_space_group_it_number",
    "_symmetry_int_tables_number",
    "_space_group.it_number",
    "_symmetry.int_tables_number",
  );
  const isTrivial = symbol !== undefined && /^p\s*1$/i.test(symbol);
  const number = text === undefined ? (isTrivial ? 1 : 0) : Number(text);
  if (symbol === undefined && number === 0) return undefined;
  return {
    number: Number.isInteger(number) && number >= 0 && number <= 230 ? number : 0,
    symbol: symbol ?? "",
  };
}

function readOperations(
  block: CifBlock,
  group: SpaceGroup | undefined,
  lattice: Lattice,
  options: CifOptions,
  notes: string[],
): readonly SymmetryOperation[] {
  const column = findColumn(block, ...operationTags);
  if (column !== undefined && isGiven(column.values[0])) {
    return column.values.map((text, index) => parseSymmetryOperation(text, column.lines[index]));
  }
  const hallSymbol = hallTags.map((tag) => block.columns.get(tag)?.values[0]).find(isGiven);
  if (group === undefined && hallSymbol === undefined) {
    notes.push("The file gives no symmetry: its sites are taken as the whole cell.");
    return [identityOperation];
  }
  if (group?.number === 1) return [identityOperation];
  const found = options.symmetry?.operations({
    number: group?.number,
    symbol: group?.symbol,
    hallSymbol,
    isHexagonalCell: Math.abs(latticeParameters(lattice).gamma - 120) < 0.1,
  });
  const name =
    group?.symbol === undefined || group.symbol === "" ? (hallSymbol ?? group?.number) : group.symbol;
  if (found !== undefined) {
    const assumed = found.isCertain ? "" : ", assumed among several settings: check bond lengths";
    notes.push(
      `The file names space group ${name} without its operations: those of ${found.hallSymbol} (Hall) are taken${assumed}.`,
    );
    return found.operations;
  }
  throw new StructureError(
    `data block ${block.name} must list the operations of space group ${name} by ${operationTags[0]}, got none${options.symmetry === undefined ? "" : " and a symbol that is not known"}: write the file with operations, or as P 1 with all sites`,
    { block: block.name, spaceGroup: name },
  );
}

function checkFormula(block: CifBlock, crystal: Crystal, notes: string[]): void {
  const stated = block.columns.get("_chemical_formula_sum")?.values[0];
  if (!isGiven(stated)) return;
  try {
    const composition = parseFormula(stated);
    const found = crystalComposition(crystal);
    if (compositionKey(composition) !== compositionKey(found)) {
      notes.push(
        `The sites make up ${formatFormula(found)}, but the file states ${stated}: atoms such as hydrogen may be missing, or the symmetry wrong.`,
      );
    }
  } catch {
    notes.push(`The stated formula ${stated} could not be read and was not compared with the sites.`);
  }
}

/**
 * The crystal of a CIF: cell, sites with partial occupancies, symmetry operations applied.
 *
 * Reads CIF 1.1 (loops, quoted texts, text fields, uncertainties in parentheses) and the same items of mmCIF. Atoms closer
 * than 0.05 Å are one (special positions) or share the place. Coordinates within 1e-4 of a third or sixth are set to it.
 * The lattice has a along x and b in the plane of x and y. Several structures in a file: the first, and `otherBlocks`
 * names the others. `notes` say what was assumed.
 *
 * @throws StructureError, with the line where there is one, for text that is no CIF, missing or unknown cell or
 * coordinates, no operations, unknown elements, occupancies that add up to more than 1.
 */
export function readCif(text: string, options: CifOptions = {}): CrystalReport {
  const blocks = readCifBlocks(text);
  const block = chooseBlock(blocks, options.block);
  const notes: string[] = [];
  const lattice = readLattice(block);
  const group = readSpaceGroup(block);
  const operations = readOperations(block, group, lattice, options, notes);
  const sites = expandSites(readSites(block, lattice, notes), operations, lattice);
  const nameOf = (tag: string): string | undefined => block.columns.get(tag)?.values[0];
  const name = [
    nameOf("_chemical_name_mineral"),
    nameOf("_chemical_name_common"),
    nameOf("_chemical_formula_sum"),
  ].find((value) => isGiven(value) && value.trim() !== "");
  const crystal = createCrystal({
    name: name ?? block.name,
    lattice,
    sites,
    statedSpaceGroup: group,
  });
  checkFormula(block, crystal, notes);
  const otherBlocks = blocks
    .filter((other) => other !== block && hasStructure(other))
    .map((other) => other.name);
  if (otherBlocks.length > 0) {
    notes.push(`Data block ${block.name} is taken; the file also holds ${otherBlocks.join(", ")}.`);
  }
  return { crystal, block: block.name, otherBlocks, notes };
}
