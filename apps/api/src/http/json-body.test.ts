import { RequestError } from "@ansatz/contract";
import { expect, test } from "vitest";
import { parseJson } from "./json-body.ts";

test("JSON is read as JSON.parse reads it", () => {
  expect(parseJson(' {"a": [1, "ä", null]}\n')).toEqual({ a: [1, "ä", null] });
});

test.each([
  ['{"kind": "ground-state",\n "request": {,}}', /line 2, column 14/],
  ["hello", /line 1, column 1/],
  ['{"a": 1,}', /line 1, column 9/],
  ['{"a" 1}', /colon expected at line 1, column 6/],
  ["[1, 2", /line 1, column 6/],
  ['{"a": "x', /unexpected end of string at line 1, column 7/],
  ["// a comment\n{}", /line 1, column 1/],
  ['{"a": tru}', /line 1, column 7/],
  ["", /line 1, column 1/],
])("%j is refused with its place", (text, message) => {
  expect(() => parseJson(text)).toThrow(RequestError);
  expect(() => parseJson(text)).toThrow(message);
});

test.each([
  ["lists", "[".repeat(100_000) + "]".repeat(100_000)],
  ["lists that never end", "[".repeat(100_000)],
  ["objects", '{"a":'.repeat(50_000) + "1" + "}".repeat(50_000)],
])("%s nested beyond any request are refused before they are read", (_, text) => {
  expect(() => parseJson(text)).toThrow(/more than 64 deep at line 1/);
});

test("brackets inside a text do not nest", () => {
  const text = `${"[".repeat(100)}\\"{`;
  expect(parseJson(JSON.stringify({ text }))).toEqual({ text });
  expect(parseJson("[".repeat(64) + "]".repeat(64))).toBeInstanceOf(Array);
});

test("a text of a megabyte that never ends is refused in no time", () => {
  expect(() => parseJson(`"${"\\".repeat(1_000_001)}`)).toThrow(RequestError);
});
