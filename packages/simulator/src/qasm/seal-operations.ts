import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit, Registers } from "../circuit/circuit.ts";
import { checkOperation } from "../circuit/check-operation.ts";
import { isTableGate } from "../circuit/operation.ts";
import type { Control, GateOperation, Operation } from "../circuit/operation.ts";
import type { ParameterValue } from "../circuit/parameter.ts";

const none: readonly never[] = Object.freeze([]);

/**
 * Makes frozen gate operations whose equal lists of qubits are one object: a program repeats few of them, and what is
 * shared need not be stored a million times.
 */
export class OperationSealer {
  readonly #qubits = new Map<number, readonly number[]>();

  seal(operation: GateOperation): GateOperation {
    const { gate, parameters, qubits, controls } = operation;
    const sealed = {
      gate,
      parameters: parameters.length === 0 ? none : Object.freeze(copyParameters(parameters)),
      qubits: this.#share(qubits),
    };
    if (!controls || controls.length === 0) return Object.freeze(sealed);
    return Object.freeze({
      ...sealed,
      controls: Object.freeze(controls.map(({ qubit, value }): Control => Object.freeze({ qubit, value }))),
    });
  }

  #share(qubits: readonly number[]): readonly number[] {
    if (qubits.length === 0) return none;
    if (qubits.length > 2) return Object.freeze(Array.from(qubits));
    const key = qubits.length === 1 ? -1 - qubits[0] : qubits[0] * 2 ** 26 + qubits[1];
    let shared = this.#qubits.get(key);
    if (!shared) {
      shared = Object.freeze(Array.from(qubits));
      this.#qubits.set(key, shared);
    }
    return shared;
  }
}

function copyParameters(parameters: readonly ParameterValue[]): ParameterValue[] {
  return parameters.map((value) =>
    typeof value === "number" || Object.isFrozen(value) ? value : Object.freeze({ ...value }),
  );
}

/**
 * The circuit of operations that the reader made: gates that are sealed were checked where they were read, all others
 * are checked here, as `createCircuit` does.
 */
export function createSealedCircuit(
  qubitCount: number,
  bitCount: number,
  operations: readonly Operation[],
  registers: Registers | undefined,
): Circuit {
  const frame = createCircuit(qubitCount, [], { bitCount, ...(registers ? { registers } : {}) });
  const context = { qubitCount, bitCount };
  const checked = operations.map((operation, index) =>
    isTableGate(operation) && Object.isFrozen(operation)
      ? operation
      : checkOperation(operation, context, `operations[${index}]`),
  );
  return Object.freeze({ ...frame, operations: Object.freeze(checked) });
}
