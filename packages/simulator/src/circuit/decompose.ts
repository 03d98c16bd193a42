import { mapUnitaryOperations, withOperations } from "./circuit.ts";
import type { Circuit } from "./circuit.ts";
import { gateTable } from "./gate-table.ts";
import type { GateName, Operation, PauliGadgetOperation, UnitaryKindOperation } from "./operation.ts";

const intoZBasis: Readonly<Record<string, readonly [GateName, GateName] | null>> = {
  X: ["h", "h"],
  Y: ["sx", "sxdg"],
  Z: null,
};

/** CX ladders around an rz. */
function decomposePauliGadget({ pauli, qubits, parameters }: PauliGadgetOperation): UnitaryKindOperation[] {
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
    { gate: "rz", qubits: [last], parameters },
    ...ladder.toReversed(),
    ...changeBasis(1),
  ];
}

/** One step of the decomposition; null for a primitive. */
export function decomposeOnce(operation: UnitaryKindOperation): readonly Operation[] | null {
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

/** The circuit in the gates u, rz and cx alone, global phase included. Pauli gadgets become CX ladders around an rz. */
export function decomposeCircuit(circuit: Circuit): Circuit {
  const decompose = (operation: UnitaryKindOperation): readonly Operation[] => {
    const parts = decomposeOnce(operation);
    return parts ? mapUnitaryOperations(parts, decompose) : [operation];
  };
  return withOperations(circuit, mapUnitaryOperations(circuit.operations, decompose));
}
