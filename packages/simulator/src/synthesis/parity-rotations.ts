import { gate } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { transformParameter } from "../circuit/parameter.ts";
import type { ParameterValue } from "../circuit/parameter.ts";

/** Coefficients below this are rounding of sums that vanish. */
const negligible = 2e-16;

/** Σₖ (−1)^|m & k| vₖ / size for every m: the fast Walsh–Hadamard transform. */
export function walshCoefficients(values: ArrayLike<number>): Float64Array {
  const size = values.length;
  const sums = Float64Array.from(values);
  for (let step = 1; step < size; step *= 2) {
    for (let start = 0; start < size; start += 2 * step) {
      for (let k = start; k < start + step; k++) {
        const [a, b] = [sums[k], sums[k + step]];
        sums[k] = a + b;
        sums[k + step] = a - b;
      }
    }
  }
  return sums.map((sum) => sum / size);
}

const isZero = (value: ParameterValue): boolean => typeof value === "number" && Math.abs(value) <= negligible;

/** The numbers 0 … 2^bits − 1, neighbours different in one bit, starting with 0. */
function* grayCode(bits: number): Generator<number> {
  for (let k = 0; k < 2 ** bits; k++) yield k ^ (k >>> 1);
}

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
 * A rotation about y or z on `target` by `angles[k]`, k the number that the controls hold (the first control its least
 * significant bit). 2^controls cx, fewer where the angles have symmetries.
 * Source: Möttönen, Vartiainen, Bergholm and Salomaa, Phys. Rev. Lett. 93, 130502 (2004).
 */
export function multiplexedRotation(
  axis: "ry" | "rz",
  angles: ArrayLike<number>,
  controls: readonly number[],
  target: number,
): Operation[] {
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
    if (isZero(coefficients[mask])) continue;
    moveTo(mask);
    operations.push(gate(axis, [target], [coefficients[mask]]));
  }
  moveTo(0);
  return operations;
}

/**
 * A multiplexed ry (see {@link multiplexedRotation}) from cz instead of cx, without its last cz: the product is the whole
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
