import { InvalidArgumentError } from "../../errors.ts";
import { gate } from "../operation.ts";
import type { Operation } from "../operation.ts";

/** The Gray code of k: neighbours differ in one bit. */
const gray = (k: number): number => k ^ (k >>> 1);

/** Angles below this make no difference to a state in double precision. */
const negligibleAngle = 1e-16;

/** What `multiplexedRotation` takes beside its angles. */
export interface MultiplexedRotationOptions {
  readonly axis: "ry" | "rz";
  /** The qubits whose state k chooses the angle; the first one is the least significant bit of k. */
  readonly controls: readonly number[];
  readonly target: number;
  /** Writes the operations in the opposite order, which is the same unitary. */
  readonly isReversed?: boolean;
}

/**
 * The rotation of the target by `angles[k]` where the controls are in the basis state k: 2^controls rotations and as
 * many cx in the order of a Gray code. The angles are turned by a Walsh–Hadamard transform,
 * α_j = 2^(−n) Σ_k (−1)^(k·gray(j)) θ_k. With all angles 0 there are no operations.
 * Throws {@link InvalidArgumentError} for another count of angles than 2^controls.
 * Source: Möttönen, Vartiainen, Bergholm, Salomaa, Phys. Rev. Lett. 93, 130502 (2004), equations 3 and 4.
 */
export function multiplexedRotation(
  angles: ArrayLike<number>,
  { axis, controls, target, isReversed = false }: MultiplexedRotationOptions,
): Operation[] {
  const count = 2 ** controls.length;
  if (angles.length !== count) {
    throw new InvalidArgumentError(
      `angles must have ${count} entries for ${controls.length} controls, got ${angles.length}`,
      { field: "angles" },
    );
  }
  if (Array.from(angles).every((angle) => Math.abs(angle) < negligibleAngle)) return [];
  const turned = walshHadamard(angles);
  const operations: Operation[] = [];
  for (let j = 0; j < count; j++) {
    const angle = turned[gray(j)] / count;
    if (Math.abs(angle) >= negligibleAngle) operations.push(gate(axis, [target], [angle]));
    if (count === 1) break;
    // The bit in which the next code word differs; after the last one, the highest.
    const next = j + 1 === count ? count >> 1 : gray(j) ^ gray(j + 1);
    operations.push(gate("cx", [controls[Math.log2(next)], target]));
  }
  return isReversed ? operations.reverse() : operations;
}

/** Σ_k (−1)^(k·m) v_k for every m. */
function walshHadamard(values: ArrayLike<number>): Float64Array {
  const result = Float64Array.from(values);
  for (let half = 1; half < result.length; half *= 2) {
    for (let at = 0; at < result.length; at++) {
      if ((at & half) !== 0) continue;
      const [a, b] = [result[at], result[at + half]];
      result[at] = a + b;
      result[at + half] = a - b;
    }
  }
  return result;
}
