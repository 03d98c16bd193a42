import { multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { gate, isUnitaryOperation } from "../circuit/operation.ts";
import type { Operation, UnitaryKindOperation } from "../circuit/operation.ts";
import { operationMatrix } from "../circuit/operation-matrix.ts";
import { addParameters } from "../circuit/parameter.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import { oneQubitGates, wrapAngle } from "./euler-angles.ts";
import type { PhasedGates } from "./euler-angles.ts";

/** Whether every parameter is a number. */
export function isBound(operation: UnitaryKindOperation): boolean {
  return (operation.parameters as readonly ParameterValue[]).every((value) => typeof value === "number");
}

/** The qubits that an operation touches: targets, controls, and those of a conditional's branches. */
export function operationQubits(operation: Operation): readonly number[] {
  if (operation.gate === "if") {
    return [...new Set([...operation.then, ...operation.otherwise].flatMap(operationQubits))];
  }
  if (isUnitaryOperation(operation) && operation.controls) {
    return [...operation.qubits, ...operation.controls.map(({ qubit }) => qubit)];
  }
  return operation.qubits;
}

/** A one-qubit gate with numbers for parameters and without further controls. */
export type BoundOneQubitGate = UnitaryKindOperation & { readonly qubits: readonly [number] };

/** Whether an operation is a one-qubit gate with a number for every parameter and without further controls. */
export function isBoundOneQubitGate(operation: Operation): operation is BoundOneQubitGate {
  return (
    isUnitaryOperation(operation) &&
    operation.qubits.length === 1 &&
    (operation.controls === undefined || operation.controls.length === 0) &&
    isBound(operation)
  );
}

/** Collects global phases and writes them as one gphase at the end; none for a multiple of 2π. */
export class PhaseSum {
  #number = 0;
  #symbols: ParameterValue = 0;

  add(phase: ParameterValue): void {
    if (typeof phase === "number") this.#number += phase;
    else this.#symbols = addParameters(this.#symbols, phase);
  }

  operations(): Operation[] {
    const phase = this.#symbols === 0 ? wrapAngle(this.#number) : addParameters(this.#symbols, this.#number);
    return typeof phase === "number" && Math.abs(phase) < 1e-15 ? [] : [gate("gphase", [], [phase])];
  }
}

/** How a run of one-qubit gates with the product `matrix` is written. */
export type WriteOneQubit = (matrix: ComplexMatrix, qubit: number) => PhasedGates;

/**
 * The operations with every run of bound one-qubit gates multiplied and written anew (by default as one u), and the global
 * phases gathered into one gphase at the end. Branches of conditionals are treated on their own. The unitary is unchanged,
 * global phase included; measurements, resets, barriers and conditionals keep their order.
 */
export function mergeOneQubitRuns(
  operations: readonly Operation[],
  write: WriteOneQubit = (matrix, qubit) => oneQubitGates(matrix, qubit, "u"),
): Operation[] {
  const merged: Operation[] = [];
  const phases = new PhaseSum();
  const pending = new Map<number, ComplexMatrix>();
  const flush = (qubit: number): void => {
    const matrix = pending.get(qubit);
    if (!matrix) return;
    pending.delete(qubit);
    const { gates, phase } = write(matrix, qubit);
    merged.push(...gates);
    phases.add(phase);
  };
  for (const operation of operations) {
    if (isBoundOneQubitGate(operation)) {
      const [qubit] = operation.qubits;
      const before = pending.get(qubit);
      const matrix = operationMatrix(operation);
      pending.set(qubit, before ? multiplyMatrices(matrix, before) : matrix);
    } else if (operation.gate === "gphase" && !operation.controls?.length) {
      phases.add(operation.parameters[0]);
    } else {
      for (const qubit of operationQubits(operation)) flush(qubit);
      merged.push(
        operation.gate === "if"
          ? {
              ...operation,
              then: mergeOneQubitRuns(operation.then, write),
              otherwise: mergeOneQubitRuns(operation.otherwise, write),
            }
          : operation,
      );
    }
  }
  for (const qubit of pending.keys()) flush(qubit);
  merged.push(...phases.operations());
  return merged;
}
