import { expect, test } from "vitest";
import { plot } from "./plot.ts";

test("the highest point stands in the first row, the lowest in the last, left to right", () => {
  const lines = plot(
    [
      {
        mark: "*",
        label: "curve",
        points: [
          [1, 0],
          [1.5, -1],
          [2, -0.5],
        ],
      },
    ],
    29,
    5,
  );
  expect(lines).toEqual([
    " 0.0000 |*",
    "        |",
    "        |                   *",
    "        |",
    "-1.0000 |          *",
    "        +--------------------",
    "         1.000          2.000",
    "         * curve",
  ]);
});

test("points without a value are left out, and too few make no plot", () => {
  const points = [
    [1, null],
    [2, -1],
  ] as const;
  expect(plot([{ mark: "*", label: "curve", points }], 40, 5)).toEqual([]);
});

test("a flat curve is drawn", () => {
  const points = [
    [1, -1],
    [2, -1],
  ] as const;
  expect(plot([{ mark: "*", label: "flat", points }], 40, 5)[0]).toMatch(/\*.*\*$/);
});
