import { InvalidArgumentError, StateVectorTooLargeError } from "../errors.ts";

/**
 * The basis states a diagonal cost is given on: all 2^n of them, or the C(n, k) with k ones (a Hamming-weight sector).
 * States are ordered by their bits as a number, qubit 0 least significant; without a weight, index and bits are the same.
 */
export interface DiagonalSpace {
  readonly qubitCount: number;
  readonly weight: number | undefined;
  /** The number of states. */
  readonly size: number;
}

const greatestQubitCount = { full: 27, sector: 40 } as const;

/** Two arrays of 16 bytes a state and one of 8 have to be addressed with 32 bits. */
const greatestBytes = 2 ** 32 - 2 ** 26;

/** C(n, k). Exact while below 2^53. */
export function binomial(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let value = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) value = Math.round((value * (n - i + 1)) / i);
  return value;
}

/** Bytes that a calculation on `size` states takes: 24 for each, 40 with gradients, 16 more for a start state. */
export function diagonalMemoryBytes(
  space: Pick<DiagonalSpace, "size">,
  options: { readonly withGradient?: boolean; readonly withStart?: boolean } = {},
): number {
  return space.size * (24 + (options.withGradient ? 16 : 0) + (options.withStart ? 16 : 0));
}

/**
 * The space of all states on `qubitCount` qubits, or of those with `weight` ones.
 * Throws {@link InvalidArgumentError} for numbers out of range (at most 27 qubits, 40 with a weight) and
 * {@link StateVectorTooLargeError} where the states exceed the memory that can be addressed.
 */
export function createDiagonalSpace(options: {
  readonly qubitCount: number;
  readonly weight?: number | undefined;
}): DiagonalSpace {
  const { qubitCount, weight } = options;
  const most = weight === undefined ? greatestQubitCount.full : greatestQubitCount.sector;
  if (!Number.isInteger(qubitCount) || qubitCount < 1 || qubitCount > most) {
    throw new InvalidArgumentError(`qubitCount must be an integer in [1, ${most}], got ${qubitCount}`, {
      field: "qubitCount",
      qubitCount,
    });
  }
  if (weight === undefined) return { qubitCount, weight, size: 2 ** qubitCount };
  if (!Number.isInteger(weight) || weight < 0 || weight > qubitCount) {
    throw new InvalidArgumentError(`weight must be an integer in [0, ${qubitCount}], got ${weight}`, {
      field: "weight",
      weight,
    });
  }
  const space = { qubitCount, weight, size: binomial(qubitCount, weight) };
  const bytesNeeded = diagonalMemoryBytes(space);
  if (bytesNeeded > greatestBytes) {
    throw new StateVectorTooLargeError(
      `${qubitCount} choose ${weight} are ${space.size} states and need ${bytesNeeded} bytes; at most ${greatestBytes} can ` +
        "be addressed: take fewer qubits or a weight farther from their half",
      { qubitCount, bytesNeeded },
    );
  }
  return space;
}

/** The bits of every state, in order. */
export function listStates({ qubitCount, weight, size }: DiagonalSpace): Float64Array {
  const states = new Float64Array(size);
  if (weight === undefined) return states.map((_, index) => index);
  const positions = Array.from({ length: weight }, (_, one) => one);
  for (let index = 0; index < size; index++) {
    let bits = 0;
    for (const position of positions) bits += 2 ** position;
    states[index] = bits;
    // The lowest one that has room moves up; those below it start again.
    let one = 0;
    while (one + 1 < weight && positions[one] + 1 === positions[one + 1]) one++;
    if (weight === 0 || positions[one] + 1 >= qubitCount) continue;
    positions[one]++;
    for (let below = 0; below < one; below++) positions[below] = below;
  }
  return states;
}

/** The bits of the state with an index: the inverse of {@link stateIndex}. */
export function stateBits({ qubitCount, weight, size }: DiagonalSpace, index: number): number {
  if (!Number.isInteger(index) || index < 0 || index >= size) {
    throw new InvalidArgumentError(`index must be an integer in [0, ${size - 1}], got ${index}`, {
      field: "index",
      index,
    });
  }
  if (weight === undefined) return index;
  let bits = 0;
  let rest = index;
  let ones = weight;
  for (let qubit = qubitCount - 1; qubit >= 0 && ones > 0; qubit--) {
    const below = binomial(qubit, ones);
    if (rest < below) continue;
    rest -= below;
    ones--;
    bits += 2 ** qubit;
  }
  return bits;
}

/** The index of the state with these bits: Σ C(position of the m-th one, m) in a sector (combinatorial number system). */
export function stateIndex({ qubitCount, weight }: DiagonalSpace, bits: number): number {
  const isInside = Number.isInteger(bits) && bits >= 0 && bits < 2 ** qubitCount;
  let index = 0;
  let ones = 0;
  if (isInside && weight !== undefined) {
    for (let qubit = 0; qubit < qubitCount; qubit++) {
      if (Math.floor(bits / 2 ** qubit) % 2 === 1) index += binomial(qubit, ++ones);
    }
  }
  if (!isInside || (weight !== undefined && ones !== weight)) {
    const condition = weight === undefined ? "" : ` with ${weight} ones`;
    throw new InvalidArgumentError(
      `bits must be an integer in [0, ${2 ** qubitCount - 1}]${condition}, got ${bits}`,
      {
        field: "bits",
        bits,
      },
    );
  }
  return weight === undefined ? bits : index;
}
