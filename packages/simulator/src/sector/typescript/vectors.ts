import { reductionChunks } from "../kernel-fields.ts";
import type { KernelViews } from "./views.ts";

/** First element of a fixed chunk of a vector; chunks start at even elements. */
function chunkStart(chunk: number, elementCount: number): number {
  return 2 * Math.floor((chunk * (elementCount / 2)) / reductionChunks);
}

/** The twin of the WASM kernel `scalarProducts`. */
export function scalarProducts(
  { int32, float64 }: KernelViews,
  list: number,
  listCount: number,
  vector: number,
  elementCount: number,
  partials: number,
): void {
  for (let item = 0; item < listCount; item++) {
    const other = int32[(list >>> 2) + item] >>> 3;
    for (let chunk = 0; chunk < reductionChunks; chunk++) {
      let sum = 0;
      for (
        let index = chunkStart(chunk, elementCount);
        index < chunkStart(chunk + 1, elementCount);
        index++
      ) {
        sum += float64[other + index] * float64[(vector >>> 3) + index];
      }
      float64[(partials >>> 3) + item * reductionChunks + chunk] = sum;
    }
  }
}

/** The twin of the WASM kernel `combine`. */
export function combine(
  { int32, float64 }: KernelViews,
  list: number,
  coefficients: number,
  listCount: number,
  result: number,
  elementCount: number,
): void {
  for (let index = 0; index < elementCount; index++) {
    let sum = 0;
    for (let item = 0; item < listCount; item++) {
      sum += float64[(coefficients >>> 3) + item] * float64[(int32[(list >>> 2) + item] >>> 3) + index];
    }
    float64[(result >>> 3) + index] = sum;
  }
}

/** Denominators end here (hartree): below the lowest eigenvalue they are negative, and small ones mislead. */
const largestDenominator = -0.1;

/** The twin of the WASM kernel `precondition`. */
export function precondition(
  { float64 }: KernelViews,
  vector: number,
  diagonal: number,
  energy: number,
  elementCount: number,
): void {
  for (let index = 0; index < elementCount; index++) {
    float64[(vector >>> 3) + index] /= Math.min(
      energy - float64[(diagonal >>> 3) + index],
      largestDenominator,
    );
  }
}
