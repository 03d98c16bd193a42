import type { Task } from "@ansatz/learning";
import { MaterialsTableError } from "../errors.ts";
import { isMissingCell, parseNumberCell, type DecimalMark } from "./number-cell.ts";

/** A target column read: a value a row, NaN where it is missing or unusable. */
export interface ReadTarget {
  readonly task: Task;
  readonly values: Float64Array;
  /** Names of classes; empty for numbers. */
  readonly classes: readonly string[];
  readonly missing: readonly number[];
  /** Indices of cells with text in a column of numbers. */
  readonly texts: readonly number[];
  /** Numbers or truth values that were taken as classes. */
  readonly isAssumedClasses: boolean;
}

const greatestClassCount = 20;
const truthWords: Readonly<Record<string, string>> = {
  true: "true",
  yes: "true",
  t: "true",
  y: "true",
  false: "false",
  no: "false",
  f: "false",
  n: "false",
};

function readClasses(cells: readonly string[], isAssumedClasses: boolean, column: string): ReadTarget {
  const present = cells.filter((cell) => !isMissingCell(cell));
  const isTruth = present.every((cell) => cell.toLowerCase() in truthWords);
  const nameOf = (cell: string): string => (isTruth ? truthWords[cell.toLowerCase()] : cell);
  const classes = [...new Set(present.map(nameOf))].toSorted((a, b) =>
    a.localeCompare(b, "en", { numeric: true }),
  );
  if (classes.length > greatestClassCount) {
    throw new MaterialsTableError(
      `column ${column} must hold numbers or at most ${greatestClassCount} different classes, got ${classes.length} different texts such as ${classes[0]}: name another column as target`,
      { column },
    );
  }
  const index = new Map(classes.map((name, k) => [name, k]));
  const values = Float64Array.from(cells, (cell) =>
    isMissingCell(cell) ? Number.NaN : index.get(nameOf(cell))!,
  );
  const missing = cells.flatMap((cell, k) => (isMissingCell(cell) ? [k] : []));
  return { task: "classification", values, classes, missing, texts: [], isAssumedClasses };
}

/** Numbers in their shortest form, other cells as they are. */
function numerals(cells: readonly string[], decimal: DecimalMark): string[] {
  return cells.map((cell) => {
    const value = parseNumberCell(cell, decimal);
    return value === undefined || Number.isNaN(value) ? cell : String(value);
  });
}

/**
 * Reads a target: numbers, or classes where most cells are words, truth values, or nothing but 0 and 1 or −1 and 1; `task`
 * settles it. Classes that are numbers are equal where the numbers are: 1 and 1.0.
 *
 * @throws MaterialsTableError for a column without values or of more than 20 different texts.
 */
export function readTarget(
  cells: readonly string[],
  options: { readonly decimal: DecimalMark; readonly task: Task | undefined; readonly column: string },
): ReadTarget {
  const { decimal, task, column } = options;
  if (cells.every(isMissingCell)) {
    throw new MaterialsTableError(`column ${column} must hold targets, got none in ${cells.length} rows`, {
      column,
    });
  }
  if (task === "classification") return readClasses(numerals(cells, decimal), false, column);
  const parsed = cells.map((cell) => parseNumberCell(cell, decimal));
  const numberCount = parsed.filter((value) => value !== undefined && !Number.isNaN(value)).length;
  const texts = parsed.flatMap((value, k) => (value === undefined ? [k] : []));
  if (task === undefined) {
    if (texts.length > numberCount) return readClasses(cells, false, column);
    const distinct = new Set(parsed.filter((value) => !Number.isNaN(value)));
    const isBinary = distinct.size === 2 && distinct.has(1) && (distinct.has(0) || distinct.has(-1));
    if (isBinary) return readClasses(numerals(cells, decimal), true, column);
  }
  if (numberCount === 0) {
    throw new MaterialsTableError(
      `column ${column} must hold numbers for a regression, got text such as ${cells[texts[0]]}`,
      { column },
    );
  }
  return {
    task: "regression",
    values: Float64Array.from(parsed, (value) => value ?? Number.NaN),
    classes: [],
    missing: parsed.flatMap((value, k) => (Number.isNaN(value) ? [k] : [])),
    texts,
    isAssumedClasses: false,
  };
}
