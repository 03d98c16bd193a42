import { expect, test } from "vitest";
import { rowsOf } from "./table-file.ts";

test.each([
  ["commas", "A,0.5\nB,-1e-3\n"],
  ["semicolons", "A;0.5\r\nB;-1e-3\r\n"],
  ["semicolons and decimal commas", "\nA;0,5\nB;-1e-3"],
  ["tabs", "A\t0.5\nB\t-1e-3\n"],
  ["quotes", '"A","0.5"\n"B"," -1e-3"\n'],
])("rows with %s are read", (_, text) => {
  expect(rowsOf(text)).toEqual([
    ["A", "0.5"],
    ["B", "-1e-3"],
  ]);
});

test("a name in quotes may hold either mark", () => {
  expect(rowsOf('"Müller; Söhne",0.5\n')).toEqual([["Müller; Söhne", "0.5"]]);
  expect(rowsOf('"Müller, Söhne";1,25e-1\n')).toEqual([["Müller, Söhne", "1.25e-1"]]);
});
