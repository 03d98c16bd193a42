import { ModelError } from "../errors.ts";
import { checkCount, greatestMapQubits } from "./feature-map.ts";

/** Options of maps with one feature a qubit. */
export interface QubitOptions {
  /**
   * Qubits; default one a feature. Where there are more than features, qubit q takes feature q mod features; fewer are
   * refused.
   */
  readonly qubits?: number | undefined;
}

/** Qubits for a number of features. Throws {@link ModelError} where there are more features than qubits. */
export function qubitsFor(columnCount: number, { qubits = columnCount }: QubitOptions): number {
  checkCount("qubits", qubits, 1, greatestMapQubits);
  if (columnCount > qubits) {
    throw new ModelError(
      `a map of ${qubits} qubits takes at most ${qubits} features, got ${columnCount}: select or project features, or take ` +
        "a data re-uploading map, which spreads them over its layers",
      { columnCount, qubits },
    );
  }
  return qubits;
}

/** What is said where features repeat. */
export function repetitionNote(columnCount: number, { qubits }: QubitOptions): string | undefined {
  if (qubits === undefined || qubits <= columnCount) return undefined;
  return `${columnCount} features on ${qubits} qubits: qubit q takes feature q mod ${columnCount}`;
}
