import { elementOfSymbol } from "../elements/elements.ts";

/** Radial functions of one atom that share their exponents: one row of contraction coefficients for each letter. */
export interface TabulatedShell {
  /** Angular momenta of the rows: "s", "p", "d", or "sp" for an s and a p row. */
  readonly letters: readonly string[];
  readonly exponents: readonly number[];
  /** One row per contracted function, of primitives that are normalised one by one. */
  readonly rows: readonly (readonly number[])[];
}

/** Shells of each element by atomic number. */
export type BasisTable = ReadonlyMap<number, readonly TabulatedShell[]>;

/**
 * Reads a table of shells. A line with a symbol opens an element; each line after it is one shell:
 * `letters exponents | coefficients | coefficients …`. A shell "s" with two rows is a general contraction.
 */
export function parseBasisTable(text: string): BasisTable {
  const table = new Map<number, TabulatedShell[]>();
  let shells: TabulatedShell[] = [];
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const element = line.includes(" ") ? undefined : elementOfSymbol(line);
    if (element) {
      shells = [];
      table.set(element.number, shells);
      continue;
    }
    const space = line.indexOf(" ");
    const [exponents, ...rows] = line
      .slice(space + 1)
      .split(" | ")
      .map((part) => part.split(" ").map(Number));
    const letters = line.slice(0, space).split("");
    shells.push({
      letters: letters.length === rows.length ? letters : rows.map(() => letters[0]),
      exponents,
      rows,
    });
  }
  return table;
}
