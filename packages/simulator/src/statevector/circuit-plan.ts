import { InvalidArgumentError } from "../errors.ts";
import { createCircuit, parameterNames } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { gateTable } from "../circuit/gate-table.ts";
import type { GateRow } from "../circuit/gate-table.ts";
import { isTableGate, isUnitaryOperation } from "../circuit/operation.ts";
import type { UnitaryKindOperation } from "../circuit/operation.ts";
import type { ParameterValue } from "../circuit/parameter.ts";

/** exp(−iθP(x, z)/2). */
export interface RotationStep {
  readonly kind: "rotation";
  readonly x: number;
  readonly z: number;
  readonly parameters: readonly ParameterValue[];
}

/** A gate's matrix on one or two targets where all bits of the control mask are 1. */
export interface MatrixStep {
  readonly kind: "matrix";
  readonly row: GateRow;
  readonly controlMask: number;
  readonly targets: readonly number[];
  readonly parameters: readonly ParameterValue[];
}

/** Any unitary operation without parameters, applied by its matrix. */
export interface DenseStep {
  readonly kind: "dense";
  readonly operation: UnitaryKindOperation;
  readonly parameters: readonly ParameterValue[];
}

export type PlanStep = RotationStep | MatrixStep | DenseStep;

/** A circuit as the kernels take it: made once, bound to parameters many times. */
export interface CircuitPlan {
  readonly qubitCount: number;
  readonly parameterNames: readonly string[];
  readonly steps: readonly PlanStep[];
}

/** Gates that are rotations about a Pauli product and cheaper as such than as a matrix. */
const rotationLetters: Readonly<Record<string, string>> = { rxx: "XX", ryy: "YY", rzz: "ZZ", rz: "Z" };

function toStep(operation: UnitaryKindOperation): PlanStep {
  const { qubits, parameters } = operation;
  if (!isTableGate(operation) && operation.gate !== "pauli") return { kind: "dense", operation, parameters };
  if (operation.controls || (isTableGate(operation) && gateTable[operation.gate].targetCount === 0)) {
    return { kind: "dense", operation, parameters };
  }
  const letters = operation.gate === "pauli" ? operation.pauli : rotationLetters[operation.gate];
  if (operation.gate === "pauli" || letters) {
    const mask = (wanted: string): number =>
      qubits.reduce((sum, qubit, index) => sum | (wanted.includes(letters[index]) ? 1 << qubit : 0), 0);
    return { kind: "rotation", x: mask("XY"), z: mask("ZY"), parameters };
  }
  const row = gateTable[operation.gate];
  return {
    kind: "matrix",
    row,
    controlMask: qubits.slice(0, row.controlCount).reduce((sum, qubit) => sum | (1 << qubit), 0),
    targets: qubits.slice(row.controlCount),
    parameters,
  };
}

const plans = new WeakMap<Circuit, CircuitPlan>();

/** The plan of a circuit; the same one for the same circuit object. Throws InvalidArgumentError for a circuit that is none. */
export function planCircuit(circuit: Circuit): CircuitPlan {
  let plan = plans.get(circuit);
  if (!plan) {
    const { qubitCount, operations } = createCircuit(circuit.qubitCount, circuit.operations, circuit);
    const steps = operations.flatMap((operation, index) => {
      if (operation.gate === "barrier") return [];
      if (isUnitaryOperation(operation)) return [toStep(operation)];
      throw new InvalidArgumentError(`operations[${index}]: ${operation.gate} is not unitary`, {
        field: `operations[${index}]`,
      });
    });
    plan = { qubitCount, parameterNames: parameterNames(circuit), steps };
    plans.set(circuit, plan);
  }
  return plan;
}
