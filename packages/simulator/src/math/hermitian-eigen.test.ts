import { expect, test } from "vitest";
import { adjointMatrix, multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { NumericalError } from "../errors.ts";
import { matrixDistance } from "../testing/dense-circuit.ts";
import { hermitianEigen } from "./hermitian-eigen.ts";
import { createRandom } from "./random.ts";
import { singularValues } from "./singular-values.ts";

/** Rounding of matrices with entries of a few units and up to 33 rows. */
const rounding = 1e-12;

function randomMatrix(
  rows: number,
  columns: number,
  seed: number,
): { real: Float64Array; imaginary: Float64Array } {
  const random = createRandom(seed);
  const draw = (): Float64Array => Float64Array.from({ length: rows * columns }, () => random.normal());
  return { real: draw(), imaginary: draw() };
}

function square(size: number, seed: number): ComplexMatrix {
  return { size, ...randomMatrix(size, size, seed) };
}

test.each([1, 2, 3, 4, 9, 33])("a Hermitian matrix of %i rows is the sum over its eigenvectors", (size) => {
  const m = square(size, size);
  const hermitian = {
    size,
    real: m.real.map((x, at) => x + adjointMatrix(m).real[at]),
    imaginary: m.imaginary.map((x, at) => x + adjointMatrix(m).imaginary[at]),
  };
  const eigen = hermitianEigen(hermitian);
  // Rows are eigenvectors u: the matrix of rows is Uᵀ, so U = its transpose and A = U Λ U†.
  const rows: ComplexMatrix = { size, real: eigen.real, imaginary: eigen.imaginary };
  const conjugate = { ...rows, imaginary: rows.imaginary.map((x) => -x) };
  const u = adjointMatrix(conjugate);
  const lambda = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  eigen.values.forEach((value, k) => (lambda.real[k * size + k] = value));
  expect(
    matrixDistance(multiplyMatrices(multiplyMatrices(u, lambda), adjointMatrix(u)), hermitian),
  ).toBeLessThan(rounding);
  const identity = { ...lambda, real: lambda.real.map((_, at) => +(at % (size + 1) === 0)) };
  expect(matrixDistance(multiplyMatrices(adjointMatrix(u), u), identity)).toBeLessThan(rounding);
  expect([...eigen.values]).toEqual([...eigen.values].sort((a, b) => a - b));
});

test("a degenerate projector has eigenvalues 0 and 1", () => {
  // Half of (1, i; −i, 1) on two copies.
  const real = new Float64Array(16);
  const imaginary = new Float64Array(16);
  for (const block of [0, 2]) {
    for (const k of [0, 1]) real[(block + k) * 5] = 0.5;
    imaginary[block * 4 + block + 1] = 0.5;
    imaginary[(block + 1) * 4 + block] = -0.5;
  }
  const { values } = hermitianEigen({ size: 4, real, imaginary });
  [0, 0, 1, 1].forEach((value, k) => expect(Math.abs(values[k] - value)).toBeLessThan(rounding));
});

test("entries that are not finite are refused", () => {
  const nan = { size: 1, real: Float64Array.of(NaN), imaginary: Float64Array.of(0) };
  expect(() => hermitianEigen(nan)).toThrow(NumericalError);
  expect(() => singularValues(1, nan)).toThrow(NumericalError);
});

test.each([
  [3, 3],
  [2, 7],
  [7, 2],
  [16, 16],
])("squared singular values of a %i × %i matrix are the eigenvalues of M M†", (rows, columns) => {
  const m = randomMatrix(rows, columns, 10 * rows + columns);
  const size = Math.min(rows, columns);
  const gram = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  const entry = (long: number, k: number): [number, number] => {
    const at = rows <= columns ? long * columns + k : k * columns + long;
    return [m.real[at], rows <= columns ? m.imaginary[at] : -m.imaginary[at]];
  };
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      for (let k = 0; k < Math.max(rows, columns); k++) {
        const [[aRe, aIm], [bRe, bIm]] = [entry(a, k), entry(b, k)];
        gram.real[a * size + b] += aRe * bRe + aIm * bIm;
        gram.imaginary[a * size + b] += aIm * bRe - aRe * bIm;
      }
    }
  }
  const expected = hermitianEigen(gram).values.toReversed();
  const found = singularValues(rows, m);
  expect(found).toHaveLength(size);
  found.forEach((value, k) => expect(Math.abs(value ** 2 - expected[k])).toBeLessThan(rounding * 10));
});

test("a singular value of 1e-12 keeps its digits beside 1", () => {
  // Rotations of diag(1, 1e-12) from both sides.
  const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
  const [d, t] = [Math.cos(1.1), Math.sin(1.1)];
  const tiny = 1e-12;
  const real = Float64Array.of(
    c * d + s * t * tiny,
    -c * t + s * d * tiny,
    -s * d + c * t * tiny,
    s * t + c * d * tiny,
  );
  const [first, second] = singularValues(2, { real, imaginary: new Float64Array(4) });
  expect(Math.abs(first - 1)).toBeLessThan(1e-15);
  // Rounding of the entries themselves moves it by up to 1e-16.
  expect(Math.abs(second - tiny)).toBeLessThan(3e-16);
});
