import { describe, expect, it } from "vitest";
import { fitMinimum } from "./fit-minimum.ts";

const sample = (f: (x: number) => number, from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const x = from + ((to - from) * index) / (count - 1);
    return [x, f(x)] as const;
  });

describe("fit of a curve's minimum", () => {
  it("is exact for a quartic through five points", () => {
    const f = (x: number) => 2 + 3 * (x - 1.1) ** 2 - 1.5 * (x - 1.1) ** 3 + 0.7 * (x - 1.1) ** 4;
    const minimum = fitMinimum(sample(f, 0.7, 1.7, 6));
    expect(minimum!.position).toBeCloseTo(1.1, 10);
    expect(minimum!.value).toBeCloseTo(2, 12);
    expect(minimum!.curvature).toBeCloseTo(6, 9);
  });

  it("is exact for a parabola through three points", () => {
    const minimum = fitMinimum(sample((x) => 4 * (x - 0.6) ** 2 - 1, 0, 1, 3));
    expect(minimum!.position).toBeCloseTo(0.6, 12);
    expect(minimum!.curvature).toBeCloseTo(8, 10);
  });

  it("finds a Morse curve's minimum to 1e-3 of its length", () => {
    const f = (x: number) => 0.17 * (1 - Math.exp(-1.9 * (x - 0.74))) ** 2;
    const minimum = fitMinimum(sample(f, 0.5, 1.5, 21));
    expect(minimum!.position).toBeCloseTo(0.74, 3);
    expect(minimum!.curvature / (2 * 0.17 * 1.9 ** 2)).toBeCloseTo(1, 2);
  });

  it("does not exist at an end or with two points", () => {
    expect(fitMinimum(sample((x) => x, 0, 1, 5))).toBeUndefined();
    expect(fitMinimum(sample((x) => -x, 0, 1, 5))).toBeUndefined();
    expect(fitMinimum(sample((x) => x * x, -1, 1, 2))).toBeUndefined();
    expect(fitMinimum([])).toBeUndefined();
  });
});
