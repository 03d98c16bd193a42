/** A Bloch vector shorter than this is a completely mixed qubit. */
const nothing = 5e-3;
const axisTolerance = 0.995;

const poles: readonly (readonly [axis: 0 | 1 | 2, sign: 1 | -1, words: string])[] = [
  [2, 1, "|0⟩"],
  [2, -1, "|1⟩"],
  [0, 1, "|+⟩"],
  [0, -1, "|−⟩"],
  [1, 1, "|+i⟩"],
  [1, -1, "|−i⟩"],
];

export function blochLength(vector: readonly [number, number, number]): number {
  return Math.hypot(...vector);
}

/** What a Bloch vector says about its qubit, in a few words. */
export function blochWords(vector: readonly [number, number, number], isPure: boolean): string {
  const length = blochLength(vector);
  if (length < nothing) return isPure ? "maximally entangled" : "completely mixed";
  const pole = poles.find(([axis, sign]) => sign * vector[axis] > axisTolerance * Math.max(length, 0.1));
  if (length < axisTolerance) {
    const cause = isPure ? "entangled" : "mixed";
    return pole ? `${cause}, towards ${pole[2]}` : cause;
  }
  return pole ? `in ${pole[2]}` : "a state of its own";
}
