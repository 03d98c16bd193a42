import { StructureError } from "../../errors.ts";
import type { CifBlock, CifColumn } from "./cif-blocks.ts";

/** The column of the first of some tags that is there; mmCIF writes a dot where CIF writes the second underscore. */
export function findColumn(block: CifBlock, ...tags: readonly string[]): CifColumn | undefined {
  for (const tag of tags) {
    const column = block.columns.get(tag) ?? block.columns.get(tag.replace(/^(_atom_site|_cell)_/, "$1."));
    if (column !== undefined) return column;
  }
  return undefined;
}

/** Whether a value is neither unknown (?) nor inapplicable (.). */
export function isGiven(value: string | undefined): value is string {
  return value !== undefined && value !== "?" && value !== ".";
}

/** A number with its uncertainty in parentheses left out, "5.4307(2)"; undefined for what is none. */
export function parseCifNumber(text: string): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:\(\d*\))?$/.exec(text);
  return match === null ? undefined : Number(match[1]);
}

/**
 * The number of a value.
 *
 * @throws StructureError with the line of what is none, or unknown.
 */
export function requireNumber(column: CifColumn, index: number, tag: string): number {
  const value = parseCifNumber(column.values[index]);
  if (value === undefined) {
    throw new StructureError(
      `${tag} must be a number, got ${column.values[index]} on line ${column.lines[index]}${isGiven(column.values[index]) ? "" : ": the value is unknown, so that the structure is incomplete"}`,
      { line: column.lines[index], tag },
    );
  }
  return value;
}
