// cos and sin of two angles at once, from a table of steps.
import { multiplyAdd, negativeMultiplyAdd } from "./lanes";

/** The circle in so many steps; the table holds cos and sin of each. src/diagonal/wasm-machine.ts says the same. */
const stepCount: i64 = 512;
export const stepsPerQuarter: f64 = 128;

/**
 * π/256, −1/6, 1/120, −1/2, 1/24, 1 and 1.5·2^52 (adding it rounds to an integer, which is then found in the lowest bits);
 * splatted from memory, which is cheaper than constants in the code.
 */
const constants = memory.data<f64>([
  0.012271846303085129, -0.16666666666666666, 0.008333333333333333, -0.5, 0.041666666666666664, 1, 6755399441055744,
]);

@inline
function constant(index: usize): v128 {
  return v128.load64_splat(constants + (index << 3));
}

/** Of two angles; set by {@link turn}. */
export let cosines: v128 = f64x2.splat(0);
export let sines: v128 = f64x2.splat(0);

/**
 * scale·(cos, sin) of an angle in steps of a 512th of the circle: those of the nearest step from the table, turned by the
 * rest r of at most π/512, whose series end below the last digit (r⁷/5040 and r⁶/720 are less than 10⁻¹⁶).
 */
@inline
export function turn(table: usize, steps: v128, scale: v128): void {
  const shifted = f64x2.add(steps, constant(6));
  const r = f64x2.mul(f64x2.sub(steps, f64x2.sub(shifted, constant(6))), constant(0));
  const first = table + (<usize>((i64x2.extract_lane(shifted, 0) & (stepCount - 1)) << 4));
  const second = table + (<usize>((i64x2.extract_lane(shifted, 1) & (stepCount - 1)) << 4));
  const c = v128.load_lane<f64>(second, v128.load_zero<f64>(first), 1);
  const s = v128.load_lane<f64>(second, v128.load_zero<f64>(first, 8), 1, 8);
  const z = f64x2.mul(r, r);
  const sine = f64x2.mul(scale, multiplyAdd(f64x2.mul(r, z), multiplyAdd(z, constant(2), constant(1)), r));
  const cosine = f64x2.mul(scale, multiplyAdd(z, multiplyAdd(z, constant(4), constant(3)), constant(5)));
  cosines = negativeMultiplyAdd(s, sine, f64x2.mul(c, cosine));
  sines = multiplyAdd(c, sine, f64x2.mul(s, cosine));
}
