import { InvalidArgumentError } from "../errors.ts";
import { absorbControls } from "./absorb-controls.ts";
import { createCircuit } from "./circuit.ts";
import type { Circuit } from "./circuit.ts";
import { isUnitaryOperation } from "./operation.ts";
import type { Control, Operation, UnitaryKindOperation } from "./operation.ts";

/** What `controlCircuit` takes beside the circuit. */
export interface ControlCircuitOptions {
  /** Qubits that the circuit leaves alone; a bare number is a control by |1⟩. They may lie past its last qubit. */
  readonly controls: readonly (number | Control)[];
}

/** The operation with further controls, as a gate of the table where there is one (x under |1⟩ is cx). */
export function controlOperation(
  operation: UnitaryKindOperation,
  controls: readonly Control[],
): UnitaryKindOperation {
  return absorbControls({ ...operation, controls: [...controls, ...(operation.controls ?? [])] });
}

/**
 * The circuit's unitary U where every control has its value, the identity elsewhere: global phases become relative
 * ones. Symbolic parameters stay symbolic. The qubit count grows to the highest control; registers are kept if it
 * does not.
 * Throws {@link InvalidArgumentError} for a circuit that measures, resets or branches, and for a control that the
 * circuit acts on.
 */
export function controlCircuit(circuit: Circuit, { controls }: ControlCircuitOptions): Circuit {
  const all = controls.map((control): Control =>
    typeof control === "number" ? { qubit: control, value: 1 } : control,
  );
  const operations = circuit.operations.map((operation, index): Operation => {
    if (operation.gate === "barrier") return operation;
    if (isUnitaryOperation(operation)) return controlOperation(operation, all);
    throw new InvalidArgumentError(`operations[${index}]: ${operation.gate} cannot be controlled`, {
      field: `operations[${index}]`,
    });
  });
  const qubitCount = Math.max(circuit.qubitCount, ...all.map(({ qubit }) => qubit + 1));
  const { bitCount, registers } = circuit;
  return createCircuit(
    qubitCount,
    operations,
    registers && qubitCount === circuit.qubitCount ? { bitCount, registers } : { bitCount },
  );
}
