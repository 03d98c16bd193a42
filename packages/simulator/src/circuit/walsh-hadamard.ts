/** Σₖ (−1)^|m & k| vₖ / size for every m: the fast Walsh–Hadamard transform. */
export function walshCoefficients(values: ArrayLike<number>): Float64Array {
  const size = values.length;
  const sums = Float64Array.from(values);
  for (let step = 1; step < size; step *= 2) {
    for (let start = 0; start < size; start += 2 * step) {
      for (let k = start; k < start + step; k++) {
        const [a, b] = [sums[k], sums[k + step]];
        sums[k] = a + b;
        sums[k + step] = a - b;
      }
    }
  }
  return sums.map((sum) => sum / size);
}

/** The numbers 0 … 2^bits − 1, neighbours different in one bit, starting with 0. */
export function* grayCode(bits: number): Generator<number> {
  for (let k = 0; k < 2 ** bits; k++) yield k ^ (k >>> 1);
}
