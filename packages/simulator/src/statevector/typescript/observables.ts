import { isOdd } from "./program.ts";

type Numbers = Float64Array | Float32Array;

/** See fillDiagonal of assembly/statevector/observables.ts; so all functions here. */
export function fillDiagonal(
  buffer: ArrayBufferLike,
  diagonal: number,
  zMasks: number,
  coefficients: number,
  count: number,
  first: number,
  end: number,
): number {
  const doubles = new Float64Array(buffer);
  const masks = new Int32Array(buffer, zMasks, count);
  for (let k = first; k < end; k++) {
    let sum = 0;
    for (let term = 0; term < count; term++) {
      const coefficient = doubles[coefficients / 8 + term];
      sum += isOdd(k & masks[term]) ? -coefficient : coefficient;
    }
    doubles[diagonal / 8 + k] = sum;
  }
  return 0;
}

export function walshHadamard(doubles: Float64Array, diagonal: number, qubitCount: number): number {
  const size = 2 ** qubitCount;
  const d = doubles.subarray(diagonal / 8, diagonal / 8 + size);
  for (let stride = 1; stride < size; stride *= 2) {
    for (let k = 0; k < size; k = ((k | stride) + 1) & ~stride) {
      const [a, b] = [d[k], d[k | stride]];
      d[k] = a + b;
      d[k | stride] = a - b;
    }
  }
  return 0;
}

export function accumulateGroup(
  numbers: Numbers,
  numberBytes: number,
  doubles: Float64Array,
  words: readonly [number, number, number, number, number, number, number, number, number],
): number {
  const [re, im, toRe, toIm] = words.slice(0, 4).map((address) => address / numberBytes);
  const [, , , , diagonal, x, isImaginary, first, end] = words;
  for (let k = first; k < end; k++) {
    const j = k ^ x;
    const d = doubles[diagonal / 8 + j];
    const [r, i] = [d * numbers[re + j], d * numbers[im + j]];
    numbers[toRe + k] += isImaginary !== 0 ? -i : r;
    numbers[toIm + k] += isImaginary !== 0 ? r : i;
  }
  return 0;
}

export function groupExpectation(
  numbers: Numbers,
  numberBytes: number,
  doubles: Float64Array,
  words: readonly [number, number, number, number, number, number, number, number],
): number {
  const [re, im] = [words[0] / numberBytes, words[1] / numberBytes];
  const [, , diagonal, x, isImaginary, first, end, out] = words;
  const sums = [0, 0];
  for (let k = first; k < end; k++) {
    const j = k ^ x;
    const [r, i, jr, ji] = [numbers[re + k], numbers[im + k], numbers[re + j], numbers[im + j]];
    sums[k & 1] += doubles[diagonal / 8 + k] * (isImaginary !== 0 ? ji * r - jr * i : jr * r + ji * i);
  }
  doubles[out / 8] = sums[0] + sums[1];
  return 0;
}

export function accumulateTerms(
  numbers: Numbers,
  numberBytes: number,
  doubles: Float64Array,
  words: readonly [number, number, number, number, number, number, number, number],
): number {
  const [re, im, toRe, toIm] = words.slice(0, 4).map((address) => address / numberBytes);
  const [, , , , terms, count, first, end] = words;
  const masks = new Int32Array(doubles.buffer, terms, 6 * count);
  for (let index = 0; index < count; index++) {
    const [x, z, isImaginary] = masks.subarray(6 * index);
    const factor = doubles[terms / 8 + 3 * index + 2];
    for (let k = first; k < end; k++) {
      const j = k ^ x;
      const c = isOdd(k & z) ? -factor : factor;
      const [r, i] = [c * numbers[re + j], c * numbers[im + j]];
      numbers[toRe + k] += isImaginary !== 0 ? -i : r;
      numbers[toIm + k] += isImaginary !== 0 ? r : i;
    }
  }
  return 0;
}

export function realOverlap(
  numbers: Numbers,
  numberBytes: number,
  doubles: Float64Array,
  words: readonly [number, number, number, number, number, number, number],
): number {
  const [lambdaRe, lambdaIm, re, im] = words.slice(0, 4).map((address) => address / numberBytes);
  const [, , , , first, end, out] = words;
  let sum = 0;
  for (let k = first; k < end; k++) {
    sum += numbers[lambdaRe + k] * numbers[re + k] + numbers[lambdaIm + k] * numbers[im + k];
  }
  doubles[out / 8] = sum;
  return 0;
}
