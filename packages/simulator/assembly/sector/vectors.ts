import { entry, reductionChunks } from "./fields";
import { multiplyAdd } from "./lanes";
import { threadChunk } from "./rotations";

/** First element of a fixed chunk of a vector; chunks start at even elements. */
@inline
function chunkStart(chunk: i32, elementCount: i32): i32 {
  return <i32>(((<i64>chunk * <i64>(elementCount >> 1)) / <i64>reductionChunks) << 1);
}

/** Partial scalar products of each listed vector with one vector, one number for each fixed chunk. */
export function scalarProducts(
  list: usize,
  listCount: i32,
  vector: usize,
  elementCount: i32,
  partials: usize,
  thread: i32,
  threads: i32,
): i32 {
  for (let item: i32 = 0; item < listCount; item++) {
    const other = <usize>entry(list, item);
    for (let chunk = threadChunk(thread, threads); chunk < threadChunk(thread + 1, threads); chunk++) {
      const first = chunkStart(chunk, elementCount);
      const count = chunkStart(chunk + 1, elementCount) - first;
      const offset = (<usize>first) << 3;
      store<f64>(
        partials + ((<usize>(item * reductionChunks + chunk)) << 3),
        product(other + offset, vector + offset, count),
      );
    }
  }
  return 0;
}

/** Scalar product of an even number of elements, over eight running sums. */
function product(left: usize, right: usize, count: i32): f64 {
  let sum0 = f64x2.splat(0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  const end = (<usize>count) << 3;
  const unrolledEnd = (<usize>(count & ~7)) << 3;
  let offset: usize = 0;
  for (; offset < unrolledEnd; offset += 64) {
    sum0 = multiplyAdd(v128.load(left + offset), v128.load(right + offset), sum0);
    sum1 = multiplyAdd(v128.load(left + offset, 16), v128.load(right + offset, 16), sum1);
    sum2 = multiplyAdd(v128.load(left + offset, 32), v128.load(right + offset, 32), sum2);
    sum3 = multiplyAdd(v128.load(left + offset, 48), v128.load(right + offset, 48), sum3);
  }
  for (; offset < end; offset += 16) sum0 = multiplyAdd(v128.load(left + offset), v128.load(right + offset), sum0);
  const sum = f64x2.add(f64x2.add(sum0, sum1), f64x2.add(sum2, sum3));
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** result = Σᵢ coefficientᵢ · vectorᵢ. */
export function combine(
  list: usize,
  coefficients: usize,
  listCount: i32,
  result: usize,
  elementCount: i32,
  thread: i32,
  threads: i32,
): i32 {
  const end = (<usize>chunkStart(threadChunk(thread + 1, threads), elementCount)) << 3;
  let offset = (<usize>chunkStart(threadChunk(thread, threads), elementCount)) << 3;
  for (; offset + 64 <= end; offset += 64) {
    let sum0 = f64x2.splat(0);
    let sum1 = sum0;
    let sum2 = sum0;
    let sum3 = sum0;
    for (let item: i32 = 0; item < listCount; item++) {
      const vector = <usize>entry(list, item) + offset;
      const coefficient = v128.load_splat<f64>(coefficients + ((<usize>item) << 3));
      sum0 = multiplyAdd(coefficient, v128.load(vector), sum0);
      sum1 = multiplyAdd(coefficient, v128.load(vector, 16), sum1);
      sum2 = multiplyAdd(coefficient, v128.load(vector, 32), sum2);
      sum3 = multiplyAdd(coefficient, v128.load(vector, 48), sum3);
    }
    v128.store(result + offset, sum0);
    v128.store(result + offset, sum1, 16);
    v128.store(result + offset, sum2, 32);
    v128.store(result + offset, sum3, 48);
  }
  for (; offset < end; offset += 16) {
    let sum = f64x2.splat(0);
    for (let item: i32 = 0; item < listCount; item++) {
      const coefficient = v128.load_splat<f64>(coefficients + ((<usize>item) << 3));
      sum = multiplyAdd(coefficient, v128.load(<usize>entry(list, item) + offset), sum);
    }
    v128.store(result + offset, sum);
  }
  return 0;
}

/** Denominators end here (hartree): below the lowest eigenvalue they are negative, and small ones mislead. */
const largestDenominator: f64 = -0.1;

/** vector ← vector / min(energy − diagonal, largest denominator). */
export function precondition(
  vector: usize,
  diagonal: usize,
  energy: f64,
  elementCount: i32,
  thread: i32,
  threads: i32,
): i32 {
  const end = (<usize>chunkStart(threadChunk(thread + 1, threads), elementCount)) << 3;
  for (let offset = (<usize>chunkStart(threadChunk(thread, threads), elementCount)) << 3; offset < end; offset += 8) {
    const denominator = min<f64>(energy - load<f64>(diagonal + offset), largestDenominator);
    store<f64>(vector + offset, load<f64>(vector + offset) / denominator);
  }
  return 0;
}
