/** A square complex matrix, dense, row-major. */
export interface ComplexMatrix {
  readonly size: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** A matrix from its rows; entries without an imaginary part may leave that table out. */
export function complexMatrix(
  real: readonly (readonly number[])[],
  imaginary?: readonly (readonly number[])[],
): ComplexMatrix {
  const size = real.length;
  return {
    size,
    real: Float64Array.from(real.flat()),
    imaginary: imaginary ? Float64Array.from(imaginary.flat()) : new Float64Array(size * size),
  };
}

/** The identity matrix. */
export function identityMatrix(size: number): ComplexMatrix {
  const real = new Float64Array(size * size);
  for (let index = 0; index < size; index++) real[index * size + index] = 1;
  return { size, real, imaginary: new Float64Array(size * size) };
}

/** factor · M for a real factor. */
export function scaleMatrix(factor: number, matrix: ComplexMatrix): ComplexMatrix {
  return {
    size: matrix.size,
    real: matrix.real.map((entry) => factor * entry),
    imaginary: matrix.imaginary.map((entry) => factor * entry),
  };
}

/** A·B. */
export function multiplyMatrices(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const { size } = a;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let inner = 0; inner < size; inner++) {
      const re = a.real[row * size + inner];
      const im = a.imaginary[row * size + inner];
      if (re === 0 && im === 0) continue;
      for (let column = 0; column < size; column++) {
        const at = inner * size + column;
        real[row * size + column] += re * b.real[at] - im * b.imaginary[at];
        imaginary[row * size + column] += re * b.imaginary[at] + im * b.real[at];
      }
    }
  }
  return { size, real, imaginary };
}

/** A†: the complex conjugate of the transpose. */
export function adjointMatrix({ size, real, imaginary }: ComplexMatrix): ComplexMatrix {
  const transpose = (entries: Float64Array, sign: number): Float64Array =>
    entries.map((_, at) => sign * entries[(at % size) * size + Math.floor(at / size)]);
  return { size, real: transpose(real, 1), imaginary: transpose(imaginary, -1) };
}

/** maxᵢⱼ |Aᵢⱼ − Bᵢⱼ|. */
export function largestDifference(a: ComplexMatrix, b: ComplexMatrix): number {
  let largest = 0;
  for (let at = 0; at < a.real.length; at++) {
    largest = Math.max(largest, Math.hypot(a.real[at] - b.real[at], a.imaginary[at] - b.imaginary[at]));
  }
  return largest;
}
