/** Σᵢ aᵢbᵢ, summed in index order. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index] * b[index];
  return sum;
}

/** maxᵢ |aᵢ|, 0 for no entries. */
export function infinityNorm(a: Float64Array): number {
  let largest = 0;
  for (const entry of a) largest = Math.max(largest, Math.abs(entry));
  return largest;
}

/** a + scale·b as a new vector. */
export function addScaled(a: Float64Array, scale: number, b: Float64Array): Float64Array {
  return a.map((entry, index) => entry + scale * b[index]);
}

/** a − b as a new vector. */
export function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((entry, index) => entry - b[index]);
}
