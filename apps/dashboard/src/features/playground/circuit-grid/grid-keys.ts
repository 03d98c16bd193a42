import type { CircuitDocument } from "../editor/circuit-document.ts";
import { findOperation } from "../editor/edit-document.ts";
import { paletteGates } from "../editor/gate-catalogue.ts";
import type { Cell } from "../editor/playground-state.ts";
import type { PlaygroundActions } from "../editor/use-playground.ts";

const arrows: Readonly<Record<string, Cell>> = {
  ArrowLeft: { qubit: 0, column: -1 },
  ArrowRight: { qubit: 0, column: 1 },
  ArrowUp: { qubit: -1, column: 0 },
  ArrowDown: { qubit: 1, column: 0 },
};

/** The keys of the grid, for the help. */
export const keyHelp: readonly (readonly [keys: string, effect: string])[] = [
  ["← ↑ → ↓, Home, End", "go from cell to cell"],
  ["H X Y Z S T P U V", "place that gate (V is √X)"],
  ["Shift + S, T", "place S†, T†"],
  ["Shift + X, Y, Z", "place a rotation RX, RY, RZ"],
  ["K, W", "place a CX, a SWAP"],
  ["M, 0, B", "measure, reset, barrier"],
  ["C", "on another wire of a gate's column: control ●, then ○, then none"],
  ["Enter", "change the gate's angles, controls and wires; on an empty cell, place the chosen gate (H)"],
  ["Shift + arrows", "move the gate"],
  ["Delete", "delete the gate"],
  ["+ −", "add a qubit, remove the last"],
  ["Ctrl + Z, Ctrl + Y", "undo, redo"],
];

interface KeyContext {
  readonly document: CircuitDocument;
  readonly cursor: Cell;
  readonly armed: string | null;
  readonly actions: PlaygroundActions;
  readonly columnCount: number;
  /** Takes the focus to the fields of the gate under the cursor. */
  readonly inspect: () => void;
}

export interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Whether a key means undo or redo, here and in all browsers' own fields. */
export function historyKey({
  key,
  shiftKey,
  ctrlKey,
  metaKey,
  altKey,
}: PressedKey): "undo" | "redo" | undefined {
  if (altKey || !(ctrlKey || metaKey)) return undefined;
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? "redo" : "undo";
  return letter === "y" ? "redo" : undefined;
}

/** Does what a key means in the grid; false where it means nothing. */
export function handleGridKey(event: PressedKey, context: KeyContext): boolean {
  const { document, cursor, armed, actions, columnCount, inspect } = context;
  const { qubitCount } = document;
  const step = historyKey(event);
  if (step) {
    actions.dispatch({ kind: step });
    return true;
  }
  if (event.altKey || event.metaKey) return false;
  const goTo = (cell: Cell) => {
    const qubit = Math.min(Math.max(cell.qubit, 0), qubitCount - 1);
    const column = Math.min(Math.max(cell.column, 0), columnCount - 1);
    actions.dispatch({ kind: "cursor", cursor: { qubit, column } });
  };
  if (event.key in arrows) {
    const { qubit, column } = arrows[event.key];
    const to = { qubit: cursor.qubit + qubit, column: cursor.column + column };
    if (event.shiftKey) {
      if (to.qubit >= 0 && to.qubit < qubitCount && to.column >= 0) actions.move(cursor, to);
    } else goTo(to);
    return true;
  }
  const place = findOperation(document, cursor.qubit, cursor.column);
  switch (event.key) {
    case "Home":
      goTo({ qubit: event.ctrlKey ? 0 : cursor.qubit, column: 0 });
      return true;
    case "End":
      goTo({ qubit: event.ctrlKey ? qubitCount - 1 : cursor.qubit, column: document.columns.length });
      return true;
    case "Delete":
    case "Backspace":
      if (place) actions.remove(place);
      return true;
    case "Enter":
    case " ":
      if (place) inspect();
      else actions.place(armed ?? "h", cursor, true);
      return true;
    case "Escape":
      if (armed === null) return false;
      actions.dispatch({ kind: "arm", gate: null });
      return true;
    case "+":
      actions.addQubit();
      return true;
    case "-":
      actions.removeQubit();
      return true;
    case "c":
      actions.toggleControl(cursor);
      return true;
  }
  if (event.ctrlKey) return false;
  const tile = paletteGates.find(({ key }) => key === event.key);
  if (!tile) return false;
  actions.place(tile.id, cursor, true);
  return true;
}
