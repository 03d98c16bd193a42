import type { CircuitRun } from "@ansatz/jobs";

/** A simulated circuit as reports take it. */
export type ShownCircuit = CircuitRun & { readonly name: string };

/** Arrays of [real, imaginary] pairs. */
export function statevectorOfPairs(
  pairs: readonly (readonly [number, number])[],
): NonNullable<CircuitRun["stateVector"]> {
  return {
    qubitCount: Math.log2(pairs.length),
    real: Float64Array.from(pairs, ([real]) => real),
    imaginary: Float64Array.from(pairs, ([, imaginary]) => imaginary),
  };
}
