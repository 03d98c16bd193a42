import { InvalidArgumentError } from "../errors.ts";
import { countBits } from "./pauli-sum.ts";
import type { PauliSum } from "./pauli-sum.ts";

/**
 * The terms of a Hermitian Pauli sum with the same X-mask and the same parity of Y's. Together they act as
 *
 *   |k⟩ → phase · d(k) |k ⊕ x⟩,   d(k) = Σₜ cₜ (−1)^|k∧zₜ|,
 *
 * with real d and a phase of 1 or i for all terms.
 */
export interface PauliGroup {
  readonly x: number;
  readonly phase: "1" | "i";
  readonly zMasks: Uint32Array;
  readonly coefficients: Float64Array;
}

/** The groups of a sum, in ascending order of x. Throws {@link InvalidArgumentError} unless it is Hermitian. */
export function groupPauliSum({ qubitCount, terms }: PauliSum): PauliGroup[] {
  const groups = new Map<string, { x: number; phase: "1" | "i"; zMasks: number[]; coefficients: number[] }>();
  for (const { x, z, real, imaginary } of terms) {
    if (imaginary !== 0) {
      throw new InvalidArgumentError(
        `an observable must have real coefficients, got ${real} + ${imaginary}i for x=${x}, z=${z} on ${qubitCount} qubits`,
        { x, z, imaginary },
      );
    }
    // P(x, z)|k⟩ = i^|x∧z| (−1)^|k∧z| |k⊕x⟩: two quarter turns are a sign, one remains.
    const quarterTurns = countBits(x & z) & 3;
    const phase = quarterTurns % 2 === 0 ? "1" : "i";
    const key = `${x} ${phase}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { x, phase, zMasks: [], coefficients: [] }));
    group.zMasks.push(z);
    group.coefficients.push(quarterTurns < 2 ? real : -real);
  }
  return [...groups.values()].map(({ zMasks, coefficients, ...rest }) => ({
    ...rest,
    zMasks: Uint32Array.from(zMasks),
    coefficients: Float64Array.from(coefficients),
  }));
}
