import { mapUnitaryOperations } from "../../circuit/circuit.ts";
import { isTableGate, isUnitaryOperation } from "../../circuit/operation.ts";
import type { GateName, Operation } from "../../circuit/operation.ts";
import type { GateBasis } from "../../synthesis/gate-basis.ts";
import { isBound, operationQubits } from "../../synthesis/one-qubit-runs.ts";
import { synthesize } from "../../synthesis/synthesize.ts";
import { translateOperations } from "../../synthesis/translate-basis.ts";

/** Controls from which on other qubits of the circuit are borrowed. */
const manyControls = 5;

/**
 * The operations with every unitary one on one or two qubits and without further controls: larger ones are synthesised, and
 * those with many controls borrow other qubits of the circuit. Bound two-qubit operations stay whole.
 */
export function lowerToPairs(operations: readonly Operation[], qubitCount: number): Operation[] {
  return operations.flatMap((operation): readonly Operation[] => {
    if (operation.gate === "if") {
      return [
        {
          ...operation,
          then: lowerToPairs(operation.then, qubitCount),
          otherwise: lowerToPairs(operation.otherwise, qubitCount),
        },
      ];
    }
    if (!isUnitaryOperation(operation)) return [operation];
    const own = operationQubits(operation);
    const isSmall = own.length <= 2 && !operation.controls?.length;
    if (isSmall && (isBound(operation) || isTableGate(operation) || operation.gate === "pauli")) {
      return [operation];
    }
    if ((operation.controls?.length ?? 0) < manyControls) return synthesize(operation);
    const borrowed: number[] = [];
    for (let qubit = 0; qubit < qubitCount && borrowed.length < own.length - 3; qubit++) {
      if (!own.includes(qubit)) borrowed.push(qubit);
    }
    return synthesize(operation, { borrowed });
  });
}

/** The operations with symbolic two-qubit gates that the basis lacks taken apart. */
export function lowerSymbolicPairs(operations: readonly Operation[], basis: GateBasis): Operation[] {
  return mapUnitaryOperations(operations, (operation) => {
    const isLowered =
      operation.qubits.length === 2 && !isBound(operation) && !basis.names.has(operation.gate as GateName);
    return isLowered ? translateOperations([operation], basis) : [operation];
  });
}
