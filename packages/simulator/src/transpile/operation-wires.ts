import { conditionBits } from "../circuit/classical-condition.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { Control, Operation } from "../circuit/operation.ts";

/** The classical bits that an operation reads or writes. */
export function operationBits(operation: Operation): readonly number[] {
  if (operation.gate === "measure") return operation.bits;
  if (operation.gate !== "if") return [];
  return [
    ...new Set([
      ...conditionBits(operation.condition),
      ...[...operation.then, ...operation.otherwise].flatMap(operationBits),
    ]),
  ];
}

/** The operation on other qubits; inside conditionals too. Classical bits stay. */
export function relabelOperation<T extends Operation>(operation: T, at: (qubit: number) => number): T {
  if (operation.gate === "if") {
    return {
      ...operation,
      then: operation.then.map((inner) => relabelOperation(inner, at)),
      otherwise: operation.otherwise.map((inner) => relabelOperation(inner, at)),
    };
  }
  const controls: readonly Control[] | undefined = isUnitaryOperation(operation)
    ? operation.controls
    : undefined;
  return {
    ...operation,
    qubits: operation.qubits.map(at),
    ...(controls ? { controls: controls.map(({ qubit, value }) => ({ qubit: at(qubit), value })) } : {}),
  };
}
