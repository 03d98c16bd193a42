/** Two-qubit gates that a unitary can be written in, beside one-qubit gates. rzz and rxx take any angle. */
export const entanglers = ["cx", "cz", "ecr", "iswap", "rzz", "rxx"] as const;
export type Entangler = (typeof entanglers)[number];

/** Coordinates this close to a special value take it; the matrix then moves by as much. */
export const coordinateTolerance = 3e-13;

/**
 * The least number of entanglers for the canonical coordinates (x, y, z).
 *
 * cx, cz, ecr: 0 at the origin, 1 at (π/4, 0, 0), 2 for z = 0, else 3 (Shende, Bullock and Markov, Phys. Rev. A 70, 012310
 * (2004)). iswap: 0 at the origin, 1 at (π/4, π/4, 0), 2 for z = 0, else 3. rzz, rxx: the number of coordinates other than 0.
 */
export function entanglerCount(
  [x, y, z]: readonly [number, number, number],
  entangler: Entangler,
  tolerance = coordinateTolerance,
): 0 | 1 | 2 | 3 {
  const isZero = (value: number): boolean => Math.abs(value) <= tolerance;
  const isQuarter = (value: number): boolean => Math.abs(value - Math.PI / 4) <= tolerance;
  if (isZero(x)) return 0;
  if (entangler === "rzz" || entangler === "rxx") return isZero(y) ? 1 : isZero(z) ? 2 : 3;
  if (!isZero(z)) return 3;
  if (entangler === "iswap") return isQuarter(x) && isQuarter(y) ? 1 : 2;
  return isQuarter(x) && isZero(y) ? 1 : 2;
}
