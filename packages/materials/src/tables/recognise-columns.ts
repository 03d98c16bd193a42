import { parseFormula } from "../compositions/parse-formula.ts";
import { MaterialsTableError } from "../errors.ts";
import { listSome } from "./findings.ts";
import { isMissingCell, parseNumberCell, type DecimalMark } from "./number-cell.ts";
import { readQuantity } from "./target-name.ts";

/** A table's columns, before they are given their roles. */
export interface Columns {
  readonly names: readonly string[];
  /** The first rows of data, by column. */
  readonly samples: readonly (readonly string[])[];
  readonly decimal: DecimalMark;
}

export function isFormula(cell: string): boolean {
  try {
    parseFormula(cell);
    return true;
  } catch {
    return false;
  }
}

/** Share of the cells that are not missing for which `is` holds; 0 where all are missing. */
export function shareOf(cells: readonly string[], is: (cell: string) => boolean): number {
  const present = cells.filter((cell) => !isMissingCell(cell));
  return present.length === 0 ? 0 : present.filter(is).length / present.length;
}

export function isNumberColumn({ samples, decimal }: Columns, column: number): boolean {
  return shareOf(samples[column], (cell) => parseNumberCell(cell, decimal) !== undefined) > 0.5;
}

function normalise(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, " ")
    .trim();
}

/**
 * The column of a name, whatever its case; a quantity is found without its unit too.
 *
 * @throws MaterialsTableError with the columns there are.
 */
export function findColumn(names: readonly string[], wanted: string, role: string): number {
  const exact = names.indexOf(wanted);
  if (exact >= 0) return exact;
  const matches = (read: (name: string) => string): number[] =>
    names.flatMap((name, column) => (normalise(read(name)) === normalise(wanted) ? [column] : []));
  for (const found of [matches((name) => name), matches((name) => readQuantity(name).name)]) {
    if (found.length === 1) return found[0];
  }
  throw new MaterialsTableError(
    `${role} must name one of the columns ${listSome(names, 20)}, got ${wanted}`,
    {
      column: wanted,
      columns: names,
    },
  );
}

const formulaNames =
  /^(?:chemical |pretty |reduced |full |nominal )?(?:composition|formula|compound|material|alloy)s?(?: (?:reduced|pretty|formula))?$/;

/** The column of formulas: by its name if its cells are formulas, else the one with most of them (at least 80 %). */
export function recogniseCompositionColumn({ names, samples, decimal }: Columns): number | undefined {
  const shares = samples.map((cells) =>
    shareOf(cells, (cell) => isFormula(decimal === "," ? cell.replaceAll(/(\d),(?=\d)/g, "$1.") : cell)),
  );
  const named = names.findIndex((name, column) => formulaNames.test(normalise(name)) && shares[column] > 0.2);
  if (named >= 0) return named;
  const best = shares.indexOf(Math.max(...shares));
  return shares[best] >= 0.8 ? best : undefined;
}

/** Few different words, as names of classes are. */
function isClassColumn({ samples }: Columns, column: number): boolean {
  const cells = samples[column].filter((cell) => !isMissingCell(cell));
  return cells.length > 3 && new Set(cells).size <= Math.min(20, cells.length / 2);
}

const targetNames = /^(?:target|y|label|class|property|value|output|is metal)$/;

/** What may be the target: a column with a usual name, else the last of numbers, else the last of few different words. */
export function recogniseTargetColumn(
  columns: Columns,
  taken: readonly number[],
): {
  readonly column: number | undefined;
  readonly isCertain: boolean;
} {
  const free = columns.names.flatMap((_, column) => (taken.includes(column) ? [] : [column]));
  if (free.length === 1) return { column: free[0], isCertain: true };
  const named = free.find((column) => targetNames.test(normalise(readQuantity(columns.names[column]).name)));
  if (named !== undefined) return { column: named, isCertain: true };
  const numbers = free.filter((column) => isNumberColumn(columns, column));
  if (numbers.length > 0) return { column: numbers.at(-1), isCertain: numbers.length === 1 };
  const words = free.filter((column) => isClassColumn(columns, column));
  return { column: words.at(-1), isCertain: words.length === 1 };
}

/** As recogniseTargetColumn in a table of numbers: without a usual name the last column of numbers or of few different words. */
export function recogniseOutcome(
  columns: Columns,
  taken: readonly number[],
): ReturnType<typeof recogniseTargetColumn> {
  const known = recogniseTargetColumn(columns, taken);
  if (known.column !== undefined && known.isCertain) return known;
  const last = columns.names
    .map((_, column) => column)
    .findLast(
      (column) =>
        !taken.includes(column) && (isNumberColumn(columns, column) || isClassColumn(columns, column)),
    );
  return { column: last, isCertain: false };
}

/** The column called SMILES, canonical or isomeric. */
export function recogniseSmilesColumn({ names }: Columns): number | undefined {
  const found = names.findIndex((name) => /^(?:(?:canonical|isomeric) )?smiles?$/.test(normalise(name)));
  return found < 0 ? undefined : found;
}
