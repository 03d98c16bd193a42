import { absorbControls } from "./absorb-controls.ts";
import { mapUnitaryOperations, withOperations } from "./circuit.ts";
import type { Circuit } from "./circuit.ts";
import { gateTable } from "./gate-table.ts";
import type { GateName, Operation, PauliGadgetOperation, UnitaryKindOperation } from "./operation.ts";

const intoZBasis: Readonly<Record<string, readonly [GateName, GateName] | null>> = {
  X: ["h", "h"],
  Y: ["sx", "sxdg"],
  Z: null,
};

/** CX ladders around an rz, which alone needs the gadget's controls. */
function decomposePauliGadget({
  pauli,
  qubits,
  parameters,
  controls,
}: PauliGadgetOperation): UnitaryKindOperation[] {
  const changeBasis = (side: 0 | 1): UnitaryKindOperation[] =>
    qubits.flatMap((qubit, index): UnitaryKindOperation[] => {
      const gates = intoZBasis[pauli[index]];
      return gates ? [{ gate: gates[side], qubits: [qubit], parameters: [] }] : [];
    });
  const ladder: UnitaryKindOperation[] = qubits
    .slice(1)
    .map((qubit, index) => ({ gate: "cx", qubits: [qubits[index], qubit], parameters: [] }));
  const last = qubits[qubits.length - 1];
  return [
    ...changeBasis(0),
    ...ladder,
    { gate: "rz", qubits: [last], parameters, ...(controls ? { controls } : {}) },
    ...ladder.toReversed(),
    ...changeBasis(1),
  ];
}

/**
 * One step of the decomposition; null for a primitive, for a matrix, diagonal or permutation, and for an operation
 * with further controls that no gate of the table has (those are for synthesis).
 */
export function decomposeOnce(operation: UnitaryKindOperation): readonly Operation[] | null {
  if (operation.controls && operation.controls.length > 0 && operation.gate !== "pauli") {
    const simpler = absorbControls(operation);
    return simpler === operation ? null : [simpler];
  }
  switch (operation.gate) {
    case "pauli":
      return decomposePauliGadget(operation);
    case "unitary":
    case "diagonal":
    case "permutation":
      return null;
    default:
      return gateTable[operation.gate].decomposition?.(operation.qubits, operation.parameters) ?? null;
  }
}

/**
 * The circuit in the gates u, rz, cx and gphase, global phase included. Pauli gadgets become CX ladders around an rz.
 * Matrices, diagonals, permutations and operations with controls that no gate of the table has stay as they are.
 */
export function decomposeCircuit(circuit: Circuit): Circuit {
  const decompose = (operation: UnitaryKindOperation): readonly Operation[] => {
    const parts = decomposeOnce(operation);
    return parts ? mapUnitaryOperations(parts, decompose) : [operation];
  };
  return withOperations(circuit, mapUnitaryOperations(circuit.operations, decompose));
}
