// A vector register holds 2 doubles or 4 singles: the amplitudes of 2^laneBits neighbouring indices ("lanes").

@inline
export function laneBits<T>(): u32 {
  return sizeof<T>() == 8 ? 1 : 2;
}

@inline
export function laneCount<T>(): u32 {
  return sizeof<T>() == 8 ? 2 : 4;
}

/** Address of entry `index` of the array at `base`. */
@inline
export function at<T>(base: usize, index: u32): usize {
  return base + ((<usize>index) << (sizeof<T>() == 8 ? 3 : 2));
}

/** a·b + c in each lane; fused where the build has relaxed SIMD. */
@inline
export function multiplyAdd<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(a, b, c);
  return v128.add<T>(v128.mul<T>(a, b), c);
}

/** c − a·b in each lane. */
@inline
export function negativeMultiplyAdd<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_nmadd<T>(a, b, c);
  return v128.sub<T>(c, v128.mul<T>(a, b));
}

@inline
export function splat<T>(value: f64): v128 {
  return sizeof<T>() == 8 ? f64x2.splat(value) : f32x4.splat(<f32>value);
}

/** The vector with these values in lanes 0 … 3; lanes 2 and 3 only for singles. */
@inline
export function laneVector<T>(v0: f64, v1: f64, v2: f64, v3: f64): v128 {
  if (sizeof<T>() == 8) return f64x2.replace_lane(f64x2.splat(v0), 1, v1);
  let vector = f32x4.replace_lane(f32x4.splat(<f32>v0), 1, <f32>v1);
  vector = f32x4.replace_lane(vector, 2, <f32>v2);
  return f32x4.replace_lane(vector, 3, <f32>v3);
}

@inline
function allOnes(isSet: bool): i32 {
  return isSet ? -1 : 0;
}

/** All bits set in the lanes whose index fulfils (lane & mask) == value. */
export function laneMask<T>(mask: u32, value: u32): v128 {
  if (sizeof<T>() == 8) {
    const first = i64x2.splat(<i64>allOnes((0 & mask) == value));
    return i64x2.replace_lane(first, 1, <i64>allOnes((1 & mask) == value));
  }
  let lanes = i32x4.splat(allOnes((0 & mask) == value));
  lanes = i32x4.replace_lane(lanes, 1, allOnes((1 & mask) == value));
  lanes = i32x4.replace_lane(lanes, 2, allOnes((2 & mask) == value));
  return i32x4.replace_lane(lanes, 3, allOnes((3 & mask) == value));
}

/** The lanes in the order lane ⊕ x, for 0 ≤ x < laneCount. */
@inline
export function exchangeLanes<T>(vector: v128, x: u32): v128 {
  if (sizeof<T>() == 8) return x == 0 ? vector : v128.shuffle<f64>(vector, vector, 1, 0);
  if (x == 0) return vector;
  if (x == 1) return v128.shuffle<f32>(vector, vector, 1, 0, 3, 2);
  if (x == 2) return v128.shuffle<f32>(vector, vector, 2, 3, 0, 1);
  return v128.shuffle<f32>(vector, vector, 3, 2, 1, 0);
}

/** Sum of the lanes as a double. */
@inline
export function sumLanes<T>(vector: v128): f64 {
  if (sizeof<T>() == 8) return f64x2.extract_lane(vector, 0) + f64x2.extract_lane(vector, 1);
  return (
    <f64>f32x4.extract_lane(vector, 0) +
    <f64>f32x4.extract_lane(vector, 1) +
    (<f64>f32x4.extract_lane(vector, 2) + <f64>f32x4.extract_lane(vector, 3))
  );
}

/** The next multiple of `step` after `index` among those whose bits of `fixed` are 0. */
@inline
export function nextFree(index: u32, fixed: u32, step: u32): u32 {
  return ((index | fixed) + step) & ~fixed;
}

/** (−1)^|bits set|. */
@inline
export function signOf(mask: u32): f64 {
  return 1.0 - 2.0 * <f64>(popcnt<u32>(mask) & 1);
}

/** Entry `index` of the doubles at `base`. */
@inline
export function constant(base: usize, index: u32): f64 {
  return load<f64>(base + ((<usize>index) << 3));
}

/** Entries k and k + 1 (k even) as doubles. */
@inline
export function loadPair<T>(base: usize, k: u32): v128 {
  if (sizeof<T>() == 8) return v128.load(at<T>(base, k));
  return f64x2.promote_low_f32x4(v128.load64_zero(at<T>(base, k)));
}

@inline
export function storePair<T>(base: usize, k: u32, value: v128): void {
  if (sizeof<T>() == 8) v128.store(at<T>(base, k), value);
  else v128.store64_lane(at<T>(base, k), f32x4.demote_f64x2_zero(value), 0);
}
