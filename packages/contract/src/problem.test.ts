import { expect, test } from "vitest";
import { createJobSchema } from "./job.ts";
import { errorCodes, parseInput, RequestError, toJobError, toProblem } from "./problem.ts";

function issuesOf(input: unknown): readonly { path: string; message: string }[] {
  try {
    parseInput(createJobSchema, input);
  } catch (error) {
    if (error instanceof RequestError) return error.issues;
    throw error;
  }
  return [];
}

test("a minimal request is completed with documented defaults", () => {
  expect(
    parseInput(createJobSchema, { kind: "ground-state", request: { molecule: { smiles: " O " } } }),
  ).toEqual({
    kind: "ground-state",
    request: {
      molecule: { smiles: "O" },
      basis: "sto-3g",
      activeSpace: { kind: "auto" },
      ansatz: "uccsd",
      optimizer: "l-bfgs",
      energyTolerance: 1e-8,
      seed: 42,
    },
  });
});

test.each([
  ["an unknown field", { molecule: { smiles: "O" }, bassis: "sto-3g" }, "request", /bassis/],
  [
    "two molecules at once",
    { molecule: { smiles: "O", library: "h2o" } },
    "request.molecule",
    /library|exactly one/,
  ],
  [
    "an active space without orbitals",
    { molecule: { smiles: "O" }, activeSpace: { kind: "active", electrons: 2 } },
    "request.activeSpace.orbitals",
    /number/,
  ],
  ["a fractional charge", { molecule: { smiles: "O" }, charge: 0.5 }, "request.charge", /int/],
  [
    "a tolerance of NaN",
    { molecule: { smiles: "O" }, energyTolerance: Number.NaN },
    "request.energyTolerance",
    /number/,
  ],
])("%s is named by its field", (_, request, path, message) => {
  const issues = issuesOf({ kind: "ground-state", request });
  expect(issues.map((issue) => issue.path)).toContain(path);
  expect(issues.find((issue) => issue.path === path)?.message).toMatch(message);
});

test("an error with a code of the table keeps its message and details", () => {
  const error = Object.assign(new Error("atoms 1 and 2 are 0.01 Å apart"), {
    code: "atoms-too-close",
    details: { atoms: [1, 2] },
  });
  expect(toProblem(error)).toEqual({
    type: "urn:ansatz:problem:atoms-too-close",
    title: errorCodes["atoms-too-close"].title,
    status: 422,
    code: "atoms-too-close",
    detail: "atoms 1 and 2 are 0.01 Å apart",
    details: { atoms: [1, 2] },
  });
});

test("an error without a code of the table leaks nothing of itself", () => {
  const error = Object.assign(new Error("ENOENT: no such file, open '/secret/place'"), { code: "ENOENT" });
  const problem = toProblem(error);
  expect(problem.code).toBe("internal");
  expect(problem.status).toBe(500);
  expect(JSON.stringify(problem)).not.toContain("secret");
});

test("an abort is a cancellation", () => {
  expect(toJobError(new DOMException("stop", "AbortError")).code).toBe("cancelled");
});
