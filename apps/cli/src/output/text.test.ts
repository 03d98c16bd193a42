import { expect, test } from "vitest";
import { hartree, milliHartree, paragraph, seconds, table, wrap, count } from "./text.ts";

test("text breaks at blanks, and a word that is too long stays whole", () => {
  expect(wrap("one two  three\nfour", 9)).toEqual(["one two", "three", "four"]);
  expect(wrap("a verylongword b", 5)).toEqual(["a", "verylongword", "b"]);
  expect(wrap("", 10)).toEqual([]);
});

test("a paragraph's later lines stand below its first", () => {
  expect(paragraph("Basis  ", "aaaa bbbb cccc dddd eeee ffff", 30)).toBe(
    "Basis  aaaa bbbb cccc dddd\n       eeee ffff",
  );
});

test("numbers are right-aligned under their titles", () => {
  expect(
    table(
      [{ title: "Method" }, { title: "E", align: "right" }],
      [
        ["RHF", "-1.1"],
        ["CASCI", "-12.25"],
      ],
    ),
  ).toEqual(["Method       E", "RHF       -1.1", "CASCI   -12.25"]);
});

test.each([
  [0.001593, "+1.593"],
  [-0.0496, "-49.600"],
  [4.2e-8, "+0.00004"],
  [1.1122984, "+1112.3"],
  [0, "0.00000"],
  [-1e-12, "0.00000"],
  [null, "-"],
])("a difference of %s hartree reads %s mHa", (difference, text) => {
  expect(milliHartree(difference)).toBe(text);
});

test("energies keep eight digits, seconds as many as matter", () => {
  expect(hartree(-74.9629283)).toBe("-74.96292830");
  expect(hartree(null)).toBe("-");
  expect(seconds(0.00004)).toBe("<0.001");
  expect(seconds(0.0123)).toBe("0.012");
  expect(seconds(75.26)).toBe("75.3");
});

test("one is singular, thousands are grouped", () => {
  expect([0, 1, 1234].map((value) => count(value, "atom"))).toEqual(["0 atoms", "1 atom", "1,234 atoms"]);
});
