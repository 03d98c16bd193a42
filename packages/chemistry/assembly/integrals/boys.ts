import { loadPair, multiplyAdd } from "./lanes";

const asymptoticStart: f64 = 36;
const lastGridPoint: f64 = 35.9999;
const gridDensity: f64 = 16;
const rowBytes: usize = 128;
const exponentialColumn: usize = 120;

/**
 * F_0 … F_highest of the two arguments T ≥ 0, one vector of 16 bytes each at `target`: a Taylor series about the
 * nearest point of the table and downward recurrence, from T = 36 on the asymptotic form.
 */
// @ts-ignore: decorator
@inline
export function boysFunctions(highest: usize, T: v128, table: usize, target: usize): void {
  const low = f64x2.extract_lane(T, 0);
  const high = f64x2.extract_lane(T, 1);
  if (low < asymptoticStart && high < asymptoticStart) {
    boysFromTable(highest, T, low, high, table, target);
  } else if (low >= asymptoticStart && high >= asymptoticStart) {
    boysAsymptotic(highest, T, target);
  } else {
    boysMixed(highest, T, low, high, table, target);
  }
}

// @ts-ignore: decorator
@inline
function boysFromTable(highest: usize, T: v128, low: f64, high: f64, table: usize, target: usize): void {
  const lowRow = <i32>(low * gridDensity + 0.5);
  const highRow = <i32>(high * gridDensity + 0.5);
  const delta = f64x2.sub(
    f64x2.replace_lane(f64x2.splat(<f64>lowRow * (1 / gridDensity)), 1, <f64>highRow * (1 / gridDensity)),
    T,
  );
  const lowAddress = table + <usize>lowRow * rowBytes + (highest << 3);
  const highAddress = table + <usize>highRow * rowBytes + (highest << 3);
  const delta2 = f64x2.mul(delta, f64x2.splat(0.5));
  const delta3 = f64x2.mul(delta, f64x2.splat(1.0 / 3));
  const delta4 = f64x2.mul(delta, f64x2.splat(0.25));
  const delta5 = f64x2.mul(delta, f64x2.splat(0.2));
  const delta6 = f64x2.mul(delta, f64x2.splat(1.0 / 6));
  let value = loadPair(lowAddress + 48, highAddress + 48);
  value = multiplyAdd(value, delta6, loadPair(lowAddress + 40, highAddress + 40));
  value = multiplyAdd(value, delta5, loadPair(lowAddress + 32, highAddress + 32));
  value = multiplyAdd(value, delta4, loadPair(lowAddress + 24, highAddress + 24));
  value = multiplyAdd(value, delta3, loadPair(lowAddress + 16, highAddress + 16));
  value = multiplyAdd(value, delta2, loadPair(lowAddress + 8, highAddress + 8));
  value = multiplyAdd(value, delta, loadPair(lowAddress, highAddress));
  v128.store(target + (highest << 4), value);
  if (highest == 0) return;

  const one = f64x2.splat(1);
  let exponential = f64x2.add(one, delta6);
  exponential = multiplyAdd(exponential, delta5, one);
  exponential = multiplyAdd(exponential, delta4, one);
  exponential = multiplyAdd(exponential, delta3, one);
  exponential = multiplyAdd(exponential, delta2, one);
  exponential = multiplyAdd(exponential, delta, one);
  exponential = f64x2.mul(
    exponential,
    loadPair(
      table + <usize>lowRow * rowBytes + exponentialColumn,
      table + <usize>highRow * rowBytes + exponentialColumn,
    ),
  );
  const twice = f64x2.add(T, T);
  for (let m: usize = highest; m > 0; m--) {
    value = f64x2.mul(multiplyAdd(twice, value, exponential), f64x2.splat(1 / <f64>(2 * m - 1)));
    v128.store(target + ((m - 1) << 4), value);
  }
}

// @ts-ignore: decorator
@inline
function boysAsymptotic(highest: usize, T: v128, target: usize): void {
  const inverse = f64x2.div(f64x2.splat(1), T);
  let value = f64x2.sqrt(f64x2.mul(inverse, f64x2.splat(0.7853981633974483)));
  v128.store(target, value);
  const half = f64x2.mul(inverse, f64x2.splat(0.5));
  for (let m: usize = 1; m <= highest; m++) {
    value = f64x2.mul(value, f64x2.mul(half, f64x2.splat(<f64>(2 * m - 1))));
    v128.store(target + (m << 4), value);
  }
}

/** One argument on each side of the limit: both forms, then the lane of each that counts. */
function boysMixed(highest: usize, T: v128, low: f64, high: f64, table: usize, target: usize): void {
  const spare = target + 16 * 9;
  boysAsymptotic(highest, f64x2.max(T, f64x2.splat(asymptoticStart)), spare);
  low = min(low, lastGridPoint);
  high = min(high, lastGridPoint);
  boysFromTable(highest, f64x2.replace_lane(f64x2.splat(low), 1, high), low, high, table, target);
  const beyond = f64x2.ge(T, f64x2.splat(asymptoticStart));
  for (let m: usize = 0; m <= highest; m++) {
    const place = target + (m << 4);
    v128.store(place, v128.bitselect(v128.load(spare + (m << 4)), v128.load(place), beyond));
  }
}
