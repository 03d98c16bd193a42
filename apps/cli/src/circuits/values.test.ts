import { InvalidArgumentError } from "commander";
import { expect, test } from "vitest";
import { observable, parameterValues } from "./values.ts";

test.each<[string, Record<string, number>]>([
  ["a=0.1", { a: 0.1 }],
  ["a=0.1, b=-2e-3", { a: 0.1, b: -2e-3 }],
  ["a=pi", { a: Math.PI }],
  ["a=-3*pi/4,b=2π,c=pi/8", { a: (-3 * Math.PI) / 4, b: 2 * Math.PI, c: Math.PI / 8 }],
  ['{"theta[0]": 1, "x": -1}', { "theta[0]": 1, x: -1 }],
])("%s are parameters", (text, values) => {
  expect(parameterValues(text)).toEqual(values);
});

test.each(["", "a", "a=", "a=x", "a=1=2", "=1", "a=NaN", "a=Infinity", '{"a": "1"}', "{", "a=pi/0x"])(
  "%j are no parameters",
  (text) => {
    expect(() => parameterValues(text)).toThrow(InvalidArgumentError);
  },
);

test.each<[string, Record<string, number>]>([
  ["Z0", { Z0: 1 }],
  ["Z0 Z1", { "Z0 Z1": 1 }],
  ["0.5*X0 - Z1  Z2", { X0: 0.5, "Z1 Z2": -1 }],
  ["-2 Y3+1e-3*X0 X1", { Y3: -2, "X0 X1": 1e-3 }],
  ["Z0 + Z0", { Z0: 2 }],
])("%s is an observable", (text, terms) => {
  expect(observable(text)).toEqual([terms]);
});

test.each(["", "Q0", "Z", "0.5", "Z0 *", "2**Z0"])("%j is no observable", (text) => {
  expect(() => observable(text)).toThrow(InvalidArgumentError);
});

test("observables add up, one an option", () => {
  expect(observable("X1", observable("Z0"))).toEqual([{ Z0: 1 }, { X1: 1 }]);
});
