/** a·b + c in both lanes: fused where the build has relaxed SIMD. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** The doubles at two addresses. */
// @ts-ignore: decorator
@inline
export function loadPair(low: usize, high: usize): v128 {
  return v128.load_lane<f64>(high, v128.load_zero<f64>(low), 1);
}
