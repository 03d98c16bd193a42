/** a·b + c in each lane; fused where the build has relaxed SIMD. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<f64>(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** c − a·b in each lane. */
@inline
export function negativeMultiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_nmadd<f64>(a, b, c);
  return f64x2.sub(c, f64x2.mul(a, b));
}

@inline
export function swapLanes(a: v128): v128 {
  return v128.shuffle<f64>(a, a, 1, 0);
}

/** Lane 0 + lane 1. */
@inline
export function sumLanes(a: v128): f64 {
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}

/** Address of double `index` of the array at `base`. */
@inline
export function at(base: usize, index: u32): usize {
  return base + ((<usize>index) << 3);
}

/** The index after `index` among those whose bits of `fixed` are 0. */
@inline
export function nextFree(index: u32, fixed: u32): u32 {
  return ((index | fixed) + 1) & ~fixed;
}

/** (−1)^|bits set|. */
@inline
export function signOf(mask: u32): f64 {
  return 1.0 - 2.0 * <f64>(popcnt<u32>(mask) & 1);
}
