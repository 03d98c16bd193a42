import { expect, test } from "vitest";
import { bondLengthAxis, energyAxis, errorAxis } from "./chart-axes.ts";

test("a scan's axis runs from the shorter to the longer bond, whichever was named first", () => {
  expect(bondLengthAxis([2.2, 0.8]).domain).toEqual([0.8, 2.2]);
  expect(bondLengthAxis([2.2, 0.8])).toEqual(bondLengthAxis([0.8, 2.2]));
});

test("energies close to each other get ticks that differ as printed", () => {
  const { ticks, format } = energyAxis([-75.01543, -75.01544]);
  const printed = ticks.map(format);
  expect(printed.length).toBeGreaterThan(2);
  expect(new Set(printed).size).toBe(printed.length);
  expect(printed[0]).toMatch(/^−75\.0154/);
});

test("an axis without an energy has a range all the same", () => {
  const [low, high] = energyAxis([]).domain;
  expect(high).toBeGreaterThan(low);
});

test("errors and chemical accuracy lie inside whole decades", () => {
  const { domain, ticks, format } = errorAxis([3e-5, 2e-2]);
  expect(domain[0]).toBeCloseTo(1e-5, 12);
  expect(domain[1]).toBeCloseTo(1e-1, 12);
  expect(ticks.map(format)).toEqual(["10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹"]);
});
