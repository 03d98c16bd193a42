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
