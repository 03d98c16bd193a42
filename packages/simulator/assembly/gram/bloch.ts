import { laneSum, multiplyAdd, negativeMultiplyAdd } from "../diagonal/lanes";
import { claim, field, stateAt, statusSuccess, word } from "./fields";

/** ⟨X⟩, ⟨Y⟩, ⟨Z⟩ of each qubit of the claimed states, 3n doubles a state at `output`. */
export function blochVectors(system: usize, thread: u32, threads: u32): i32 {
  const bits = word(system, field.qubitCount);
  const end = word(system, field.endItem);
  const bytes = (<usize>8) << bits;
  const odd = f64x2.replace_lane(f64x2.splat(1), 1, -1);
  for (let item = claim(system); item < end; item = claim(system)) {
    const real = stateAt(system, word(system, field.firstState) + item);
    const imaginary = real + bytes;
    let output = <usize>word(system, field.output) + (<usize>item) * bits * 24;
    // Qubit 0: both amplitudes of a pair lie in one vector.
    let x = f64x2.splat(0);
    let y = f64x2.splat(0);
    let z = f64x2.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) {
      const r = v128.load(real + at);
      const s = v128.load(imaginary + at);
      x = multiplyAdd(r, v128.shuffle<f64>(r, r, 1, 0), x);
      x = multiplyAdd(s, v128.shuffle<f64>(s, s, 1, 0), x);
      y = multiplyAdd(f64x2.mul(r, odd), v128.shuffle<f64>(s, s, 1, 0), y);
      z = multiplyAdd(f64x2.mul(r, odd), r, z);
      z = multiplyAdd(f64x2.mul(s, odd), s, z);
    }
    store<f64>(output, laneSum(x));
    store<f64>(output, 2 * laneSum(y), 8);
    store<f64>(output, laneSum(z), 16);
    for (let bit: u32 = 1; bit < bits; bit++) {
      const step: usize = (<usize>8) << bit;
      x = f64x2.splat(0);
      y = f64x2.splat(0);
      z = f64x2.splat(0);
      for (let block: usize = 0; block < bytes; block += step << 1) {
        for (let at = block; at < block + step; at += 16) {
          const r0 = v128.load(real + at);
          const r1 = v128.load(real + at + step);
          const s0 = v128.load(imaginary + at);
          const s1 = v128.load(imaginary + at + step);
          x = multiplyAdd(r0, r1, x);
          x = multiplyAdd(s0, s1, x);
          y = multiplyAdd(r0, s1, y);
          y = negativeMultiplyAdd(s0, r1, y);
          z = multiplyAdd(r0, r0, z);
          z = multiplyAdd(s0, s0, z);
          z = negativeMultiplyAdd(r1, r1, z);
          z = negativeMultiplyAdd(s1, s1, z);
        }
      }
      output += 24;
      store<f64>(output, 2 * laneSum(x));
      store<f64>(output, 2 * laneSum(y), 8);
      store<f64>(output, laneSum(z), 16);
    }
  }
  return statusSuccess;
}
