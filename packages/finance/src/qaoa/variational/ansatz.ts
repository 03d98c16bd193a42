import { type DiagonalSpace, mixerEdges, stateIndex } from "@ansatz/simulator";
import type { RotationCircuit, RotationStep } from "./rotation-circuit.ts";

/**
 * - "hardware-efficient": layers of Ry on every qubit with CZ on neighbours of a ring between them, from |0…0⟩, and Ry once
 *   more: n·(layers + 1) angles. Ry(θ) = exp(−iθY/2).
 * - "givens": layers of Givens rotations exp(θ(|01⟩⟨10| − |10⟩⟨01|)) on the pairs of a ring, in the order of the mixer
 *   "xy-ring", from one state of the weight: the number of ones is kept, the amplitudes stay real. Real counterpart of the
 *   XY ring, with an angle for each pair.
 */
export type VariationalAnsatz = "hardware-efficient" | "givens";

/** Ry on a qubit turns the pairs (0, 1) by half its angle. */
function rotateQubit(qubitCount: number, qubit: number): RotationStep {
  const bit = 2 ** qubit;
  const pairs = new Int32Array(2 ** qubitCount);
  let at = 0;
  for (let k = 0; k < 2 ** qubitCount; k++) {
    if ((k & bit) !== 0) continue;
    pairs[at++] = k;
    pairs[at++] = k | bit;
  }
  return { kind: "rotate", pairs, factor: 0.5 };
}

function flipNeighbours(qubitCount: number): RotationStep {
  const signs = Int8Array.from({ length: 2 ** qubitCount }, (_, k) => {
    let sign = 1;
    for (const [lower, higher] of mixerEdges("xy-ring", qubitCount) ?? []) {
      if (((k >>> lower) & (k >>> higher) & 1) === 1) sign = -sign;
    }
    return sign;
  });
  return { kind: "flip", signs };
}

/** Layers of Ry and CZ on all states of the qubits. */
export function hardwareEfficientCircuit(
  { qubitCount, size }: DiagonalSpace,
  layers: number,
): RotationCircuit {
  const rotations = Array.from({ length: qubitCount }, (_, qubit) => rotateQubit(qubitCount, qubit));
  const flips = flipNeighbours(qubitCount);
  const start = new Float64Array(size);
  start[0] = 1;
  const steps = Array.from({ length: layers }, () => [...rotations, flips]).flat();
  return { size, start, steps: [...steps, ...rotations] };
}

/** Layers of Givens rotations on the states of a weight, from the one with the given bits. */
export function givensCircuit(
  space: DiagonalSpace,
  masks: Float64Array,
  layers: number,
  firstMask: number,
): RotationCircuit {
  const hasBit = (mask: number, qubit: number): boolean => Math.floor(mask / 2 ** qubit) % 2 === 1;
  const rotations = (mixerEdges("xy-ring", space.qubitCount) ?? []).map(([lower, higher]): RotationStep => {
    const pairs: number[] = [];
    masks.forEach((mask, k) => {
      if (!hasBit(mask, lower) || hasBit(mask, higher)) return;
      pairs.push(k, stateIndex(space, mask - 2 ** lower + 2 ** higher));
    });
    return { kind: "rotate", pairs: Int32Array.from(pairs), factor: 1 };
  });
  const start = new Float64Array(space.size);
  start[stateIndex(space, firstMask)] = 1;
  return { size: space.size, start, steps: Array.from({ length: layers }, () => rotations).flat() };
}
