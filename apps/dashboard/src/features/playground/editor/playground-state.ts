import { defaultSettings, type RunSettings, type SharedState } from "../share/shared-state.ts";
import { operationsOf, type CircuitDocument } from "./circuit-document.ts";
import { pushHistory, redo, startHistory, undo, type History } from "./history.ts";

/** A cell of the grid: a wire and a column. */
export interface Cell {
  readonly qubit: number;
  readonly column: number;
}

export interface PlaygroundState {
  readonly history: History<CircuitDocument>;
  readonly cursor: Cell;
  readonly settings: RunSettings;
  /** How many operations are run; null for all of them. */
  readonly step: number | null;
  /** The tile of the palette that the next tap on a cell places. */
  readonly armed: string | null;
}

export type PlaygroundAction =
  | {
      readonly kind: "edit";
      readonly document: CircuitDocument;
      readonly cursor?: Cell | undefined;
      /** Edits in a row under one key are one step back. */
      readonly key?: string | undefined;
    }
  | { readonly kind: "undo" | "redo" }
  | { readonly kind: "load"; readonly shared: SharedState }
  | { readonly kind: "cursor"; readonly cursor: Cell }
  | { readonly kind: "settings"; readonly change: Partial<RunSettings> }
  | { readonly kind: "step"; readonly step: number | null }
  /** Takes a tile, or puts it back if it is the one that is taken. */
  | { readonly kind: "arm"; readonly gate: string | null };

export function startPlayground(document: CircuitDocument): PlaygroundState {
  return {
    history: startHistory(document),
    cursor: { qubit: 0, column: 0 },
    settings: defaultSettings,
    step: null,
    armed: null,
  };
}

/** The state with a cursor and a step that the circuit has. */
function clamp(state: PlaygroundState): PlaygroundState {
  const { cursor, step, history } = state;
  const lastQubit = history.present.qubitCount - 1;
  const count = operationsOf(history.present).length;
  return {
    ...state,
    cursor: cursor.qubit <= lastQubit ? cursor : { ...cursor, qubit: lastQubit },
    step: step === null || step >= count ? null : step,
  };
}

export function playgroundReducer(state: PlaygroundState, action: PlaygroundAction): PlaygroundState {
  switch (action.kind) {
    case "edit": {
      const history = pushHistory(state.history, action.document, action.key);
      return clamp({ ...state, history, cursor: action.cursor ?? state.cursor });
    }
    case "undo":
      return clamp({ ...state, history: undo(state.history) });
    case "redo":
      return clamp({ ...state, history: redo(state.history) });
    case "load": {
      const { document, settings } = action.shared;
      const history = pushHistory(state.history, document);
      return { ...state, history, settings, cursor: { qubit: 0, column: 0 }, step: null, armed: null };
    }
    case "cursor":
      return { ...state, cursor: action.cursor };
    case "settings":
      return { ...state, settings: { ...state.settings, ...action.change } };
    case "step":
      return clamp({ ...state, step: action.step });
    case "arm":
      return { ...state, armed: action.gate === state.armed ? null : action.gate };
  }
}
