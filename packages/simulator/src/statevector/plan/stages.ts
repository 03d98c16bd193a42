import { countBits } from "../../operators/pauli-sum.ts";
import { primitiveQubits } from "./primitives.ts";
import type { Primitive } from "./primitives.ts";

/** Primitives that change only the qubits of `localMask`, in an order that leaves the circuit as it is. */
export interface Stage {
  readonly localMask: number;
  readonly primitives: readonly Primitive[];
}

/** So many primitives in a row that do not fit into a stage end the search for more of its own. */
const patience = 4096;

/**
 * Splits a circuit into stages that change at most `localBits` qubits each, among them the lowest `runBits`. A primitive
 * joins the earliest stage that has room for the qubits it changes, unless one that was left out before does not commute
 * with it: two primitives commute if they share only qubits on which both are diagonal.
 */
export function splitIntoStages(
  primitives: readonly Primitive[],
  {
    qubitCount,
    localBits,
    runBits,
  }: { readonly qubitCount: number; readonly localBits: number; readonly runBits: number },
): Stage[] {
  const everything = 2 ** qubitCount - 1;
  if (localBits >= qubitCount) return [{ localMask: everything, primitives }];
  const stages: Stage[] = [];
  const usages = primitives.map(primitiveQubits);
  let rest = primitives.map((_, index) => index);
  while (rest.length > 0) {
    let localMask = 2 ** runBits - 1;
    let blockedTargets = 0;
    let blockedSpectators = 0;
    const taken: Primitive[] = [];
    const left: number[] = [];
    let misses = 0;
    for (const [position, index] of rest.entries()) {
      const { targets, spectators } = usages[index];
      const isFree =
        (targets & (blockedTargets | blockedSpectators)) === 0 && (spectators & blockedTargets) === 0;
      const grown = localMask | targets;
      if (isFree && countBits(grown) <= localBits) {
        localMask = grown;
        taken.push(primitives[index]);
        misses = 0;
        continue;
      }
      left.push(index);
      blockedTargets |= targets;
      blockedSpectators |= spectators;
      if (blockedTargets === everything || ++misses > patience) {
        for (let later = position + 1; later < rest.length; later++) left.push(rest[later]);
        break;
      }
    }
    stages.push({ localMask, primitives: taken });
    rest = left;
  }
  return stages;
}

/** The local mask filled up to `localBits` qubits, by the lowest that are missing. */
export function fillLocalMask(localMask: number, localBits: number): number {
  let mask = localMask;
  for (let qubit = 0; countBits(mask) < localBits; qubit++) mask |= 1 << qubit;
  return mask;
}
