/** a·b + c in each lane; fused where the build has relaxed SIMD. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** c − a·b in each lane; fused where the build has relaxed SIMD. */
@inline
export function negativeMultiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_nmadd(a, b, c);
  return f64x2.sub(c, f64x2.mul(a, b));
}

/** The imaginary part first. */
@inline
export function swapParts(a: v128): v128 {
  return v128.shuffle<f64>(a, a, 1, 0);
}

/** Lane 0 minus lane 1. */
@inline
export function laneDifference(a: v128): f64 {
  return f64x2.extract_lane(a, 0) - f64x2.extract_lane(a, 1);
}

@inline
export function laneSum(a: v128): f64 {
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}
