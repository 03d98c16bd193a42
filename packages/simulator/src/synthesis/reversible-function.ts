import { InvalidArgumentError } from "../errors.ts";
import { gate } from "../circuit/operation.ts";
import type { Control, Operation } from "../circuit/operation.ts";
import { walshCoefficients } from "../circuit/walsh-hadamard.ts";
import { controlledXCost, controlledXs } from "./multi-controlled.ts";
import type { Borrowing } from "./multi-controlled.ts";
import { parityRotations } from "./parity-rotations.ts";

/** Flips `target` where the function of the inputs is 1; `values[k]` for the number k that the inputs hold. */
export interface FlipFunction {
  readonly inputs: readonly number[];
  readonly target: number;
  readonly values: Uint8Array;
}

/** The operations between x gates on the controls of value 0. */
export function onControlValues(
  controls: readonly Control[],
  write: (qubits: readonly number[]) => readonly Operation[],
): Operation[] {
  const flips = controls.filter(({ value }) => value === 0).map(({ qubit }) => gate("x", [qubit]));
  return [...flips, ...write(controls.map(({ qubit }) => qubit)), ...flips];
}

/** The controls that a function amounts to, where it is 1 on exactly the numbers with certain bits; else undefined. */
function asControls({ inputs, values }: FlipFunction): Control[] | undefined {
  let [and, or, count] = [-1, 0, 0];
  values.forEach((value, k) => {
    if (value === 0) return;
    and &= k;
    or |= k;
    count++;
  });
  const fixed = inputs.flatMap((qubit, bit): Control[] => {
    const [one, some] = [(and >>> bit) & 1, (or >>> bit) & 1];
    return one === some ? [{ qubit, value: one as 0 | 1 }] : [];
  });
  return count === 2 ** (inputs.length - fixed.length) ? fixed : undefined;
}

/** The inputs whose parity (and a constant) a function is; undefined if it is no such function. */
function asParity({ inputs, values }: FlipFunction): { qubits: number[]; constant: number } | undefined {
  const mask = inputs.reduce((sum, _, bit) => sum + (values[2 ** bit] === values[0] ? 0 : 2 ** bit), 0);
  for (let k = 0; k < values.length; k++) {
    let parity = values[0];
    for (let rest = k & mask; rest > 0; rest &= rest - 1) parity ^= 1;
    if (parity !== values[k]) return undefined;
  }
  return { qubits: inputs.filter((_, bit) => (mask >>> bit) & 1), constant: values[0] };
}

/** The operations of a flip function: cx for parities, x with controls for one product of inputs, else h·diagonal·h. */
export function flipOperations(flip: FlipFunction, borrowing: Borrowing = {}): Operation[] {
  const { inputs, target, values } = flip;
  if (values.every((value) => value === 0)) return [];
  const parity = asParity(flip);
  if (parity) {
    return [
      ...parity.qubits.map((qubit) => gate("cx", [qubit, target])),
      ...(parity.constant === 1 ? [gate("x", [target])] : []),
    ];
  }
  const controls = asControls(flip);
  const byPhases = 2 ** (inputs.length + 1) - 2;
  const free = inputs.filter((qubit) => controls?.every((control) => control.qubit !== qubit));
  const borrowed = [...free, ...(borrowing.borrowed ?? [])];
  if (controls && controlledXCost(controls.length, borrowed.length) <= byPhases) {
    return onControlValues(controls, (qubits) => controlledXs(qubits, target, { borrowed }));
  }
  // Phase π where the function and the target are 1.
  const phases = new Float64Array(2 * values.length);
  values.forEach((value, k) => (phases[values.length + k] = value * Math.PI));
  const coefficients = walshCoefficients(phases);
  return [
    gate("h", [target]),
    ...parityRotations([...inputs, target], (mask) => coefficients[mask]),
    gate("h", [target]),
  ];
}

/** The permutation as x ↦ A x ⊕ b over bits, written in cx and x; undefined if it is not of this form. */
function affineOperations(images: readonly number[], qubits: readonly number[]): Operation[] | undefined {
  const bits = qubits.length;
  const columns = qubits.map((_, bit) => images[2 ** bit] ^ images[0]);
  for (let k = 0; k < images.length; k++) {
    let image = images[0];
    for (let bit = 0; bit < bits; bit++) if ((k >>> bit) & 1) image ^= columns[bit];
    if (image !== images[k]) return undefined;
  }
  // Row operations that turn A into the identity; row r of A as a mask over columns.
  const rows = qubits.map((_, row) =>
    columns.reduce((mask, column, bit) => mask | (((column >>> row) & 1) << bit), 0),
  );
  const steps: Operation[] = [];
  const add = (from: number, to: number): void => {
    rows[to] ^= rows[from];
    steps.push(gate("cx", [qubits[from], qubits[to]]));
  };
  for (let column = 0; column < bits; column++) {
    if (((rows[column] >>> column) & 1) === 0) {
      add(
        rows.findIndex((row, at) => at > column && (row >>> column) & 1),
        column,
      );
    }
    for (let row = column + 1; row < bits; row++) if ((rows[row] >>> column) & 1) add(column, row);
  }
  for (let column = bits - 1; column > 0; column--) {
    for (let row = 0; row < column; row++) if ((rows[row] >>> column) & 1) add(column, row);
  }
  const flips = qubits.filter((_, bit) => (images[0] >>> bit) & 1).map((qubit) => gate("x", [qubit]));
  return [...steps.toReversed(), ...flips];
}

const greatestBits = 14;

/**
 * The flip functions, first to last, whose product is a permutation: 2n − 1 of them, one bit after the other made right by a
 * flip before and one after (De Vos and Van Rentergem, Advances in Mathematics of Communications 2, 183 (2008)).
 */
export function permutationFlips(images: readonly number[], qubits: readonly number[]): FlipFunction[] {
  const before: FlipFunction[] = [];
  const after: FlipFunction[] = [];
  let current = Int32Array.from(images);
  const size = current.length;
  const flip = (bit: number): FlipFunction => ({
    inputs: qubits.filter((_, other) => other !== bit),
    target: qubits[bit],
    values: new Uint8Array(size / 2),
  });
  const withoutBit = (k: number, bit: number): number => ((k >>> (bit + 1)) << bit) | (k & (2 ** bit - 1));
  for (let bit = 0; bit + 1 < qubits.length; bit++) {
    const step = 2 ** bit;
    const inverse = new Int32Array(size);
    current.forEach((image, k) => (inverse[image] = k));
    const [first, second] = [flip(bit), flip(bit)];
    const next = new Int32Array(size);
    const isDone = new Uint8Array(size);
    for (let start = 0; start < size; start++) {
      if (isDone[start] === 1) continue;
      // Around the cycle: an edge k gets a colour, its partner k ^ step the other, and the edge that ends beside its image too.
      const cycle: number[] = [];
      for (let k = start; isDone[k] === 0; k = inverse[current[k ^ step] ^ step]) {
        isDone[k] = isDone[k ^ step] = 1;
        cycle.push(k);
      }
      const flipsWith = (colour: number): number =>
        cycle.reduce(
          (sum, k) =>
            sum + (((k >>> bit) & 1) !== colour ? 1 : 0) + (((current[k] >>> bit) & 1) !== colour ? 1 : 0),
          0,
        );
      const colour = flipsWith(0) <= flipsWith(1) ? 0 : 1;
      for (const k of cycle) {
        for (const [edge, own] of [
          [k, colour],
          [k ^ step, 1 - colour],
        ]) {
          const image = current[edge];
          const [from, to] = [(edge & ~step) | (own << bit), (image & ~step) | (own << bit)];
          if (from !== edge) first.values[withoutBit(edge, bit)] = 1;
          if (to !== image) second.values[withoutBit(image, bit)] = 1;
          next[from] = to;
        }
      }
    }
    before.push(first);
    after.push(second);
    current = next;
  }
  const last = flip(qubits.length - 1);
  for (let k = 0; k < size / 2; k++) if (current[k] !== k) last.values[k] = 1;
  return [...before, last, ...after.toReversed()];
}

/**
 * Operations of |k⟩ → |images[k]⟩. Permutations that are linear over bits (and x) take at most n² cx; others 2n − 1 flip
 * functions of at most 2ⁿ − 2 cx each.
 * Throws {@link InvalidArgumentError} for other than linear permutations on more than 14 qubits.
 */
export function permutationOperations(
  images: readonly number[],
  qubits: readonly number[],
  borrowing: Borrowing = {},
): Operation[] {
  const affine = affineOperations(images, qubits);
  if (affine) return affine;
  if (qubits.length > greatestBits) {
    throw new InvalidArgumentError(
      `a permutation is synthesised on at most ${greatestBits} qubits unless it is linear over bits, got ${qubits.length}; split it into smaller ones`,
      { qubits: qubits.length },
    );
  }
  return permutationFlips(images, qubits).flatMap((flip) => flipOperations(flip, borrowing));
}
