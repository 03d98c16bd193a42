import { describe, expect, it } from "vitest";
import {
  decadeDomain,
  decadeTicks,
  energyDomain,
  formatDecade,
  logError,
  niceTicks,
  tickDigits,
} from "./chart-domain.ts";

describe("axes", () => {
  it("the energy axis holds all values and a margin, even of a single one", () => {
    const [low, high] = energyDomain([-1.1167, -1.1373]);
    expect(low).toBeLessThan(-1.1373);
    expect(high).toBeGreaterThan(-1.1167);
    const single = energyDomain([-1]);
    expect(single[1] - single[0]).toBeCloseTo(1e-5, 12);
  });

  it("ticks are round, inside the axis, and their digits tell them apart", () => {
    const domain: [number, number] = [-75.0142, -74.9603];
    const ticks = niceTicks(domain);
    expect(ticks.length).toBeGreaterThanOrEqual(4);
    for (const tick of ticks) expect(tick).toBeGreaterThanOrEqual(domain[0]);
    const texts = ticks.map((tick) => tick.toFixed(tickDigits(domain)));
    expect(new Set(texts).size).toBe(ticks.length);
    expect(ticks).toContain(-75);
  });

  it("the error axis spans whole decades and holds chemical accuracy", () => {
    expect(decadeDomain([2e-6])).toEqual([1e-6, 1e-2]);
    expect(decadeDomain([0.3, 1e-3])[1]).toBe(1);
    expect(decadeTicks([1e-6, 1e-2]).map(formatDecade)).toEqual(["10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²"]);
    expect(decadeTicks([1e-11, 1]).length).toBeLessThanOrEqual(7);
    expect(formatDecade(1)).toBe("1");
  });

  it("an error of rounding size stays on the logarithmic axis, whatever its sign", () => {
    expect(logError(-1 - 1e-14, -1)).toBe(1e-11);
    expect(logError(-1.01, -1)).toBeCloseTo(0.01, 12);
  });
});
