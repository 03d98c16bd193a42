import type { Circuit } from "../../circuit/circuit.ts";
import { isUnitaryOperation } from "../../circuit/operation.ts";
import type { BarrierOperation, Operation, UnitaryKindOperation } from "../../circuit/operation.ts";
import { InvalidArgumentError } from "../../errors.ts";

/** A circuit as resets, then unitary operations and barriers, then measurements. */
export interface CircuitParts {
  readonly resets: readonly Operation[];
  readonly body: readonly (UnitaryKindOperation | BarrierOperation)[];
  readonly measurements: readonly Operation[];
}

/**
 * Splits a circuit whose resets come before, and whose measurements come after, all other operations on their qubits.
 * Throws {@link InvalidArgumentError} that names a mid-circuit measurement or reset, or a conditional.
 */
export function splitCircuit({ operations }: Circuit): CircuitParts {
  const resets: Operation[] = [];
  const body: (UnitaryKindOperation | BarrierOperation)[] = [];
  const measurements: Operation[] = [];
  const touched = new Set<number>();
  const measured = new Set<number>();
  const refuse = (index: number, what: string): never => {
    throw new InvalidArgumentError(
      `operations[${index}]: ${what} and cannot be folded globally; local folding takes such circuits`,
      { field: `operations[${index}]` },
    );
  };
  operations.forEach((operation, index) => {
    if (operation.gate === "if") return refuse(index, "a conditional has no inverse");
    const controls = isUnitaryOperation(operation) ? (operation.controls ?? []) : [];
    const qubits = [...operation.qubits, ...controls.map(({ qubit }) => qubit)];
    if (operation.gate === "barrier") {
      body.push(operation);
      return;
    }
    const again = qubits.some((qubit) => measured.has(qubit));
    if (operation.gate === "reset") {
      if (again || qubits.some((qubit) => touched.has(qubit)))
        refuse(index, "a reset in mid-circuit has no inverse");
      resets.push(operation);
      return;
    }
    if (again) refuse(index, "it follows a measurement of its qubits");
    if (operation.gate === "measure") {
      for (const qubit of qubits) measured.add(qubit);
      measurements.push(operation);
      return;
    }
    for (const qubit of qubits) touched.add(qubit);
    body.push(operation);
  });
  return { resets, body, measurements };
}
