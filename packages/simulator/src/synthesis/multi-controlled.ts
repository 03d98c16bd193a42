import { gate } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { transformParameter } from "../circuit/parameter.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import { gateTable } from "../circuit/gate-table.ts";
import { parityRotations } from "./parity-rotations.ts";

/**
 * Gates with many controls, all of value 1, without clean ancillas. Costs in cx for k controls:
 *
 * - phase by parities (Gray code): 2^(k+1) − 2, the cheapest up to k = 5;
 * - x with k − 2 borrowed qubits: 12k − 18, relative-phase Toffolis (Barenco et al., Phys. Rev. A 52, 3457 (1995), lemma 7.2;
 *   Maslov, Phys. Rev. A 93, 022311 (2016)); with one borrowed qubit: four of half the size (lemma 7.3), below 24k + 8;
 * - rz: 2^k by parities, or four x of half the controls that borrow the other half, below 24k (Vale et al.,
 *   arXiv:2302.06377, section III);
 * - phase on more controls: rz on the last qubit and half the phase on the others, which is quadratic, about 12k².
 *
 * A borrowed qubit may be in any state and is given back in it.
 */
export interface Borrowing {
  /** Qubits that the operation does not touch and may borrow. */
  readonly borrowed?: readonly number[];
}

const half = (count: number): number => Math.ceil(count / 2);

/** cx of {@link controlledXs} for that many controls and borrowed qubits. */
export function controlledXCost(controls: number, borrowed: number): number {
  if (controls === 0) return 0;
  if (controls === 1) return 1;
  if (controls === 2) return 6;
  return Math.min(
    controlledPhaseCost(controls, borrowed),
    borrowed >= controls - 2 ? 12 * controls - 18 : Infinity,
    splitCost(controls, borrowed),
  );
}

function splitCost(controls: number, borrowed: number): number {
  if (borrowed < 1 || controls < 4) return Infinity;
  const [first, second] = [half(controls), controls - half(controls) + 1];
  const others = borrowed - 1;
  return (
    2 * controlledXCost(first, others + controls - first + 1) + 2 * controlledXCost(second, others + first)
  );
}

/** cx of {@link controlledRz}. */
export function controlledRzCost(controls: number, borrowed: number): number {
  if (controls === 0) return 0;
  const [first, second] = [half(controls), controls - half(controls)];
  return Math.min(
    2 ** controls,
    controls < 4
      ? Infinity
      : 2 * (controlledXCost(first, second + borrowed) + controlledXCost(second, first + borrowed)),
  );
}

/** cx of {@link controlledPhase} on controls + 1 qubits. */
export function controlledPhaseCost(controls: number, borrowed: number): number {
  if (controls === 0) return 0;
  const byParities = 2 ** (controls + 1) - 2;
  if (controls < 5) return byParities;
  return Math.min(
    byParities,
    controlledRzCost(controls, borrowed) + controlledPhaseCost(controls - 1, borrowed + 1),
  );
}

/** A phase λ where all of the qubits are 1. */
export function controlledPhase(
  qubits: readonly number[],
  lambda: ParameterValue,
  { borrowed = [] }: Borrowing = {},
): Operation[] {
  const count = qubits.length;
  if (count === 0) return [gate("gphase", [], [lambda])];
  if (count <= 5 || controlledPhaseCost(count - 1, borrowed.length) === 2 ** count - 2) {
    // φₖ = λ at k = 1…1 only: cₘ = ±λ/2ⁿ, negative for an odd number of ones in m.
    return parityRotations(qubits, (mask) => transformParameter(lambda, (isOdd(mask) ? -1 : 1) / 2 ** count));
  }
  const last = qubits[count - 1];
  const others = qubits.slice(0, -1);
  return [
    ...controlledRz(others, last, lambda, { borrowed }),
    ...controlledPhase(others, transformParameter(lambda, 0.5), { borrowed: [...borrowed, last] }),
  ];
}

function isOdd(mask: number): boolean {
  let odd = false;
  for (let rest = mask; rest > 0; rest &= rest - 1) odd = !odd;
  return odd;
}

/** rz(θ) on the target where all controls are 1. */
export function controlledRz(
  controls: readonly number[],
  target: number,
  theta: ParameterValue,
  { borrowed = [] }: Borrowing = {},
): Operation[] {
  const count = controls.length;
  if (count === 0) return [gate("rz", [target], [theta])];
  if (count < 4 || controlledRzCost(count, borrowed.length) === 2 ** count) {
    // The multiplexed rotation with the angle θ at 1…1 only.
    const operations: Operation[] = [];
    let held = 0;
    const moveTo = (mask: number): void => {
      controls.forEach((control, bit) => {
        if (((held ^ mask) >>> bit) & 1) operations.push(gate("cx", [control, target]));
      });
      held = mask;
    };
    for (let k = 0; k < 2 ** count; k++) {
      const mask = k ^ (k >>> 1);
      moveTo(mask);
      operations.push(gate("rz", [target], [transformParameter(theta, (isOdd(mask) ? -1 : 1) / 2 ** count)]));
    }
    moveTo(0);
    return operations;
  }
  const first = controls.slice(0, half(count));
  const second = controls.slice(half(count));
  // X between opposite quarter angles turns them into θ if both halves fire, and into nothing else.
  const quarter = (sign: number): Operation => gate("rz", [target], [transformParameter(theta, sign / 4)]);
  const flipFirst = controlledXs(first, target, { borrowed: [...second, ...borrowed] });
  const flipSecond = controlledXs(second, target, { borrowed: [...first, ...borrowed] });
  return [
    ...flipFirst,
    quarter(-1),
    ...flipSecond,
    quarter(1),
    ...flipFirst,
    quarter(-1),
    ...flipSecond,
    quarter(1),
  ];
}

/** x on the target where all controls are 1, from u-like one-qubit gates of the table, cx and gphase. */
export function controlledXs(
  controls: readonly number[],
  target: number,
  { borrowed = [] }: Borrowing = {},
): Operation[] {
  const count = controls.length;
  if (count === 0) return [gate("x", [target])];
  if (count === 1) return [gate("cx", [controls[0], target])];
  if (count === 2) return [...(gateTable.ccx.decomposition?.([...controls, target], []) ?? [])];
  const cost = controlledXCost(count, borrowed.length);
  if (cost === controlledPhaseCost(count, borrowed.length)) {
    return [
      gate("h", [target]),
      ...controlledPhase([...controls, target], Math.PI, { borrowed }),
      gate("h", [target]),
    ];
  }
  if (borrowed.length >= count - 2 && cost === 12 * count - 18) {
    return borrowedChain(controls, target, borrowed.slice(0, count - 2));
  }
  const [middle, ...others] = borrowed;
  const first = controls.slice(0, half(count));
  const second = [...controls.slice(half(count)), middle];
  const intoMiddle = controlledXs(first, middle, {
    borrowed: [...others, ...controls.slice(half(count)), target],
  });
  const intoTarget = controlledXs(second, target, { borrowed: [...others, ...first] });
  return [...intoMiddle, ...intoTarget, ...intoMiddle, ...intoTarget];
}

/** A Toffoli gate up to phases of basis states, with three cx (Margolus), or its inverse. */
function relativeToffoli(a: number, b: number, target: number): Operation[] {
  const quarter = Math.PI / 4;
  return [
    gate("ry", [target], [quarter]),
    gate("cx", [b, target]),
    gate("ry", [target], [quarter]),
    gate("cx", [a, target]),
    gate("ry", [target], [-quarter]),
    gate("cx", [b, target]),
    gate("ry", [target], [-quarter]),
  ];
}

/**
 * The chain of Barenco et al., lemma 7.2: Toffolis on the target around a chain W that computes the conjunction of the other
 * controls into a borrowed qubit, T W T W†. Phases that W's relative Toffolis bring are diagonal where T acts and cancel.
 */
function borrowedChain(
  controls: readonly number[],
  target: number,
  borrowed: readonly number[],
): Operation[] {
  const count = controls.length;
  const last = borrowed.length - 1;
  const onTarget = [
    ...(gateTable.ccx.decomposition?.([controls[count - 1], borrowed[last], target], []) ?? []),
  ];
  // Down to the pair of first controls and up again; a Margolus gate is its own inverse.
  const down: Operation[][] = [];
  for (let level = last; level >= 1; level--) {
    down.push(relativeToffoli(controls[level + 1], borrowed[level - 1], borrowed[level]));
  }
  const bottom = relativeToffoli(controls[0], controls[1], borrowed[0]);
  const chain = [...down.flat(), ...bottom, ...down.toReversed().flat()];
  return [...onTarget, ...chain, ...onTarget, ...chain];
}
