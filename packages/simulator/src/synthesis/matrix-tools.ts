import { identityMatrix, multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";

/** The product of several matrices, the leftmost first (it acts last on a state). */
export function productOf(...matrices: readonly ComplexMatrix[]): ComplexMatrix {
  return matrices.reduce(multiplyMatrices);
}

/** high ⊗ low: `low` acts on the less significant bits. */
export function tensor(high: ComplexMatrix, low: ComplexMatrix): ComplexMatrix {
  const size = high.size * low.size;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const a = Math.floor(row / low.size) * high.size + Math.floor(column / low.size);
      const b = (row % low.size) * low.size + (column % low.size);
      real[row * size + column] = high.real[a] * low.real[b] - high.imaginary[a] * low.imaginary[b];
      imaginary[row * size + column] = high.real[a] * low.imaginary[b] + high.imaginary[a] * low.real[b];
    }
  }
  return { size, real, imaginary };
}

/** e^(iφ)·M. */
export function timesPhase(phase: number, { size, real, imaginary }: ComplexMatrix): ComplexMatrix {
  const [c, s] = [Math.cos(phase), Math.sin(phase)];
  return {
    size,
    real: real.map((entry, at) => c * entry - s * imaginary[at]),
    imaginary: imaginary.map((entry, at) => c * entry + s * real[at]),
  };
}

/** diag(e^(iφₖ)). */
export function phaseMatrix(phases: ArrayLike<number>): ComplexMatrix {
  const size = phases.length;
  const matrix = identityMatrix(size);
  for (let index = 0; index < size; index++) {
    matrix.real[index * size + index] = Math.cos(phases[index]);
    matrix.imaginary[index * size + index] = Math.sin(phases[index]);
  }
  return matrix;
}

/** The block of `size` rows and columns that starts at the given row and column. */
export function blockOf(matrix: ComplexMatrix, row: number, column: number, size: number): ComplexMatrix {
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < size; c++) {
      const from = (row + r) * matrix.size + column + c;
      real[r * size + c] = matrix.real[from];
      imaginary[r * size + c] = matrix.imaginary[from];
    }
  }
  return { size, real, imaginary };
}

/** The determinant [real, imaginary], by elimination with pivots. */
export function determinant(matrix: ComplexMatrix): readonly [number, number] {
  const { size } = matrix;
  const re = Float64Array.from(matrix.real);
  const im = Float64Array.from(matrix.imaginary);
  let [dr, di] = [1, 0];
  for (let column = 0; column < size; column++) {
    let pivot = column;
    const length = (row: number): number => Math.hypot(re[row * size + column], im[row * size + column]);
    for (let row = column + 1; row < size; row++) if (length(row) > length(pivot)) pivot = row;
    if (length(pivot) === 0) return [0, 0];
    if (pivot !== column) {
      for (let k = 0; k < size; k++) {
        const [a, b] = [pivot * size + k, column * size + k];
        [re[a], re[b]] = [re[b], re[a]];
        [im[a], im[b]] = [im[b], im[a]];
      }
      [dr, di] = [-dr, -di];
    }
    const [pr, pi] = [re[column * size + column], im[column * size + column]];
    [dr, di] = [dr * pr - di * pi, dr * pi + di * pr];
    const norm = pr * pr + pi * pi;
    for (let row = column + 1; row < size; row++) {
      const [vr, vi] = [re[row * size + column], im[row * size + column]];
      const [fr, fi] = [(vr * pr + vi * pi) / norm, (vi * pr - vr * pi) / norm];
      for (let k = column; k < size; k++) {
        const [a, b] = [row * size + k, column * size + k];
        const [xr, xi] = [re[b], im[b]];
        re[a] -= fr * xr - fi * xi;
        im[a] -= fr * xi + fi * xr;
      }
    }
  }
  return [dr, di];
}
