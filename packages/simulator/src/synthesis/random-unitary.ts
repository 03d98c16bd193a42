import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { InvalidArgumentError } from "../errors.ts";
import type { Random } from "../math/random.ts";

/**
 * A unitary of the given size drawn from the Haar measure: Gram–Schmidt on complex normal columns, whose lengths are positive.
 * Throws {@link InvalidArgumentError} unless size is an integer in [1, 1024].
 * Source: Mezzadri, Notices of the AMS 54, 592 (2007).
 */
export function randomUnitary(size: number, random: Random): ComplexMatrix {
  if (!Number.isInteger(size) || size < 1 || size > 1024) {
    throw new InvalidArgumentError(`size must be an integer in [1, 1024], got ${size}`, { field: "size" });
  }
  const real = new Float64Array(size * size).map(() => random.normal());
  const imaginary = new Float64Array(size * size).map(() => random.normal());
  for (let column = 0; column < size; column++) {
    // The second pass takes away what rounding left in the first.
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < column; other++) {
        let [re, im] = [0, 0];
        for (let at = 0; at < size * size; at += size) {
          const [a, b] = [at + other, at + column];
          re += real[a] * real[b] + imaginary[a] * imaginary[b];
          im += real[a] * imaginary[b] - imaginary[a] * real[b];
        }
        for (let at = 0; at < size * size; at += size) {
          const [a, b] = [at + other, at + column];
          real[b] -= re * real[a] - im * imaginary[a];
          imaginary[b] -= re * imaginary[a] + im * real[a];
        }
      }
    }
    let length = 0;
    for (let at = column; at < size * size; at += size) length += real[at] ** 2 + imaginary[at] ** 2;
    length = Math.sqrt(length);
    for (let at = column; at < size * size; at += size) {
      real[at] /= length;
      imaginary[at] /= length;
    }
  }
  return { size, real, imaginary };
}
