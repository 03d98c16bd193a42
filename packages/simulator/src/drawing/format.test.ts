import { expect, test } from "vitest";
import { parameter } from "../circuit/parameter.ts";
import { everySignCircuit } from "../testing/sample-circuits.ts";
import { formatAngle, formatParameter, printable } from "./format-parameter.ts";
import { formatCondition, wireNames } from "./wire-names.ts";

test.each<[number, string]>([
  [0, "0"],
  [-0, "0"],
  [Math.PI, "π"],
  [-Math.PI / 2, "−π/2"],
  [(3 * Math.PI) / 4, "3π/4"],
  [Math.PI / 1024, "π/1024"],
  [2 * Math.PI, "2π"],
  [Math.PI / 7, "0.4488"],
  [3.1416, "3.142"],
  [0.1, "0.1"],
  [-2.5, "−2.5"],
  [1e-9, "1e−9"],
  [123456, "1.235e5"],
  [1000, "1000"],
])("the angle %d is written %s", (value, text) => {
  expect(formatAngle(value)).toBe(text);
});

test("expressions are written with their signs", () => {
  expect(formatParameter(parameter("a"))).toBe("a");
  expect(formatParameter(parameter("a", -1, Math.PI))).toBe("−a + π");
  expect(formatParameter(parameter("b", 0.5, -1))).toBe("0.5·b − 1");
  const sum = {
    terms: [
      { parameter: "a", coefficient: 2 },
      { parameter: "b", coefficient: -1 },
    ],
    offset: 0,
  };
  expect(formatParameter(sum)).toBe("2·a − b");
});

test("long texts are cut", () => {
  expect(printable("x".repeat(100), 5)).toBe("xxxx…");
  expect(printable("π".repeat(5), 5)).toBe("πππππ");
});

test("conditions are written in words of their registers", () => {
  const { classicalWires } = wireNames(everySignCircuit);
  const write = (condition: Parameters<typeof formatCondition>[0]): string =>
    formatCondition(condition, classicalWires);
  expect(write({ kind: "compare", bits: [0, 1], comparison: ">=", value: "10" })).toBe("c≥2");
  expect(write({ kind: "compare", bits: [1], comparison: "!=", value: "1" })).toBe("c[1]≠1");
  expect(write({ kind: "compare", bits: [1, 2], comparison: "<", value: "11" })).toBe("c[1],flag<3");
  const flag = { kind: "compare", bits: [2], comparison: "==", value: "1" } as const;
  expect(write({ kind: "or", operands: [flag, { kind: "and", operands: [flag, flag] }] })).toBe(
    "flag=1 ∨ (flag=1 ∧ flag=1)",
  );
  expect(write({ kind: "not", operand: flag })).toBe("¬(flag=1)");
  expect(write({ kind: "xor", operands: [] })).toBe("false");
});
