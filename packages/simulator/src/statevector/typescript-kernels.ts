import { countBits } from "../operators/pauli-sum.ts";
import type { StateVectorKernels } from "./kernels.ts";

/** (−1)^|bits set|. */
function signOf(mask: number): number {
  return 1 - 2 * (countBits(mask) & 1);
}

/** The indices in [0, 2^qubitCount) that have all bits of `controlMask` and none of `targetMask`. */
function forEachBlock(
  qubitCount: number,
  controlMask: number,
  targetMask: number,
  visit: (base: number) => void,
): void {
  const size = 2 ** qubitCount;
  const fixed = controlMask | targetMask;
  for (let free = 0; free < size; free = ((free | fixed) + 1) & ~fixed) visit(free | controlMask);
}

/** Whether targets are distinct qubits in range and none of them a control. */
function areFree(qubitCount: number, controlMask: number, targets: readonly number[]): boolean {
  const mask = targets.reduce((sum, target) => sum | (1 << target), 0);
  return (
    targets.every((target) => target < qubitCount) &&
    countBits(mask) === targets.length &&
    (controlMask & mask) === 0 &&
    controlMask < 2 ** qubitCount
  );
}

/**
 * The kernels of assembly/statevector in plain TypeScript, on the same memory layout: what runs where WASM with shared
 * memory does not, and what the compiled kernels are tested against.
 */
export function createTypeScriptKernels(memory: WebAssembly.Memory): StateVectorKernels {
  const doubles = (): Float64Array => new Float64Array(memory.buffer);

  /** Calls `visit` with each block's members and its image under the matrix. */
  const transformBlocks = (
    [re, im]: readonly [number, number],
    qubitCount: number,
    controlMask: number,
    targets: readonly number[],
    matrix: number,
    visit: (members: Uint32Array, real: Float64Array, imaginary: Float64Array, data: Float64Array) => void,
  ): number => {
    if (!areFree(qubitCount, controlMask, targets)) return 1;
    const data = doubles();
    const [r0, i0, m0] = [re / 8, im / 8, matrix / 8];
    const size = 2 ** targets.length;
    const masks = Array.from({ length: size }, (_, local) =>
      targets.reduce((sum, target, index) => sum | (((local >> index) & 1) << target), 0),
    );
    const members = new Uint32Array(size);
    const real = new Float64Array(size);
    const imaginary = new Float64Array(size);
    forEachBlock(qubitCount, controlMask, masks[size - 1], (base) => {
      for (let local = 0; local < size; local++) members[local] = base | masks[local];
      for (let row = 0; row < size; row++) {
        let r = 0;
        let i = 0;
        for (let column = 0; column < size; column++) {
          const mr = data[m0 + row * size + column];
          const mi = data[m0 + (size + row) * size + column];
          const ar = data[r0 + members[column]];
          const ai = data[i0 + members[column]];
          r += mr * ar - mi * ai;
          i += mr * ai + mi * ar;
        }
        real[row] = r;
        imaginary[row] = i;
      }
      visit(members, real, imaginary, data);
    });
    return 0;
  };

  const applyMatrix = (
    re: number,
    im: number,
    qubitCount: number,
    controlMask: number,
    targets: readonly number[],
    matrix: number,
  ): number =>
    transformBlocks([re, im], qubitCount, controlMask, targets, matrix, (members, real, imaginary, data) => {
      for (let row = 0; row < members.length; row++) {
        data[re / 8 + members[row]] = real[row];
        data[im / 8 + members[row]] = imaginary[row];
      }
    });

  const matrixOverlap = (
    lambda: readonly [number, number],
    state: readonly [number, number],
    qubitCount: number,
    controlMask: number,
    targets: readonly number[],
    matrix: number,
    out: number,
  ): number => {
    let sum = 0;
    const status = transformBlocks(
      state,
      qubitCount,
      controlMask,
      targets,
      matrix,
      (members, real, imaginary, data) => {
        for (let row = 0; row < members.length; row++) {
          sum += data[lambda[0] / 8 + members[row]] * real[row];
          sum += data[lambda[1] / 8 + members[row]] * imaginary[row];
        }
      },
    );
    if (status === 0) doubles()[out / 8] = sum;
    return status;
  };

  return {
    applyOneQubit: (re, im, qubitCount, controlMask, target, matrix) =>
      applyMatrix(re, im, qubitCount, controlMask, [target], matrix),

    applyTwoQubit: (re, im, qubitCount, controlMask, target0, target1, matrix) =>
      applyMatrix(re, im, qubitCount, controlMask, [target0, target1], matrix),

    oneQubitOverlap: (lambdaRe, lambdaIm, re, im, qubitCount, controlMask, target, matrix, out) =>
      matrixOverlap([lambdaRe, lambdaIm], [re, im], qubitCount, controlMask, [target], matrix, out),

    twoQubitOverlap: (lambdaRe, lambdaIm, re, im, qubitCount, controlMask, target0, target1, matrix, out) =>
      matrixOverlap([lambdaRe, lambdaIm], [re, im], qubitCount, controlMask, [target0, target1], matrix, out),

    applyPauliRotation: (re, im, qubitCount, x, z, cosine, sine) => {
      const size = 2 ** qubitCount;
      if (x >= size || z >= size) return 1;
      const data = doubles();
      const [r0, i0] = [re / 8, im / 8];
      // F = −i·iʸ sin(θ/2) for y factors Y.
      const turns = countBits(x & z) & 3;
      const [fr, fi] = [[0, -sine] as const, [sine, 0] as const, [0, sine] as const, [-sine, 0] as const][
        turns
      ];
      for (let k = 0; k < size; k++) {
        const j = (k ^ x) >>> 0;
        if (j < k) continue;
        const [ar, ai] = [data[r0 + k], data[i0 + k]];
        const [br, bi] = [data[r0 + j], data[i0 + j]];
        const g = signOf(j & z);
        data[r0 + k] = cosine * ar + g * (fr * br - fi * bi);
        data[i0 + k] = cosine * ai + g * (fr * bi + fi * br);
        if (j === k) continue;
        const f = signOf(k & z);
        data[r0 + j] = cosine * br + f * (fr * ar - fi * ai);
        data[i0 + j] = cosine * bi + f * (fr * ai + fi * ar);
      }
      return 0;
    },

    pauliOverlap: (lambdaRe, lambdaIm, re, im, qubitCount, x, z, out) => {
      const size = 2 ** qubitCount;
      if (x >= size || z >= size) return 1;
      const data = doubles();
      let real = 0;
      let imaginary = 0;
      for (let k = 0; k < size; k++) {
        const sign = signOf(k & z);
        const j = (k ^ x) >>> 0;
        const [br, bi] = [sign * data[re / 8 + k], sign * data[im / 8 + k]];
        const [lr, li] = [data[lambdaRe / 8 + j], data[lambdaIm / 8 + j]];
        real += lr * br + li * bi;
        imaginary += lr * bi - li * br;
      }
      const turned = [
        [real, imaginary],
        [-imaginary, real],
        [-real, -imaginary],
        [imaginary, -real],
      ][countBits(x & z) & 3];
      data.set(turned, out / 8);
      return 0;
    },

    fillDiagonal: (diagonal, qubitCount, zMasks, coefficients, count) => {
      const data = doubles();
      const masks = new Uint32Array(memory.buffer, zMasks, count);
      for (let k = 0; k < 2 ** qubitCount; k++) {
        let sum = 0;
        for (let term = 0; term < count; term++)
          sum += data[coefficients / 8 + term] * signOf(k & masks[term]);
        data[diagonal / 8 + k] = sum;
      }
      return 0;
    },

    walshHadamard: (diagonal, qubitCount) => {
      const data = doubles();
      const start = diagonal / 8;
      const end = start + 2 ** qubitCount;
      for (let stride = 1; stride < end - start; stride *= 2) {
        for (let block = start; block < end; block += 2 * stride) {
          for (let k = block; k < block + stride; k++) {
            const [a, b] = [data[k], data[k + stride]];
            data[k] = a + b;
            data[k + stride] = a - b;
          }
        }
      }
      return 0;
    },

    accumulateGroup: (re, im, toRe, toIm, diagonal, qubitCount, x, isImaginary) => {
      const size = 2 ** qubitCount;
      if (x >= size) return 1;
      const data = doubles();
      for (let k = 0; k < size; k++) {
        const j = (k ^ x) >>> 0;
        const d = data[diagonal / 8 + j];
        const [r, i] = [data[re / 8 + j], data[im / 8 + j]];
        data[toRe / 8 + k] += isImaginary ? -d * i : d * r;
        data[toIm / 8 + k] += isImaginary ? d * r : d * i;
      }
      return 0;
    },

    groupExpectation: (re, im, diagonal, qubitCount, x, isImaginary, out) => {
      const size = 2 ** qubitCount;
      if (x >= size) return 1;
      const data = doubles();
      let sum = 0;
      for (let k = 0; k < size; k++) {
        const j = (k ^ x) >>> 0;
        const [r, i] = [data[re / 8 + k], data[im / 8 + k]];
        const [jr, ji] = [data[re / 8 + j], data[im / 8 + j]];
        sum += data[diagonal / 8 + k] * (isImaginary ? ji * r - jr * i : jr * r + ji * i);
      }
      data[out / 8] = sum;
      return 0;
    },
  };
}
