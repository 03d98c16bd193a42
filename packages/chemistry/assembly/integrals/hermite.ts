import { boysFunctions } from "./boys";
import { multiplyAdd } from "./lanes";
import { scratchBoys, scratchHermites, scratchSeparation } from "./layout";

const stepBytes: usize = 32;

/** Hermite Gaussians up to an order. */
// @ts-ignore: decorator
@inline
export function hermiteCount(order: usize): usize {
  return ((order + 1) * (order + 2) * (order + 3)) / 6;
}

/**
 * R_tuv(α, r)·prefactor for two pairs of centres at once, all t + u + v ≤ order, one vector each at the start of the
 * scratch block in the order of src/integrals/hermite.ts.
 */
// @ts-ignore: decorator
@inline
export function hermiteIntegrals(
  order: usize,
  alpha: v128,
  x: v128,
  y: v128,
  z: v128,
  prefactor: v128,
  boysTable: usize,
  steps: usize,
  scratch: usize,
): void {
  const T = f64x2.mul(alpha, multiplyAdd(x, x, multiplyAdd(y, y, f64x2.mul(z, z))));
  const boys = scratch + scratchBoys;
  const target = scratch + scratchHermites;
  boysFunctions(order, T, boysTable, boys);
  if (order == 0) {
    v128.store(target, f64x2.mul(prefactor, v128.load(boys)));
    return;
  }
  const minusTwoAlpha = f64x2.mul(alpha, f64x2.splat(-2));
  let scale = f64x2.mul(prefactor, minusTwoAlpha);
  const r0 = f64x2.mul(prefactor, v128.load(boys));
  const r1 = f64x2.mul(scale, v128.load(boys, 16));
  if (order == 1) {
    v128.store(target, r0);
    v128.store(target, f64x2.mul(x, r1), 16);
    v128.store(target, f64x2.mul(y, r1), 32);
    v128.store(target, f64x2.mul(z, r1), 48);
    return;
  }
  scale = f64x2.mul(scale, minusTwoAlpha);
  const r2 = f64x2.mul(scale, v128.load(boys, 32));
  if (order == 2) {
    v128.store(target, r0);
    v128.store(target, f64x2.mul(x, r1), 16);
    v128.store(target, f64x2.mul(y, r1), 32);
    v128.store(target, f64x2.mul(z, r1), 48);
    const xr2 = f64x2.mul(x, r2);
    const yr2 = f64x2.mul(y, r2);
    v128.store(target, multiplyAdd(x, xr2, r1), 64);
    v128.store(target, f64x2.mul(y, xr2), 80);
    v128.store(target, f64x2.mul(z, xr2), 96);
    v128.store(target, multiplyAdd(y, yr2, r1), 112);
    v128.store(target, f64x2.mul(z, yr2), 128);
    v128.store(target, multiplyAdd(z, f64x2.mul(z, r2), r1), 144);
    return;
  }
  v128.store(boys, r0);
  v128.store(boys, r1, 16);
  v128.store(boys, r2, 32);
  for (let n: usize = 3; n <= order; n++) {
    scale = f64x2.mul(scale, minusTwoAlpha);
    v128.store(boys + (n << 4), f64x2.mul(scale, v128.load(boys + (n << 4))));
  }
  const separation = scratch + scratchSeparation;
  v128.store(separation, x);
  v128.store(separation, y, 16);
  v128.store(separation, z, 32);
  raiseHermites(order, boys, separation, steps, target);
}

/** R^n from R^{n+1} for n = order − 1 … 0, in place: falling positions, so that each value outlives those that need it. */
function raiseHermites(order: usize, boys: usize, separation: usize, steps: usize, target: usize): void {
  v128.store(target, v128.load(boys + (order << 4)));
  for (let n: usize = order; n > 0; n--) {
    let place = hermiteCount(order - n + 1) - 1;
    for (; place > 0; place--) {
      const step = steps + place * stepBytes;
      const once = v128.load(target + <usize>load<u32>(step, 4));
      const twice = v128.load(target + <usize>load<u32>(step, 8));
      const distance = v128.load(separation + <usize>load<u32>(step));
      v128.store(
        target + (place << 4),
        multiplyAdd(distance, once, f64x2.mul(v128.load64_splat(step, 16), twice)),
      );
    }
    v128.store(target, v128.load(boys + ((n - 1) << 4)));
  }
}
