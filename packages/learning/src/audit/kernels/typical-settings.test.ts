import { expect, test } from "vitest";
import { typicalSettings } from "./typical-settings.ts";

test("typical settings are the most frequent, whatever the order of their names", () => {
  expect(typicalSettings([{ a: 1 }, { a: 2, b: 3 }, { b: 3, a: 2 }])).toEqual({ a: 2, b: 3 });
  expect(typicalSettings([{ a: 1 }, { a: 2 }])).toEqual({ a: 1 });
  expect(typicalSettings([])).toBeUndefined();
});
