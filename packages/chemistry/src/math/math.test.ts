import fc from "fast-check";
import { expect, test } from "vitest";
import { solveLinearSystem } from "./linear-solve.ts";
import { congruence, multiply, transpose } from "./matrix.ts";
import { solveSymmetricEigen } from "./symmetric-eigen.ts";

const sizes = fc.integer({ min: 1, max: 12 });
const symmetric = sizes.chain((n) =>
  fc
    .array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: n * n, maxLength: n * n })
    .map((values) => ({
      n,
      matrix: Float64Array.from(
        values,
        (value, index) => value + values[(index % n) * n + Math.floor(index / n)],
      ),
    })),
);
const settings = { seed: 20261123, numRuns: 100 };

test("eigenvectors are orthonormal and diagonalise the matrix, eigenvalues rise", () => {
  fc.assert(
    fc.property(symmetric, ({ n, matrix }) => {
      const { values, vectors } = solveSymmetricEigen(matrix, n);
      const diagonal = congruence(matrix, vectors, n, n);
      const unit = multiply(transpose(vectors, n, n), vectors, n, n, n);
      for (let i = 0; i < n; i++) {
        if (i > 0) expect(values[i]).toBeGreaterThanOrEqual(values[i - 1]);
        for (let j = 0; j < n; j++) {
          expect(Math.abs(diagonal[i * n + j] - (i === j ? values[i] : 0))).toBeLessThan(1e-11);
          expect(Math.abs(unit[i * n + j] - (i === j ? 1 : 0))).toBeLessThan(1e-12);
        }
      }
    }),
    settings,
  );
});

test("the path graph's Laplacian has its known eigenvalues 2 − 2cos(πk/n)", () => {
  const n = 40;
  const laplacian = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    laplacian[i * (n + 1)] = i === 0 || i === n - 1 ? 1 : 2;
    if (i > 0) laplacian[i * n + i - 1] = laplacian[(i - 1) * n + i] = -1;
  }
  const { values } = solveSymmetricEigen(laplacian, n);
  values.forEach((value, k) => expect(value).toBeCloseTo(2 - 2 * Math.cos((Math.PI * k) / n), 12));
});

test("zero and diagonal matrices are their own eigenproblem", () => {
  expect([...solveSymmetricEigen(new Float64Array(9), 3).values]).toEqual([0, 0, 0]);
  expect([...solveSymmetricEigen(Float64Array.of(3, 0, 0, -1), 2).values]).toEqual([-1, 3]);
});

test("a product of matrices is the sum it stands for", () => {
  const a = Float64Array.from({ length: 15 }, (_, index) => Math.sin(index));
  const b = Float64Array.from({ length: 35 }, (_, index) => Math.cos(index));
  multiply(a, b, 3, 5, 7).forEach((value, index) => {
    const [i, j] = [Math.floor(index / 7), index % 7];
    const expected = [0, 1, 2, 3, 4].reduce((sum, k) => sum + a[i * 5 + k] * b[k * 7 + j], 0);
    expect(value).toBeCloseTo(expected, 13);
  });
});

test("a linear system is solved and a singular one reported", () => {
  const matrix = [
    [0, 2, 1],
    [1, -1, 0],
    [3, 0, 4],
  ];
  const solution = solveLinearSystem(matrix, [5, -1, 7])!;
  matrix.forEach((row, index) => {
    expect(row.reduce((sum, value, column) => sum + value * solution[column], 0)).toBeCloseTo(
      [5, -1, 7][index],
      12,
    );
  });
  expect(
    solveLinearSystem(
      [
        [1, 2],
        [2, 4],
      ],
      [1, 2],
    ),
  ).toBeUndefined();
});
