import { typescriptVectorKernels } from "../density-matrix/vector-kernels.ts";
import { InvalidArgumentError } from "../errors.ts";
import { createBitGather, gatherBits } from "../results/gather-bits.ts";
import type { MeasureStep } from "./noisy-program.ts";

/** Probabilities of what terminal measurements read: bit k of an outcome's index goes into the classical bit `bits[k]`. */
export interface ReadoutDistribution {
  readonly bits: readonly number[];
  readonly probabilities: Float64Array;
}

const greatestMeasuredBits = 26;

/** `confusion` as a matrix from actual to read outcomes. */
export function confusionMatrix(confusion: readonly (readonly number[])[]): {
  size: number;
  real: Float64Array;
  imaginary: Float64Array;
} {
  const size = confusion.length;
  const real = Float64Array.from(
    { length: size * size },
    (_, at) => confusion[at % size][Math.floor(at / size)],
  );
  return { size, real, imaginary: new Float64Array(size * size) };
}

/**
 * The distribution of the outcomes of measurements on a state with the basis probabilities `probabilities`, confusion
 * matrices included: P(read) = Σ_actual C(actual, read) P(actual). Of two measurements into one bit both are in `bits`, the
 * later one last. Throws {@link InvalidArgumentError} beyond 26 measured bits.
 */
export function readoutDistribution(
  probabilities: Float64Array,
  measurements: readonly MeasureStep[],
): ReadoutDistribution {
  const qubits = measurements.flatMap((step) => step.qubits);
  const bits = measurements.flatMap((step) => step.bits);
  if (qubits.length > greatestMeasuredBits) {
    throw new InvalidArgumentError(
      `an exact distribution has at most ${greatestMeasuredBits} measured bits, got ${qubits.length}: ask for shots instead`,
      { field: "measurements", measuredBits: qubits.length },
    );
  }
  const distribution = new Float64Array(2 ** qubits.length);
  const gather = createBitGather(qubits, Math.log2(probabilities.length));
  for (let k = 0; k < probabilities.length; k++) distribution[gatherBits(gather, k)] += probabilities[k];
  const hasConfusion = measurements.some(({ confusion }) => confusion !== undefined);
  if (!hasConfusion) return { bits, probabilities: distribution };
  const vector = {
    bitCount: qubits.length,
    real: distribution,
    imaginary: new Float64Array(distribution.length),
  };
  let first = 0;
  for (const { confusion, qubits: measured } of measurements) {
    const axes = measured.map((_, index) => first + index);
    first += measured.length;
    if (confusion) typescriptVectorKernels.applyMatrix(vector, confusionMatrix(confusion), axes);
  }
  return { bits, probabilities: distribution };
}

/** Classical bits as a text from the highest bit to the lowest. */
export function formatBits(bits: ArrayLike<number>): string {
  let text = "";
  for (let index = bits.length - 1; index >= 0; index--) text += bits[index] === 1 ? "1" : "0";
  return text;
}

/** Adds a distribution's outcomes to a table by bitstring, other bits as in `before`. */
export function addOutcomes(
  outcomes: Map<string, number>,
  before: Uint8Array,
  { bits, probabilities }: ReadoutDistribution,
): void {
  const after = before.slice();
  probabilities.forEach((probability, outcome) => {
    if (!(probability > 0)) return;
    bits.forEach((bit, index) => (after[bit] = (outcome >>> index) & 1));
    const text = formatBits(after);
    outcomes.set(text, (outcomes.get(text) ?? 0) + probability);
  });
}
