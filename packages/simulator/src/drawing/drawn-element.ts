/** A box over neighbouring qubits. */
export interface BoxShape {
  readonly kind: "box";
  readonly first: number;
  readonly last: number;
  /** The gate's name and, apart from it, its parameters. */
  readonly name: string;
  readonly detail: string;
  /** What each qubit of the box is to the operation: its place, or a Pauli letter; empty where that is clear. */
  readonly pins: readonly string[];
}

/** A mark on one qubit: a control by |1⟩ or |0⟩, the target of a CNOT, an end of a swap, a measurement. */
export interface MarkShape {
  readonly kind: "control-1" | "control-0" | "target" | "swap" | "measure";
  readonly qubit: number;
}

export type Shape = BoxShape | MarkShape;

/** What the drawing tells apart by colour. */
export type ElementFamily = "fixed" | "rotation" | "matrix" | "readout" | "branch";

/** One operation as it is drawn in one column. */
export interface DrawnElement {
  readonly family: ElementFamily;
  /** From the top; a vertical line joins them. */
  readonly shapes: readonly Shape[];
  /** Classical wires that the operation writes or depends on, a double line from the lowest shape to them. */
  readonly classical?: {
    readonly wires: readonly number[];
    readonly label: string;
    readonly isWritten: boolean;
  };
  /** Qubits of a barrier, which has no shapes. */
  readonly barrier?: readonly number[];
  /** The whole operation in words, without cuts. */
  readonly description: string;
}

export function shapeRows(shape: Shape): readonly [number, number] {
  return shape.kind === "box" ? [shape.first, shape.last] : [shape.qubit, shape.qubit];
}
