import type { Confusion } from "../readout/readout-model.ts";

/** [actual][read] from P(1|0) and P(0|1). */
export const bit = (alpha: number, beta: number): Confusion => [
  [1 - alpha, alpha],
  [beta, 1 - beta],
];
export const four: readonly Confusion[] = [
  bit(0.02, 0.05),
  bit(0.03, 0.08),
  bit(0.01, 0.04),
  bit(0.05, 0.06),
];

/** The 2ⁿ × 2ⁿ matrix of independent bits. */
export function product(confusions: readonly Confusion[]): number[][] {
  const size = 2 ** confusions.length;
  return Array.from({ length: size }, (_, actual) =>
    Array.from({ length: size }, (_unused, read) =>
      confusions.reduce((value, rows, k) => value * rows[(actual >> k) & 1][(read >> k) & 1], 1),
    ),
  );
}
