import { expect, test } from "vitest";
import {
  boysAsymptoticStart,
  boysFunctions,
  makeBoysTable,
  boysGridDensity,
  boysTableColumns,
} from "./boys-function.ts";
import { boysByQuadrature } from "./testing/oracle.ts";

test.each([0, 1e-9, 0.01, 0.5, 3, 12.3, 35.99, 36.01, 70, 900])(
  "F_0 … F_8 equal their integrals at T = %d",
  (T) => {
    const values = new Float64Array(9);
    boysFunctions(8, T, values);
    for (let m = 0; m <= 8; m++) {
      // rounding of 2,000 terms; beyond T = 36 the dropped e^(−T) is below 1e-16
      expect(Math.abs(values[m] - boysByQuadrature(m, T))).toBeLessThan(1e-14);
    }
  },
);

test("F_m(0) = 1/(2m + 1)", () => {
  const values = new Float64Array(5);
  boysFunctions(4, 0, values);
  expect([...values]).toEqual([1, 1 / 3, 1 / 5, 1 / 7, 1 / 9]);
});

test("the table holds the functions and e^(−T) at its grid points", () => {
  const table = makeBoysTable();
  expect(table).toHaveLength((boysAsymptoticStart * boysGridDensity + 1) * boysTableColumns);
  for (const row of [0, 1, 100, boysAsymptoticStart * boysGridDensity]) {
    const T = row / boysGridDensity;
    expect(table[row * boysTableColumns + 15]).toBe(Math.exp(-T));
    for (const m of [0, 4, 14]) {
      expect(Math.abs(table[row * boysTableColumns + m] - boysByQuadrature(m, T))).toBeLessThan(1e-14);
    }
  }
});
