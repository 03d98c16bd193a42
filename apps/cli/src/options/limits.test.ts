import { InvalidArgumentError } from "commander";
import { expect, test } from "vitest";
import { pickLimits, sectorLimits } from "./limits.ts";

test("limits are a number, a range or one end of it", () => {
  expect(pickLimits("5")).toBe(5);
  expect(pickLimits("3-6")).toEqual({ minimum: 3, maximum: 6 });
  expect(pickLimits("-6")).toEqual({ maximum: 6 });
  expect(sectorLimits("tech=0.4,a=b=1-,*=1-3")).toEqual({
    tech: { maximum: 0.4 },
    "a=b": { minimum: 1 },
    "*": { minimum: 1, maximum: 3 },
  });
});

test.each(["tech", "=2", "tech=", "tech=x", "tech=1,,oil=1", "tech=1-,oil=1,tech=-2"])(
  "%j is refused as limits of sectors",
  (text) => {
    expect(() => sectorLimits(text)).toThrow(InvalidArgumentError);
  },
);
