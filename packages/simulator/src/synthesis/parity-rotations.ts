import { gate } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { transformParameter } from "../circuit/parameter.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import { grayCode, walshCoefficients } from "../circuit/walsh-hadamard.ts";

/** Coefficients below this are rounding of sums that vanish. */
const negligible = 2e-16;

const isZero = (value: ParameterValue): boolean => typeof value === "number" && Math.abs(value) <= negligible;

/**
 * ∏ₘ exp(i cₘ Zₘ) over the masks m of the qubits, Zₘ the product of Z on the qubits of m: the diagonal of phases
 * φₖ = Σₘ (−1)^|m & k| cₘ. Rotations rz on parities made by cx, masks in Gray code, so that 2ⁿ − 2 cx suffice and fewer do
 * where coefficients vanish. Coefficients may be symbolic.
 * Source: Welch, Greenbaum, Mostame and Aspuru-Guzik, New J. Phys. 16, 033040 (2014).
 */
export function parityRotations(
  qubits: readonly number[],
  coefficient: (mask: number) => ParameterValue,
): Operation[] {
  const operations: Operation[] = [];
  const constant = coefficient(0);
  if (!isZero(constant)) operations.push(gate("gphase", [], [constant]));
  qubits.forEach((target, top) => {
    // The parity of the target with the lower qubits of `held`; Gray code moves it by one cx at a time.
    let held = 0;
    const moveTo = (mask: number): void => {
      for (let bit = 0; bit < top; bit++) {
        if (((held ^ mask) >>> bit) & 1) operations.push(gate("cx", [qubits[bit], target]));
      }
      held = mask;
    };
    for (const lower of grayCode(top)) {
      const value = coefficient(2 ** top + lower);
      if (isZero(value)) continue;
      moveTo(lower);
      operations.push(gate("rz", [target], [transformParameter(value, -2)]));
    }
    moveTo(0);
  });
  return operations;
}

/**
 * A multiplexed ry (see `multiplexedRotation`) from cz instead of cx, without its last cz: the product is the whole
 * multiplexer times cz(controls[last], target), which a block-diagonal factor beside it can take in.
 */
export function multiplexedRyWithoutLastCz(
  angles: ArrayLike<number>,
  controls: readonly number[],
  target: number,
): Operation[] {
  const coefficients = walshCoefficients(angles);
  const masks = [...grayCode(controls.length)];
  return masks.flatMap((mask, index): Operation[] => {
    const changed = index === 0 ? 0 : Math.log2(mask ^ masks[index - 1]);
    return [
      ...(index === 0 ? [] : [gate("cz", [controls[changed], target])]),
      gate("ry", [target], [coefficients[mask]]),
    ];
  });
}
