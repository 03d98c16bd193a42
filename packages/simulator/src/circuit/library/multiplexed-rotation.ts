import { InvalidArgumentError } from "../../errors.ts";
import { gate } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { grayCode, walshCoefficients } from "../walsh-hadamard.ts";

/** Coefficients up to this are rounding of sums that vanish. */
const negligible = 2e-16;

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
 * The rotation of the target by `angles[k]` where the controls are in the basis state k: at most 2^controls rotations and
 * as many cx, in the order of a Gray code, fewer where the angles have symmetries. The angles are turned by a
 * Walsh–Hadamard transform, α_m = 2^(−n) Σ_k (−1)^|m & k| θ_k. With all angles 0 there are no operations.
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
  const coefficients = walshCoefficients(angles);
  const operations: Operation[] = [];
  let held = 0;
  const moveTo = (mask: number): void => {
    controls.forEach((control, bit) => {
      if (((held ^ mask) >>> bit) & 1) operations.push(gate("cx", [control, target]));
    });
    held = mask;
  };
  for (const mask of grayCode(controls.length)) {
    if (Math.abs(coefficients[mask]) <= negligible) continue;
    moveTo(mask);
    operations.push(gate(axis, [target], [coefficients[mask]]));
  }
  moveTo(0);
  return isReversed ? operations.reverse() : operations;
}
