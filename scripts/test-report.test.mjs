import { expect, test } from "vitest";
import { readReport } from "./test-report.mjs";

const passed = { fullName: "a", status: "passed", failureMessages: [] };

test("counts come from the tests, and a second try is told with what the first one met", () => {
  const late = {
    fullName: "b",
    status: "passed",
    failureMessages: ["AssertionError: expected 1 to be 2\n    at x"],
  };
  const failed = { fullName: "c", status: "failed", failureMessages: ["Error: no"] };
  const skipped = { fullName: "d", status: "skipped" };
  const report = {
    testResults: [
      { status: "passed", assertionResults: [passed, late] },
      { status: "failed", assertionResults: [failed, skipped] },
    ],
  };
  expect(readReport(report)).toEqual({
    passed: 2,
    failed: 1,
    skipped: ["d"],
    secondTries: [{ name: "b", reason: "AssertionError: expected 1 to be 2" }],
  });
});

test.each([
  ["cannot be read", []],
  ["fails outside its tests", [passed, { fullName: "d", status: "skipped" }]],
])("a file that %s counts as a failure", (_, assertionResults) => {
  expect(readReport({ testResults: [{ status: "failed", assertionResults }] }).failed).toBe(1);
});
