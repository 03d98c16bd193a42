import { InvalidArgumentError } from "../../errors.ts";
import type { Random } from "../../math/random.ts";
import type { ComplexMatrix } from "../complex-matrix.ts";

/**
 * A unitary matrix of the given size, drawn by the Haar measure of U(size): Gram–Schmidt on columns of independent
 * complex normal numbers, which keeps R's diagonal positive as the measure demands.
 * Throws {@link InvalidArgumentError} unless size is an integer in [1, 1024].
 * Source: Mezzadri, Notices Am. Math. Soc. 54, 592 (2007), section 5.
 */
export function haarUnitary(size: number, random: Random): ComplexMatrix {
  if (!Number.isInteger(size) || size < 1 || size > 1024) {
    throw new InvalidArgumentError(`size must be an integer in [1, 1024], got ${size}`, { field: "size" });
  }
  const real = Float64Array.from({ length: size * size }, () => random.normal());
  const imaginary = Float64Array.from({ length: size * size }, () => random.normal());
  for (let column = 0; column < size; column++) {
    // Twice, so that rounding leaves the columns orthogonal.
    for (let round = 0; round < 2; round++) {
      for (let other = 0; other < column; other++) {
        let [re, im] = [0, 0];
        for (let row = 0; row < size; row++) {
          const [a, b] = [row * size + other, row * size + column];
          re += real[a] * real[b] + imaginary[a] * imaginary[b];
          im += real[a] * imaginary[b] - imaginary[a] * real[b];
        }
        for (let row = 0; row < size; row++) {
          const [a, b] = [row * size + other, row * size + column];
          real[b] -= re * real[a] - im * imaginary[a];
          imaginary[b] -= re * imaginary[a] + im * real[a];
        }
      }
      let norm = 0;
      for (let at = column; at < size * size; at += size) norm += real[at] ** 2 + imaginary[at] ** 2;
      norm = Math.sqrt(norm);
      for (let at = column; at < size * size; at += size) {
        real[at] /= norm;
        imaginary[at] /= norm;
      }
    }
  }
  return { size, real, imaginary };
}
