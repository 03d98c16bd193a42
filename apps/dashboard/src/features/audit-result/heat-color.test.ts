import { expect, test } from "vitest";
import { heatColor } from "./heat-color.ts";

const lightness = (value: number): number => {
  const [red, green, blue] = heatColor(value);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

test("the scale grows lighter from 0 to 1, so that it reads without hue", () => {
  for (let value = 0; value < 1; value += 0.02) {
    expect(lightness(value + 0.02)).toBeGreaterThan(lightness(value));
  }
});

test("values outside of the scale have the colours of its ends", () => {
  expect(heatColor(-3)).toEqual(heatColor(0));
  expect(heatColor(7)).toEqual(heatColor(1));
});
