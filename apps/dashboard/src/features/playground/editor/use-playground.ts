import { useLayoutEffect, useMemo, useReducer, useRef, useState } from "react";
import type { ParameterValues } from "@ansatz/simulator";
import { useAnnounce } from "../../../app/announcer.tsx";
import {
  addQubit,
  changeOperation,
  cycleControl,
  findOperation,
  moveOperation,
  operationAt,
  placeOperation,
  removeLastQubit,
  removeOperation,
  replaceOperation,
  setValue,
  type OperationPlace,
} from "./edit-document.ts";
import {
  emptyDocument,
  greatestQubitCount,
  isSameCircuit,
  operationsOf,
  type CircuitDocument,
} from "./circuit-document.ts";
import { firstDocument } from "./examples.ts";
import { paletteGate, qubitsFrom } from "./gate-catalogue.ts";
import { describeOperation } from "./gate-label.ts";
import { rebuildOperation, viewOperation, type OperationView } from "./operation-view.ts";
import {
  playgroundReducer,
  startPlayground,
  type Cell,
  type PlaygroundAction,
  type PlaygroundState,
} from "./playground-state.ts";

/** Everything that the page can do with its circuit; each change says in words what it did. */
export interface PlaygroundActions {
  readonly dispatch: (action: PlaygroundAction) => void;
  /** The values that the circuit's parameters have now. */
  readonly values: () => ParameterValues;
  /** Places a tile of the palette, or a control on the gate of that column. */
  readonly place: (id: string, cell: Cell, advance?: boolean) => void;
  readonly toggleControl: (cell: Cell) => void;
  readonly remove: (place: OperationPlace) => void;
  /** Removes the gate that covers a cell. */
  readonly removeAt: (cell: Cell) => void;
  /** Moves a gate that is held at one cell to another. */
  readonly move: (from: Cell, to: Cell) => void;
  readonly change: (
    place: OperationPlace,
    change: Partial<Omit<OperationView, "inner" | "base">>,
    key?: string,
  ) => void;
  /** The classical bit that a measurement writes. */
  readonly setBit: (place: OperationPlace, bit: number) => void;
  readonly duplicate: (place: OperationPlace) => void;
  /** The value of a named parameter; changes under one key are one step back. */
  readonly setValue: (name: string, value: number, key: string) => void;
  readonly addQubit: () => void;
  readonly removeQubit: () => void;
  readonly clear: () => void;
}

type Announce = (message: string) => void;

function createActions(
  current: () => PlaygroundState,
  dispatch: (action: PlaygroundAction) => void,
  announce: Announce,
): PlaygroundActions {
  const edit = (next: CircuitDocument, message: string, cursor?: Cell, key?: string) => {
    dispatch({ kind: "edit", document: next, cursor, key });
    announce(message);
  };

  const circuit = () => current().history.present;

  const toggleControl = (cell: Cell) => {
    const document = circuit();
    const place = findControllable(document, cell);
    if (!place) {
      announce("There is no gate in this column that a qubit could control.");
      return;
    }
    const view = viewOperation(operationAt(document, place));
    if (view.targets.includes(cell.qubit)) {
      announce("A gate cannot control itself: go to another wire of this column.");
      return;
    }
    const changed = changeOperation(document, place, { controls: cycleControl(view.controls, cell.qubit) });
    const column = changed.place.column;
    edit(changed.document, describeOperation(operationAt(changed.document, changed.place)), {
      ...cell,
      column,
    });
  };

  const remove = (place: OperationPlace) => {
    const document = circuit();
    const operation = operationAt(document, place);
    edit(removeOperation(document, place), `Deleted: ${describeOperation(operation)}.`);
  };

  return {
    dispatch,
    values: () => circuit().values,
    toggleControl,
    remove,
    removeAt({ qubit, column }) {
      const place = findOperation(circuit(), qubit, column);
      if (place) remove(place);
    },
    place(id, cell, advance = false) {
      if (id === "control") {
        toggleControl(cell);
        return;
      }
      const tile = paletteGate(id);
      if (!tile) return;
      const document = circuit();
      const qubits = qubitsFrom(cell.qubit, tile.qubits, document.qubitCount);
      if (!qubits) {
        announce(`${tile.name} needs ${tile.qubits} qubits: add one first.`);
        return;
      }
      const operation = tile.create(qubits);
      const placed = placeOperation(document, operation, cell.column);
      edit(placed.document, `${describeOperation(operation)}, column ${placed.place.column + 1}.`, {
        qubit: cell.qubit,
        column: placed.place.column + (advance ? 1 : 0),
      });
    },
    move(from, to) {
      const document = circuit();
      const place = findOperation(document, from.qubit, from.column);
      if (!place) return;
      const by = { wires: to.qubit - from.qubit, column: to.column };
      const moved = moveOperation(document, place, by);
      if (moved.document === document) return;
      const text = describeOperation(operationAt(moved.document, moved.place));
      edit(moved.document, `Moved: ${text}, column ${moved.place.column + 1}.`, {
        qubit: to.qubit,
        column: moved.place.column,
      });
    },
    change(place, change, key) {
      const changed = changeOperation(circuit(), place, change);
      const text = describeOperation(operationAt(changed.document, changed.place));
      edit(changed.document, text, { ...current().cursor, column: changed.place.column }, key);
    },
    setBit(place, bit) {
      const document = circuit();
      const view = viewOperation(operationAt(document, place));
      if (view.inner?.gate !== "measure") return;
      const operation = rebuildOperation({ ...view, inner: { ...view.inner, bits: [bit] } });
      const changed = replaceOperation(document, place, operation);
      edit(changed.document, describeOperation(operation), {
        ...current().cursor,
        column: changed.place.column,
      });
    },
    duplicate(place) {
      const document = circuit();
      const operation = operationAt(document, place);
      const copied = placeOperation(document, operation, place.column + 1);
      edit(copied.document, `Copied: ${describeOperation(operation)}.`, {
        ...current().cursor,
        column: copied.place.column,
      });
    },
    setValue(name, value, key) {
      dispatch({ kind: "edit", document: setValue(circuit(), name, value), key });
    },
    addQubit() {
      const document = circuit();
      if (document.qubitCount >= greatestQubitCount) {
        announce(`There are at most ${greatestQubitCount} qubits.`);
        return;
      }
      edit(addQubit(document), `Qubit ${document.qubitCount} added.`);
    },
    removeQubit() {
      const document = circuit();
      const next = removeLastQubit(document);
      const lost = operationsOf(document).length - operationsOf(next).length;
      const losses = lost === 0 ? "" : ` with ${lost} operation${lost === 1 ? "" : "s"}`;
      edit(next, `Qubit ${document.qubitCount - 1} removed${losses}.`);
    },
    clear() {
      edit({ ...emptyDocument, qubitCount: circuit().qubitCount }, "The circuit is empty.", {
        qubit: 0,
        column: 0,
      });
    },
  };
}

/** The gate of a column that a control on that wire belongs to: the one that covers the wire, else the nearest. */
function findControllable(document: CircuitDocument, { qubit, column }: Cell): OperationPlace | undefined {
  const operations = document.columns[column] ?? [];
  const distances = operations.map((operation, index) => {
    const { inner, targets } = viewOperation(operation);
    const isControllable = inner !== null && "parameters" in inner && targets.length > 0;
    return {
      index,
      distance: isControllable ? Math.min(...targets.map((at) => Math.abs(at - qubit))) : Infinity,
    };
  });
  const nearest = distances
    .filter(({ distance }) => distance < Infinity)
    .sort((a, b) => a.distance - b.distance)
    .at(0);
  return nearest && { column, index: nearest.index };
}

/** The document, the same one while nothing but the values of its parameters changes. */
export function useCircuitAlone(document: CircuitDocument): CircuitDocument {
  const [kept, setKept] = useState(document);
  if (kept === document || isSameCircuit(kept, document)) return kept;
  setKept(document);
  return document;
}

/** How the page was left when another one was opened: it is found again as it was. */
let left: PlaygroundState | undefined;

export function usePlayground(): { readonly state: PlaygroundState; readonly actions: PlaygroundActions } {
  const [state, dispatch] = useReducer(
    playgroundReducer,
    undefined,
    () => left ?? startPlayground(firstDocument),
  );
  const announce = useAnnounce();
  const newest = useRef(state);
  useLayoutEffect(() => {
    newest.current = state;
    left = state;
  }, [state]);
  // The actions stay the same, so that what shows only them is not drawn again with every change.
  const actions = useMemo(() => createActions(() => newest.current, dispatch, announce), [announce]);
  return { state, actions };
}
