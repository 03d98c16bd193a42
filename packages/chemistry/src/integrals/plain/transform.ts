import { paddedCount } from "../integral-kernels.ts";

/** Σ_ij A_ip B_jq M_ij for the symmetric M of a packed triangle, handed to `write` by p·b + q. */
export function transformTriangle(
  packed: (position: number) => number,
  n: number,
  left: Float64Array,
  leftCount: number,
  right: Float64Array,
  rightCount: number,
  write: (index: number, value: number) => void,
): void {
  const [leftStride, rightStride] = [paddedCount(leftCount), paddedCount(rightCount)];
  const half = new Float64Array(n * rightCount);
  for (let i = 0, position = 0; i < n; i++) {
    for (let j = 0; j <= i; j++, position++) {
      const value = packed(position);
      if (value === 0) continue;
      for (let q = 0; q < rightCount; q++) {
        half[i * rightCount + q] += value * right[j * rightStride + q];
        if (i !== j) half[j * rightCount + q] += value * right[i * rightStride + q];
      }
    }
  }
  for (let p = 0; p < leftCount; p++) {
    for (let q = 0; q < rightCount; q++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += left[i * leftStride + p] * half[i * rightCount + q];
      write(p * rightCount + q, sum);
    }
  }
}
