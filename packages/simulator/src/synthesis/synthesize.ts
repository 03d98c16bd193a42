import { InvalidArgumentError } from "../errors.ts";
import { mapUnitaryOperations, withOperations } from "../circuit/circuit.ts";
import { uncontrolledGates } from "../circuit/uncontrolled-gates.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { decomposeOnce } from "../circuit/decompose.ts";
import { gateTable } from "../circuit/gate-table.ts";
import { gate, isUnitaryOperation } from "../circuit/operation.ts";
import type { Control, Operation, UnitaryKindOperation } from "../circuit/operation.ts";
import { operationMatrix } from "../circuit/operation-matrix.ts";
import {
  controlledDiagonal,
  controlledGadget,
  controlledOneQubit,
  controlledTableGate,
  controlledUnitary,
  plainUnitary,
} from "./controlled-operations.ts";
import { readBasis } from "./gate-basis.ts";
import type { BasisInput } from "./gate-basis.ts";
import type { Borrowing } from "./multi-controlled.ts";
import { isBound, mergeOneQubitRuns } from "./one-qubit-runs.ts";
import { onControlValues, permutationFlips, permutationOperations } from "./reversible-function.ts";
import { translateOperations } from "./translate-basis.ts";

/** Options of {@link synthesize}. */
export interface SynthesizeOptions extends Borrowing {
  /** Gates to end in, by default u, rz, cx and gphase. */
  readonly basis?: BasisInput;
}

/** Whether an operation is one of the primitives u, rz, cx and gphase, without further controls. */
function isPrimitive(operation: Operation): boolean {
  return (
    isUnitaryOperation(operation) &&
    !operation.controls?.length &&
    ["u", "rz", "cx", "gphase"].includes(operation.gate)
  );
}

/** One step towards primitives. */
function expand(operation: UnitaryKindOperation, borrowing: Borrowing): readonly Operation[] {
  const controls: readonly Control[] = operation.controls ?? [];
  if (controls.length === 0) {
    switch (operation.gate) {
      case "unitary":
        return plainUnitary(operationMatrix(operation), operation.qubits);
      case "diagonal":
        return controlledDiagonal([], operation.qubits, operation.phases, borrowing);
      case "permutation":
        return permutationOperations(operation.images, operation.qubits, borrowing);
      default:
        return decomposeOnce(operation) ?? [operation];
    }
  }
  return onControlValues(controls, (qubits) => {
    switch (operation.gate) {
      case "pauli":
        return controlledGadget(operation, qubits, borrowing);
      case "diagonal":
        return controlledDiagonal(qubits, operation.qubits, operation.phases, borrowing);
      case "permutation":
        return permutationFlips(operation.images, operation.qubits).flatMap((flip) =>
          flip.values.every((value) => value === 0)
            ? []
            : [
                gate("h", [flip.target]),
                ...controlledDiagonal(
                  qubits,
                  [...flip.inputs, flip.target],
                  Float64Array.from({ length: 2 * flip.values.length }, (_, k) =>
                    k < flip.values.length ? 0 : flip.values[k - flip.values.length] * Math.PI,
                  ),
                  borrowing,
                ),
                gate("h", [flip.target]),
              ],
        );
      case "unitary":
        return operation.qubits.length === 1
          ? controlledOneQubit(qubits, operation.qubits[0], operationMatrix(operation), borrowing)
          : controlledUnitary(operationMatrix(operation), operation.qubits, qubits, borrowing);
      default: {
        const own = gateTable[operation.gate].controlCount;
        const inner = uncontrolledGates[operation.gate] ?? operation.gate;
        const target = gate(inner, operation.qubits.slice(own), operation.parameters);
        const all = [...qubits, ...operation.qubits.slice(0, own)];
        if ((inner === "u" || inner === "cu") && isBound(operation)) {
          const [theta, phi, lambda, gamma = 0] = operation.parameters as readonly number[];
          const matrix = gateTable.cu.matrix([theta, phi, lambda, gamma]);
          return controlledOneQubit(all, target.qubits[0], matrix, borrowing);
        }
        return controlledTableGate(target, all, borrowing);
      }
    }
  });
}

function checkSynthesizable(operation: UnitaryKindOperation): void {
  const qubits = [...operation.qubits, ...(operation.controls ?? []).map(({ qubit }) => qubit)];
  if (new Set(qubits).size !== qubits.length) {
    throw new InvalidArgumentError(
      `an operation's qubits and controls must differ, got ${qubits.join(", ")}`,
      { qubits },
    );
  }
}

/**
 * The same unitary as operations u, rz, cx and gphase (or those of `basis`), first to last, exact to about 1e-12 in every entry
 * of the matrix with the global phase; without clean ancillas. Every kind of unitary operation is taken: gates of the table
 * and Pauli gadgets (parameters may stay symbolic), unitaries, diagonals, permutations, each with further controls of value 0
 * or 1. Qubits in `borrowed` (which the operation must not touch) make many controls cheaper; they come back as they were.
 *
 * Costs: two-qubit unitaries take at most 3 cx, three-qubit ones 20, four-qubit ones 100; diagonals 2ⁿ − 2; see
 * `multi-controlled.ts` and `reversible-function.ts` for controls and permutations.
 * Throws {@link InvalidArgumentError} for a permutation on more than 14 qubits that is not linear over bits, and for a basis
 * that is not universal.
 */
export function synthesize(operation: UnitaryKindOperation, options: SynthesizeOptions = {}): Operation[] {
  checkSynthesizable(operation);
  const write = (part: Operation): readonly Operation[] => {
    if (!isUnitaryOperation(part) || isPrimitive(part)) return [part];
    return expand(part, options).flatMap((inner) => (inner === part ? [inner] : write(inner)));
  };
  const written = write(operation);
  const primitive = isPrimitive(operation) ? [...written] : mergeOneQubitRuns(written);
  return options.basis ? translateOperations(primitive, readBasis(options.basis)) : primitive;
}

/** The circuit with every unitary operation synthesised; see {@link synthesize}. Other operations stay as they are. */
export function synthesizeCircuit(circuit: Circuit, options: SynthesizeOptions = {}): Circuit {
  return withOperations(
    circuit,
    mapUnitaryOperations(circuit.operations, (operation) => synthesize(operation, options)),
  );
}
