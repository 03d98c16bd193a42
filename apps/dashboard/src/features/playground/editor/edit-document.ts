import { parameterNames, type Control, type Operation } from "@ansatz/simulator";
import { bitsOf } from "./classical-bits.ts";
import {
  doCollide,
  greatestQubitCount,
  operationsOf,
  spanOf,
  toCircuit,
  type CircuitDocument,
  type Column,
} from "./circuit-document.ts";
import { qubitsOf, rebuildOperation, viewOperation, type OperationView } from "./operation-view.ts";

/** Where an operation stands. */
export interface OperationPlace {
  readonly column: number;
  readonly index: number;
}

/** The operation whose drawing covers a wire in a column; one that acts on the wire goes before one that crosses it. */
export function findOperation(
  { columns }: CircuitDocument,
  qubit: number,
  column: number,
): OperationPlace | undefined {
  const operations = columns[column] ?? [];
  const index = operations.findIndex((operation) => {
    const [first, last] = spanOf(operation);
    return first <= qubit && qubit <= last;
  });
  return index < 0 ? undefined : { column, index };
}

export function operationAt({ columns }: CircuitDocument, { column, index }: OperationPlace): Operation {
  return columns[column][index];
}

const byFirstWire = (a: Operation, b: Operation): number => spanOf(a)[0] - spanOf(b)[0];

/** Counts of classical bits, registers and parameter values that fit the operations; no empty columns at the end. */
function tidy(document: CircuitDocument): CircuitDocument {
  const columns = [...document.columns];
  while (columns.length > 0 && columns[columns.length - 1].length === 0) columns.pop();
  const used = Math.max(
    0,
    ...operationsOf({ ...document, columns })
      .flatMap(bitsOf)
      .map((bit) => bit + 1),
  );
  const { registers, qubitCount, values } = document;
  const size = (list: readonly { readonly size: number }[]): number =>
    list.reduce((sum, entry) => sum + entry.size, 0);
  const fits =
    registers !== undefined && size(registers.qubits) === qubitCount && size(registers.bits) >= used;
  const next: CircuitDocument = {
    qubitCount,
    columns,
    values,
    bitCount: fits ? size(registers.bits) : used,
    registers: fits ? registers : undefined,
  };
  const names = parameterNames(toCircuit(next));
  return { ...next, values: Object.fromEntries(names.map((name) => [name, values[name] ?? 0])) };
}

function replaceColumn(document: CircuitDocument, column: number, operations: Column): CircuitDocument {
  return { ...document, columns: document.columns.map((old, at) => (at === column ? operations : old)) };
}

/** The operation in that column, or in a new one before it where its wires are taken; and where it stands now. */
export function placeOperation(
  document: CircuitDocument,
  operation: Operation,
  column: number,
): { readonly document: CircuitDocument; readonly place: OperationPlace } {
  const columns = [...document.columns];
  while (columns.length <= column) columns.push([]);
  if (columns[column].some((other) => doCollide(other, operation))) columns.splice(column, 0, [operation]);
  else columns[column] = [...columns[column], operation].sort(byFirstWire);
  const next = tidy({ ...document, columns });
  return { document: next, place: { column, index: next.columns[column].indexOf(operation) } };
}

export function removeOperation(
  document: CircuitDocument,
  { column, index }: OperationPlace,
): CircuitDocument {
  return tidy(
    replaceColumn(
      document,
      column,
      document.columns[column].filter((_, at) => at !== index),
    ),
  );
}

/** The document with another operation in the place of one; it keeps its column where its wires let it. */
export function replaceOperation(
  document: CircuitDocument,
  place: OperationPlace,
  operation: Operation,
): { readonly document: CircuitDocument; readonly place: OperationPlace } {
  const { column, index } = place;
  const others = document.columns[column].filter((_, at) => at !== index);
  if (!others.some((other) => doCollide(other, operation))) {
    const operations = [...others, operation].sort(byFirstWire);
    return {
      document: tidy(replaceColumn(document, column, operations)),
      place: { column, index: operations.indexOf(operation) },
    };
  }
  return placeOperation(replaceColumn(document, column, others), operation, column);
}

/** The operation with every qubit `by` wires further down. A classical bit that goes by its qubit follows it. */
function shiftOperation(operation: Operation, by: number): Operation {
  if (operation.gate === "if") {
    const shiftAll = (list: readonly Operation[]) => list.map((one) => shiftOperation(one, by));
    return { ...operation, then: shiftAll(operation.then), otherwise: shiftAll(operation.otherwise) };
  }
  const qubits = operation.qubits.map((qubit) => qubit + by);
  if (operation.gate === "measure") {
    const bits = operation.bits.map((bit, at) => (bit === operation.qubits[at] ? bit + by : bit));
    return { ...operation, qubits, bits };
  }
  if ("controls" in operation) {
    const controls = operation.controls.map(({ qubit, value }) => ({ qubit: qubit + by, value }));
    return { ...operation, qubits, controls };
  }
  return { ...operation, qubits };
}

/** Moves an operation by wires and to another column; the wires stop it at the edge. */
export function moveOperation(
  document: CircuitDocument,
  place: OperationPlace,
  by: { readonly wires: number; readonly column: number },
): { readonly document: CircuitDocument; readonly place: OperationPlace } {
  const operation = operationAt(document, place);
  const [first, last] = spanOf(operation);
  const wires = Math.min(Math.max(by.wires, -first), document.qubitCount - 1 - last);
  const column = Math.max(0, by.column);
  const moved = wires === 0 ? operation : shiftOperation(operation, wires);
  if (wires === 0 && column === place.column) return { document, place };
  if (column === place.column) return replaceOperation(document, place, moved);
  const without = replaceColumn(
    document,
    place.column,
    document.columns[place.column].filter((_, at) => at !== place.index),
  );
  return placeOperation(without, moved, column);
}

/** Changes what the editor can change of an operation. */
export function changeOperation(
  document: CircuitDocument,
  place: OperationPlace,
  change: Partial<Omit<OperationView, "inner" | "base">>,
): { readonly document: CircuitDocument; readonly place: OperationPlace } {
  const view = viewOperation(operationAt(document, place));
  return replaceOperation(document, place, rebuildOperation({ ...view, ...change }));
}

/** The controls with the next state of a qubit: none, filled (1), open (0), none. */
export function cycleControl(controls: readonly Control[], qubit: number): readonly Control[] {
  const current = controls.find((control) => control.qubit === qubit);
  if (!current) return [...controls, { qubit, value: 1 }];
  const others = controls.filter((control) => control !== current);
  return current.value === 1 ? [...others, { qubit, value: 0 }] : others;
}

export function addQubit(document: CircuitDocument): CircuitDocument {
  if (document.qubitCount >= greatestQubitCount) return document;
  return tidy({ ...document, qubitCount: document.qubitCount + 1 });
}

/** Without the last qubit and everything that acts on it. */
export function removeLastQubit(document: CircuitDocument): CircuitDocument {
  const last = document.qubitCount - 1;
  if (last < 1) return document;
  const columns = document.columns.map((column) =>
    column.filter((operation) => !qubitsOf(operation).includes(last)),
  );
  return tidy({ ...document, qubitCount: last, columns });
}

export function setValue(document: CircuitDocument, name: string, value: number): CircuitDocument {
  return { ...document, values: { ...document.values, [name]: value } };
}

/** The place of the operation that runs as the k-th, from 0. */
export function placeOfStep({ columns }: CircuitDocument, step: number): OperationPlace | undefined {
  let before = 0;
  for (let column = 0; column < columns.length; column++) {
    const { length } = columns[column];
    if (step < before + length) return { column, index: step - before };
    before += length;
  }
  return undefined;
}
