import { InvalidArgumentError } from "../errors.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { countOperations } from "../circuit/count-operations.ts";
import { drawElements } from "./draw-elements.ts";
import type { CircuitElements } from "./draw-elements.ts";
import { shapeRows } from "./drawn-element.ts";
import type { DrawnElement } from "./drawn-element.ts";

const greatestRows = 1024;
const greatestOperations = 20_000;
/** Wires times columns. */
const greatestCells = 200_000;

/** Where everything of a drawn circuit stands. Rows are qubits from the top, then classical wires. */
export interface CircuitLayout extends CircuitElements {
  readonly qubitCount: number;
  readonly rowCount: number;
  /** Elements of each column, which do not overlap. */
  readonly columns: readonly (readonly DrawnElement[])[];
}

/** The rows that an element covers with its shapes and lines. */
export function elementRows(
  { shapes, classical, barrier }: DrawnElement,
  qubitCount: number,
): readonly number[] {
  if (barrier) return barrier;
  const ends = shapes.flatMap(shapeRows);
  if (classical) ends.push(...classical.wires.map((wire) => qubitCount + wire));
  const first = Math.min(...ends);
  return Array.from({ length: Math.max(...ends) - first + 1 }, (_, offset) => first + offset);
}

/**
 * Puts every operation into the first column in which all rows that it covers are free, so that columns are moments
 * in time wherever lines leave room.
 * Throws {@link InvalidArgumentError} for more than 1024 rows, 20,000 operations, or 200,000 rows times columns: nobody
 * can read such a drawing.
 */
export function layOutCircuit(circuit: Circuit): CircuitLayout {
  const operationCount = countOperations(circuit.operations);
  const drawn = operationCount <= greatestOperations ? drawElements(circuit) : undefined;
  const rowCount = circuit.qubitCount + (drawn?.names.classicalWires.length ?? 0);
  if (!drawn || rowCount > greatestRows) {
    throw new InvalidArgumentError(
      `a drawing takes at most ${greatestRows} wires and ${greatestOperations} operations, got ${rowCount} and ${operationCount}; draw a part of the circuit`,
      { rowCount, operationCount },
    );
  }
  const nextFree = new Uint32Array(rowCount);
  const columns: DrawnElement[][] = [];
  for (const element of drawn.elements) {
    const rows = elementRows(element, circuit.qubitCount);
    const column = rows.reduce((most, row) => Math.max(most, nextFree[row]), 0);
    for (const row of rows) nextFree[row] = column + 1;
    (columns[column] ??= []).push(element);
  }
  if (rowCount * columns.length > greatestCells) {
    throw new InvalidArgumentError(
      `a drawing takes at most ${greatestCells} wires times columns, got ${rowCount} times ${columns.length}; draw a part of the circuit`,
      { rowCount, columnCount: columns.length },
    );
  }
  return { ...drawn, qubitCount: circuit.qubitCount, rowCount, columns };
}

/** Cuts columns into lines that are at most `room` wide (a wider column stands alone). */
export function wrapColumns(widths: readonly number[], room: number): { first: number; end: number }[] {
  const lines: { first: number; end: number }[] = [];
  let first = 0;
  let used = 0;
  widths.forEach((width, column) => {
    if (column > first && used + width > room) {
      lines.push({ first, end: column });
      [first, used] = [column, 0];
    }
    used += width;
  });
  lines.push({ first, end: widths.length });
  return lines;
}
