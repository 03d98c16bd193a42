import { identityMatrix } from "../../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../../circuit/complex-matrix.ts";
import { isUnitaryOperation, unitary } from "../../circuit/operation.ts";
import type { GateName, Operation, UnitaryKindOperation } from "../../circuit/operation.ts";
import { operationMatrix } from "../../circuit/operation-matrix.ts";
import type { GateBasis } from "../../synthesis/gate-basis.ts";
import { isBound, isBoundOneQubitGate, operationQubits } from "../../synthesis/one-qubit-runs.ts";
import { translatePair } from "../../synthesis/translate-basis.ts";
import { entanglerCount } from "../../synthesis/entanglers.ts";
import { weylDecomposition } from "../../synthesis/weyl-decomposition.ts";
import { applyToPair } from "./pair-matrix.ts";

/** Coordinates this close to special values take them: rounding of long products of gates. */
export const blockTolerance = 1e-11;

/** A run of bound gates on two qubits that nothing else comes between. */
interface Block {
  readonly qubits: readonly [number, number];
  readonly operations: Operation[];
  matrix: ComplexMatrix;
  pairs: number;
}

/** Least number of entanglers of the basis for a two-qubit unitary. */
export function pairCost(matrix: ComplexMatrix, basis: GateBasis): number {
  const { coordinates } = weylDecomposition(matrix);
  return Math.min(
    ...basis.entanglers.map((entangler) => entanglerCount(coordinates, entangler, blockTolerance)),
  );
}

/** Whether a two-qubit operation can be part of a block. */
export function isBoundPair(operation: Operation): operation is UnitaryKindOperation {
  return (
    isUnitaryOperation(operation) &&
    operation.qubits.length === 2 &&
    (operation.controls === undefined || operation.controls.length === 0) &&
    isBound(operation)
  );
}

/**
 * The operations with every run of bound gates on the same two qubits written anew by its canonical decomposition, where that
 * takes fewer two-qubit gates of the basis, or where the run holds gates that the basis lacks. The unitary is unchanged up to
 * {@link blockTolerance}, global phase included. Branches of conditionals are treated on their own.
 */
export function collectPairs(operations: readonly Operation[], basis: GateBasis): Operation[] {
  const written: Operation[] = [];
  const blockAt = new Map<number, Block>();
  const singles = new Map<number, Operation[]>();
  const costs = new Map<GateName, number>();
  const costOf = (operation: Operation): number => {
    if (!isBoundPair(operation)) return 0;
    const name = operation.gate as GateName;
    if (basis.names.has(name)) return 1;
    const isFixed = operation.parameters.length === 0 && operation.gate !== "unitary";
    const known = isFixed ? costs.get(name) : undefined;
    if (known !== undefined) return known;
    const cost = pairCost(operationMatrix(operation), basis);
    if (isFixed) costs.set(name, cost);
    return cost;
  };
  const close = (qubit: number): void => {
    const block = blockAt.get(qubit);
    if (!block) {
      written.push(...(singles.get(qubit) ?? []));
      singles.delete(qubit);
      return;
    }
    for (const own of block.qubits) blockAt.delete(own);
    const isNative = block.operations.every(
      (operation) => !isBoundPair(operation) || basis.names.has(operation.gate as GateName),
    );
    if (isNative && block.pairs < 2) {
      written.push(...block.operations);
      return;
    }
    const before = block.operations.reduce((sum, operation) => sum + costOf(operation), 0);
    if (isNative && before <= pairCost(block.matrix, basis)) written.push(...block.operations);
    else
      written.push(...translatePair(unitary(block.matrix, block.qubits), basis, undefined, blockTolerance));
  };
  for (const operation of operations) {
    if (isBoundOneQubitGate(operation)) {
      const [qubit] = operation.qubits;
      const block = blockAt.get(qubit);
      if (block) {
        block.operations.push(operation);
        block.matrix = applyToPair(operation, block.qubits, block.matrix);
      } else singles.set(qubit, [...(singles.get(qubit) ?? []), operation]);
    } else if (isBoundPair(operation)) {
      const [a, b] = operation.qubits;
      let block = blockAt.get(a);
      if (!block || block !== blockAt.get(b)) {
        const absorbed: Operation[] = [];
        for (const qubit of [a, b]) {
          if (blockAt.has(qubit)) close(qubit);
          absorbed.push(...(singles.get(qubit) ?? []));
          singles.delete(qubit);
        }
        block = { qubits: [a, b], operations: absorbed, matrix: identityMatrix(4), pairs: 0 };
        for (const single of absorbed as UnitaryKindOperation[]) {
          block.matrix = applyToPair(single, block.qubits, block.matrix);
        }
        blockAt.set(a, block);
        blockAt.set(b, block);
      }
      block.operations.push(operation);
      block.matrix = applyToPair(operation, block.qubits, block.matrix);
      block.pairs++;
    } else {
      for (const qubit of operationQubits(operation)) close(qubit);
      written.push(
        operation.gate === "if"
          ? {
              ...operation,
              then: collectPairs(operation.then, basis),
              otherwise: collectPairs(operation.otherwise, basis),
            }
          : operation,
      );
    }
  }
  for (const qubit of [...blockAt.keys(), ...singles.keys()]) close(qubit);
  return written;
}
