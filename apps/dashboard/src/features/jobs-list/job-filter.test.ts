import { expect, it } from "vitest";
import { matches, parseFilter } from "./job-filter.ts";

it("the filter of an address keeps what is known and drops the rest", () => {
  expect(parseFilter({ status: "failed", kind: "nonsense", page: 3 })).toEqual({ status: "failed" });
  expect(parseFilter({})).toEqual({});
});

it("a job is found by all words of its title, with plain digits in formulas", () => {
  const job = { title: "H₂O · STO-3G · full" };
  expect(matches(job, "h2o")).toBe(true);
  expect(matches(job, "sto-3g H2O")).toBe(true);
  expect(matches(job, "")).toBe(true);
  expect(matches(job, "n2")).toBe(false);
});
