/**
 * Bytes of ρ in double precision, 16·4ⁿ. While a circuit runs, each classical history kept apart takes half of it, and half
 * is needed to work.
 */
export function densityMatrixMemoryBytes(qubitCount: number, histories = 1): number {
  return 8 * 4 ** qubitCount * (histories + 1);
}
