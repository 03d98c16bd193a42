import { mapUnitaryOperations, withOperations } from "../../circuit/circuit.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import type { Operation, UnitaryKindOperation } from "../../circuit/operation.ts";
import { createSeeds } from "../executor.ts";
import { createRandom } from "../../math/random.ts";
import { createCliffordMaps, operationQubits } from "../../stabilizer/clifford-map.ts";
import type { CliffordMap } from "../../stabilizer/clifford-map.ts";
import { pauliGates } from "../insert-paulis.ts";

/** A circuit with random Pauli gates around its two-qubit Clifford gates. */
export interface TwirledCircuit {
  readonly circuit: Circuit;
  readonly twirledCount: number;
  /** Operations on two or more qubits that are not Clifford, or on more than two: they stay as they are. */
  readonly untwirledCount: number;
}

/** The Pauli P as gates, the operation U, and U P U† as gates: U again, up to a phase. P is numbered x | (z << 2). */
export function twirlOperation(
  operation: UnitaryKindOperation,
  { images }: CliffordMap,
  pauli: number,
): Operation[] {
  const qubits = operationQubits(operation);
  const codes = (product: number): number[] =>
    [0, 1].map((at) => ((product >> at) & 1) + 2 * ((product >> (2 + at)) & 1));
  return [...pauliGates(codes(pauli), qubits), operation, ...pauliGates(codes(images[pauli]), qubits)];
}

/**
 * Randomised compiling: each Clifford operation on two qubits (cx, cz, swap, iswap, ecr, rzz(π/2), …) gets a random Pauli
 * product P before it and U P U† behind it, as gates x, y, z; the circuit's unitary stays the same up to a phase. Averaged
 * over seeds, an error that follows such a gate becomes the Pauli channel of its process matrix's diagonal
 * ({@link twirledPauliProbabilities}), as far as the inserted gates are free of errors. Gates inside conditionals are
 * twirled too. Wallman and Emerson, arXiv:1512.01098.
 */
export function twirlCircuit(circuit: Circuit, { seed }: { readonly seed: number }): TwirledCircuit {
  const random = createRandom(createSeeds(seed)());
  const maps = createCliffordMaps();
  let [twirledCount, untwirledCount] = [0, 0];
  const operations = mapUnitaryOperations(circuit.operations, (operation) => {
    const qubits = operationQubits(operation);
    if (qubits.length < 2) return [operation];
    const map = qubits.length === 2 ? maps(operation) : null;
    if (!map) {
      untwirledCount++;
      return [operation];
    }
    twirledCount++;
    return twirlOperation(operation, map, Math.floor(random.uniform() * 16));
  });
  return { circuit: withOperations(circuit, operations), twirledCount, untwirledCount };
}
