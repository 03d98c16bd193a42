import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { compressRows } from "./sparse-rows.ts";

/** 2^bitCount complex numbers: the entries of a state vector (one bit a qubit) or of a density matrix (two bits a qubit). */
export interface ComplexVector {
  readonly bitCount: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** Bits of the index that must have the values in `value` for a matrix to act. */
export interface BitControls {
  readonly mask: number;
  readonly value: number;
}

/**
 * Linear maps on chosen bits of a vector's index, in place. Matrices are arbitrary (superoperators and Kraus operators are
 * not unitary) and act on one to eight bits, the first the least significant bit of the matrix's index.
 */
export interface VectorKernels {
  applyMatrix(
    vector: ComplexVector,
    matrix: ComplexMatrix,
    bits: readonly number[],
    controls?: BitControls,
  ): void;
}

const noControls: BitControls = { mask: 0, value: 0 };

function applyOneBit(
  { real, imaginary }: ComplexVector,
  matrix: ComplexMatrix,
  bit: number,
  { mask, value }: BitControls,
): void {
  const stride = 1 << bit;
  const fixed = mask | stride;
  const size = real.length;
  const [r00, r01, r10, r11] = matrix.real;
  const [i00, i01, i10, i11] = matrix.imaginary;
  for (let free = 0; free < size; free = ((free | fixed) + 1) & ~fixed) {
    const low = free | value;
    const high = low | stride;
    const ar = real[low];
    const ai = imaginary[low];
    const br = real[high];
    const bi = imaginary[high];
    real[low] = r00 * ar - i00 * ai + r01 * br - i01 * bi;
    imaginary[low] = r00 * ai + i00 * ar + r01 * bi + i01 * br;
    real[high] = r10 * ar - i10 * ai + r11 * br - i11 * bi;
    imaginary[high] = r10 * ai + i10 * ar + r11 * bi + i11 * br;
  }
}

/** A real matrix on two bits. */
function applyTwoBitsReal(
  { real, imaginary }: ComplexVector,
  matrix: ComplexMatrix,
  [first, second]: readonly number[],
  { mask, value }: BitControls,
): void {
  const [s1, s2] = [1 << first, 1 << second];
  const fixed = mask | s1 | s2;
  const size = real.length;
  const [a0, a1, a2, a3, b0, b1, b2, b3, c0, c1, c2, c3, d0, d1, d2, d3] = matrix.real;
  for (let free = 0; free < size; free = ((free | fixed) + 1) & ~fixed) {
    const k0 = free | value;
    const k1 = k0 | s1;
    const k2 = k0 | s2;
    const k3 = k1 | s2;
    const r0 = real[k0];
    const r1 = real[k1];
    const r2 = real[k2];
    const r3 = real[k3];
    const i0 = imaginary[k0];
    const i1 = imaginary[k1];
    const i2 = imaginary[k2];
    const i3 = imaginary[k3];
    real[k0] = a0 * r0 + a1 * r1 + a2 * r2 + a3 * r3;
    imaginary[k0] = a0 * i0 + a1 * i1 + a2 * i2 + a3 * i3;
    real[k1] = b0 * r0 + b1 * r1 + b2 * r2 + b3 * r3;
    imaginary[k1] = b0 * i0 + b1 * i1 + b2 * i2 + b3 * i3;
    real[k2] = c0 * r0 + c1 * r1 + c2 * r2 + c3 * r3;
    imaginary[k2] = c0 * i0 + c1 * i1 + c2 * i2 + c3 * i3;
    real[k3] = d0 * r0 + d1 * r1 + d2 * r2 + d3 * r3;
    imaginary[k3] = d0 * i0 + d1 * i1 + d2 * i2 + d3 * i3;
  }
}

/** Any matrix, by the entries of its rows that are not zero. */
function applySparse(
  { real, imaginary }: ComplexVector,
  matrix: ComplexMatrix,
  bits: readonly number[],
  { mask, value }: BitControls,
): void {
  const { size } = matrix;
  const { starts, columns, reals, imaginaries, isReal } = compressRows(matrix);
  const offsets = Int32Array.from({ length: size }, (_, local) =>
    bits.reduce((sum, bit, index) => sum | (((local >> index) & 1) << bit), 0),
  );
  const fixed = mask | offsets[size - 1];
  const inReal = new Float64Array(size);
  const inImaginary = new Float64Array(size);
  const length = real.length;
  for (let free = 0; free < length; free = ((free | fixed) + 1) & ~fixed) {
    const base = free | value;
    for (let local = 0; local < size; local++) {
      const at = base | offsets[local];
      inReal[local] = real[at];
      inImaginary[local] = imaginary[at];
    }
    for (let row = 0; row < size; row++) {
      let re = 0;
      let im = 0;
      const end = starts[row + 1];
      if (isReal) {
        for (let entry = starts[row]; entry < end; entry++) {
          const column = columns[entry];
          const factor = reals[entry];
          re += factor * inReal[column];
          im += factor * inImaginary[column];
        }
      } else {
        for (let entry = starts[row]; entry < end; entry++) {
          const column = columns[entry];
          const a = reals[entry];
          const b = imaginaries[entry];
          re += a * inReal[column] - b * inImaginary[column];
          im += a * inImaginary[column] + b * inReal[column];
        }
      }
      const at = base | offsets[row];
      real[at] = re;
      imaginary[at] = im;
    }
  }
}

/** The kernels in plain TypeScript. They take no memory beyond the vector. */
export const typescriptVectorKernels: VectorKernels = {
  applyMatrix(vector, matrix, bits, controls = noControls) {
    if (bits.length === 1) applyOneBit(vector, matrix, bits[0], controls);
    else if (bits.length === 2 && matrix.imaginary.every((entry) => entry === 0)) {
      applyTwoBitsReal(vector, matrix, bits, controls);
    } else applySparse(vector, matrix, bits, controls);
  },
};
