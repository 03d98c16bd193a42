import { expect, test } from "vitest";
import { createRandom } from "./random.ts";
import { symmetricEigen } from "./symmetric-eigen.ts";

function randomSymmetric(size: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) matrix[i * size + j] = matrix[j * size + i] = random.normal();
  }
  return matrix;
}

test.each([1, 2, 3, 7, 40])("A v = λ v with orthonormal v for a random matrix of size %i", (size) => {
  const matrix = randomSymmetric(size, 83 + size);
  const { values, vectors } = symmetricEigen(matrix, size);
  for (let i = 0; i < size; i++) {
    if (i > 0) expect(values[i]).toBeGreaterThanOrEqual(values[i - 1]);
    for (let k = 0; k < size; k++) {
      let image = 0;
      for (let l = 0; l < size; l++) image += matrix[k * size + l] * vectors[i * size + l];
      expect(Math.abs(image - values[i] * vectors[i * size + k])).toBeLessThan(1e-13 * size);
    }
    for (let j = 0; j <= i; j++) {
      let overlap = 0;
      for (let k = 0; k < size; k++) overlap += vectors[i * size + k] * vectors[j * size + k];
      expect(Math.abs(overlap - (i === j ? 1 : 0))).toBeLessThan(1e-13 * size);
    }
  }
});

test("the eigenvalues of a chain with unit hopping are 2 cos(πk/(n+1))", () => {
  const size = 12;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i + 1 < size; i++) matrix[i * size + i + 1] = matrix[(i + 1) * size + i] = 1;
  const { values } = symmetricEigen(matrix, size);
  values.forEach((value, index) => {
    expect(value).toBeCloseTo(2 * Math.cos((Math.PI * (size - index)) / (size + 1)), 13);
  });
});

test("diagonal, degenerate and block matrices keep their eigenvalues", () => {
  expect(Array.from(symmetricEigen(Float64Array.of(3, 0, 0, 0, 3, 0, 0, 0, -1), 3).values)).toEqual([
    -1, 3, 3,
  ]);
  const blocks = Float64Array.of(0, 0, 0, 2, 0, 0, 5, 0, 0, 5, 0, 0, 2, 0, 0, 0);
  const { values } = symmetricEigen(blocks, 4);
  [-5, -2, 2, 5].forEach((value, index) => expect(values[index]).toBeCloseTo(value, 14));
});

test("entries that are not finite are refused", () => {
  expect(() => symmetricEigen(Float64Array.of(1, NaN, NaN, 1), 2)).toThrow("finite");
});
