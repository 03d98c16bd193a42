// cos and sin of two angles at once, in quarter turns.
import { multiplyAdd, negativeMultiplyAdd } from "./diagonal/lanes";

/** Adding it rounds to an integer, which is then found in the lowest bits: 1.5·2^52. */
const rounder: f64 = 6755399441055744;

/** Of two angles; set by {@link turn}. */
export let cosines: v128 = f64x2.splat(0);
export let sines: v128 = f64x2.splat(0);

/**
 * cos and sin of a quarter turn times `turns`: the angle is reduced to ±π/4, where the polynomials of Cephes
 * (S. L. Moshier, sin.c) hold to an ulp.
 */
@inline
export function turn(turns: v128, scale: v128): void {
  const shifted = f64x2.add(turns, f64x2.splat(rounder));
  const r = f64x2.mul(
    f64x2.sub(turns, f64x2.sub(shifted, f64x2.splat(rounder))),
    f64x2.splat(1.5707963267948966),
  );
  const z = f64x2.mul(r, r);
  let s = multiplyAdd(z, f64x2.splat(1.58962301576546568060e-10), f64x2.splat(-2.50507477628578072866e-8));
  let c = multiplyAdd(z, f64x2.splat(-1.13585365213876817300e-11), f64x2.splat(2.08757008419747316778e-9));
  s = multiplyAdd(z, s, f64x2.splat(2.75573136213857245213e-6));
  c = multiplyAdd(z, c, f64x2.splat(-2.75573141792967388112e-7));
  s = multiplyAdd(z, s, f64x2.splat(-1.98412698295895385996e-4));
  c = multiplyAdd(z, c, f64x2.splat(2.48015872888517045348e-5));
  s = multiplyAdd(z, s, f64x2.splat(8.33333333332211858878e-3));
  c = multiplyAdd(z, c, f64x2.splat(-1.38888888888730564116e-3));
  s = multiplyAdd(z, s, f64x2.splat(-1.66666666666666307295e-1));
  c = multiplyAdd(z, c, f64x2.splat(4.16666666666665929218e-2));
  s = multiplyAdd(f64x2.mul(z, r), s, r);
  c = multiplyAdd(f64x2.mul(z, z), c, negativeMultiplyAdd(z, f64x2.splat(0.5), f64x2.splat(1)));
  const isOdd = i64x2.neg(v128.and(shifted, i64x2.splat(1)));
  const cosineSign = i64x2.shl(v128.and(i64x2.add(shifted, i64x2.splat(1)), i64x2.splat(2)), 62);
  const sineSign = i64x2.shl(v128.and(shifted, i64x2.splat(2)), 62);
  cosines = f64x2.mul(scale, v128.xor(v128.bitselect(s, c, isOdd), cosineSign));
  sines = f64x2.mul(scale, v128.xor(v128.bitselect(c, s, isOdd), sineSign));
}
