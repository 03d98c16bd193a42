import { createRandom } from "../math/random.ts";
import type { StateVector } from "../statevector/state-vector.ts";

/** A seeded state of norm 1, uniform on the sphere of all states. */
export function randomState(qubitCount: number, seed: number): StateVector {
  const random = createRandom(seed);
  const draw = (): Float64Array => Float64Array.from({ length: 2 ** qubitCount }, () => random.normal());
  const [real, imaginary] = [draw(), draw()];
  let norm = 0;
  for (let k = 0; k < real.length; k++) norm += real[k] ** 2 + imaginary[k] ** 2;
  const scale = 1 / Math.sqrt(norm);
  return { qubitCount, real: real.map((x) => x * scale), imaginary: imaginary.map((x) => x * scale) };
}
