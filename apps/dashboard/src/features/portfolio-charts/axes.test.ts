import { describe, expect, test } from "vitest";
import { dateAxis, spanOf, thin, tightLogAxis } from "./axes.ts";

describe("axes of finance charts", () => {
  test("ticks of a tight logarithmic axis are round, inside and at most seven", () => {
    for (const [low, high] of [
      [90, 130],
      [60, 800],
      [3, 9000],
      [950_000, 5_300_000],
    ]) {
      const { ticks, domain } = tightLogAxis([low, high], String);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(ticks.every((tick) => tick >= domain[0] && tick <= domain[1])).toBe(true);
      expect([...ticks].sort((a, b) => a - b)).toEqual(ticks);
    }
  });

  test("ticks of dates stand at the beginnings of years over years, of months over months", () => {
    const day = (text: string): number => Date.parse(text);
    const years = dateAxis("at", [day("2013-01-02"), day("2022-12-28")], true);
    expect(years.ticks!.every((tick) => new Date(tick).toISOString().endsWith("-01-01T00:00:00.000Z"))).toBe(
      true,
    );
    expect(years.ticks!.length).toBeGreaterThan(3);
    const months = dateAxis("at", [day("2024-01-10"), day("2024-05-20")], true);
    expect(months.ticks!.map((tick) => new Date(tick).getUTCMonth())).toEqual([1, 2, 3, 4]);
    expect(dateAxis("at", [0, 1, 2], false).label).toBe("Period");
  });

  test("thinning keeps both ends and goes forwards", () => {
    const places = thin(2516, 400);
    expect(places).toHaveLength(400);
    expect([places[0], places.at(-1)]).toEqual([0, 2515]);
    expect(places.every((place, index) => index === 0 || place > places[index - 1])).toBe(true);
    expect(thin(3, 400)).toEqual([0, 1, 2]);
  });

  test("a span holds all values, also one alone and none", () => {
    expect(spanOf([2, 4], 0)).toEqual([2, 4]);
    const [low, high] = spanOf([5]);
    expect(low).toBeLessThan(5);
    expect(high).toBeGreaterThan(5);
    expect(spanOf([Number.NaN])).toEqual([0, 1]);
  });
});
