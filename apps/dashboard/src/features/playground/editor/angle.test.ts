import { parameter } from "@ansatz/simulator";
import { expect, test } from "vitest";
import { formatAngle, formatParameter, parseAngle, parseParameter } from "./angle.ts";

const { PI } = Math;

test.each([
  ["pi", PI],
  ["π/2", PI / 2],
  ["-3pi/4", (-3 * PI) / 4],
  ["−π", -PI],
  ["0.25*pi", PI / 4],
  ["2π", 2 * PI],
  ["1.57", 1.57],
  ["1/4", 0.25],
  ["0", 0],
])("%s is an angle", (text, radians) => expect(parseAngle(text)).toBeCloseTo(radians, 14));

test.each(["", "-", "pie", "pi/", "1/0", "NaN", "Infinity", "1e999", "two"])("%s is no angle", (text) =>
  expect(parseAngle(text)).toBeUndefined(),
);

test.each([
  [PI, "π"],
  [-PI / 2, "−π/2"],
  [(3 * PI) / 4, "3π/4"],
  [2 * PI, "2π"],
  [PI / 48, "π/48"],
  [0, "0"],
  [0.7, "0.7"],
])("%d is shown as %s, and what is shown can be typed", (radians, text) => {
  expect(formatAngle(radians)).toBe(text);
  expect(parseAngle(text)).toBeCloseTo(radians, 9);
});

test.each([parameter("theta"), parameter("theta", -1), parameter("a1", 2.5, PI / 2), parameter("x", 1, -1)])(
  "an expression is shown as it can be typed",
  (value) => expect(parseParameter(formatParameter(value))).toEqual(value),
);

test.each(["theta*", "a+b", "0*theta", "theta+", "3theta!"])("%s is no parameter", (text) =>
  expect(parseParameter(text)).toBeUndefined(),
);
