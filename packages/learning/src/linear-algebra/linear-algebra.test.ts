import { createRandom } from "@ansatz/simulator";
import { describe, expect, test } from "vitest";
import { factorCholesky, inverseForms, invertCholesky, logDeterminant, solveCholesky } from "./cholesky.ts";
import { symmetricEigen } from "./symmetric-eigen.ts";
import { rotateBack, rotateInto, solveShifted, tridiagonalise } from "./tridiagonal.ts";

/** B·Bᵀ + 0.1 of a random B: positive definite, of condition about 1e3. */
function positiveDefinite(size: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const factor = Float64Array.from({ length: size * size }, () => random.normal());
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++) matrix[i * size + j] += factor[i * size + k] * factor[j * size + k];
    }
    matrix[i * size + i] += 0.1;
  }
  return matrix;
}

function multiply(matrix: Float64Array, size: number, vector: Float64Array): Float64Array {
  return Float64Array.from({ length: size }, (_, i) =>
    vector.reduce((sum, value, j) => sum + matrix[i * size + j] * value, 0),
  );
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((largest, value, k) => Math.max(largest, Math.abs(value - b[k])), 0);
}

// Rounding of n-term sums, magnified by the condition number: 1e3 × 1e-16 × n, with room.
const tolerance = 1e-9;

describe.each([1, 2, 3, 49, 131])("a positive definite matrix of %i rows", (size) => {
  const matrix = positiveDefinite(size, size);
  const random = createRandom(size + 1);
  const right = Float64Array.from({ length: size }, () => random.normal());

  test("its Cholesky factor solves and inverts", () => {
    const factor = factorCholesky(matrix, size)!;
    expect(largestDifference(multiply(matrix, size, solveCholesky(factor, right)), right)).toBeLessThan(
      tolerance,
    );
    const table = Float64Array.from({ length: 9 * size }, () => random.normal());
    inverseForms(factor, table).forEach((form, k) => {
      const row = table.slice(k * size, (k + 1) * size);
      const expected = solveCholesky(factor, row).reduce((sum, value, j) => sum + value * row[j], 0);
      expect(Math.abs(form / expected - 1)).toBeLessThan(1e-10);
    });
    const inverse = invertCholesky(factor);
    for (let k = 0; k < size; k++) {
      const unit = new Float64Array(size);
      unit[k] = 1;
      const row = inverse.subarray(k * size, (k + 1) * size);
      expect(largestDifference(multiply(matrix, size, row), unit)).toBeLessThan(tolerance);
    }
  });

  test("its tridiagonal form solves at any shift, with the determinant and the trace of the inverse", () => {
    const form = tridiagonalise(matrix, size);
    expect(largestDifference(rotateBack(form, rotateInto(form, right)), right)).toBeLessThan(1e-12);
    for (const shift of [0, 0.7, 30]) {
      const shifted = matrix.slice();
      for (let k = 0; k < size; k++) shifted[k * size + k] += shift;
      const solved = solveShifted(form, shift, rotateInto(form, right))!;
      const solution = rotateBack(form, solved.solution);
      expect(largestDifference(multiply(shifted, size, solution), right)).toBeLessThan(tolerance);
      const factor = factorCholesky(shifted, size)!;
      expect(solved.logDeterminant).toBeCloseTo(logDeterminant(factor), 8);
      const inverse = invertCholesky(factor);
      const trace = Array.from({ length: size }, (_, k) => inverse[k * size + k]).reduce((a, b) => a + b);
      expect(Math.abs(solved.inverseTrace / trace - 1)).toBeLessThan(1e-9);
    }
  });

  test("its eigenvectors are orthonormal and give it back", () => {
    const { values, vectors } = symmetricEigen(matrix, size);
    const scale = values[0];
    for (let k = 0; k < size; k++) {
      const vector = vectors.subarray(k * size, (k + 1) * size);
      const image = multiply(matrix, size, vector);
      expect(
        largestDifference(
          image,
          vector.map((value) => value * values[k]),
        ),
      ).toBeLessThan(1e-13 * size * scale);
      expect(
        largestDifference(
          multiply(vectors, size, vector),
          Float64Array.from(values, (_, j) => Number(j === k)),
        ),
      ).toBeLessThan(1e-12);
      if (k > 0) expect(values[k]).toBeLessThanOrEqual(values[k - 1]);
    }
  });
});

test("eigenvalues of the second difference matrix are 2 − 2·cos(kπ/(n + 1))", () => {
  const size = 40;
  const matrix = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    matrix[k * size + k] = 2;
    if (k > 0) matrix[k * size + k - 1] = matrix[(k - 1) * size + k] = -1;
  }
  const { values } = symmetricEigen(matrix, size);
  const exact = Array.from({ length: size }, (_, k) => 2 - 2 * Math.cos(((size - k) * Math.PI) / (size + 1)));
  expect(largestDifference(values, exact)).toBeLessThan(1e-13);
});

test("repeated and zero eigenvalues are found", () => {
  const size = 6;
  const ones = new Float64Array(size * size).fill(1);
  const { values } = symmetricEigen(ones, size);
  expect(largestDifference(values, [6, 0, 0, 0, 0, 0])).toBeLessThan(1e-13);
  expect(Array.from(symmetricEigen(new Float64Array(9), 3).values)).toEqual([0, 0, 0]);
});

test("an indefinite matrix has no Cholesky factor and no shifted solution", () => {
  const matrix = Float64Array.of(1, 2, 2, 1);
  expect(factorCholesky(matrix, 2)).toBeUndefined();
  expect(solveShifted(tridiagonalise(matrix, 2), 0.5, new Float64Array(2))).toBeUndefined();
  expect(solveShifted(tridiagonalise(matrix, 2), 1.5, new Float64Array(2))).toBeDefined();
});
