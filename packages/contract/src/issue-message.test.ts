import { expect, test } from "vitest";
import { createJobSchema, jobKindSchema, listJobsQuerySchema } from "./job.ts";
import { parseInput, RequestError } from "./problem.ts";

const kinds = jobKindSchema.options.map((kind) => `"${kind}"`).join(", ");
const molecule = { smiles: "O" };
const groundState = (fields: object): unknown => ({ kind: "ground-state", request: { molecule, ...fields } });

function messageOf(schema: Parameters<typeof parseInput>[0], input: unknown): string {
  try {
    parseInput(schema, input);
  } catch (error) {
    if (error instanceof RequestError) return error.message;
    throw error;
  }
  return "accepted";
}

test.each([
  [undefined, "must be an object, got nothing"],
  [{ kind: "nope" }, `kind: must be one of ${kinds}, got "nope"`],
  [groundState({ charge: 99 }), "request.charge: must be at most 10, got 99"],
  [groundState({ charge: 0.5 }), "request.charge: must be an integer, got 0.5"],
  [groundState({ charge: "1" }), 'request.charge: must be a number, got "1"'],
  [groundState({ seed: -1 }), "request.seed: must be at least 0, got -1"],
  [groundState({ ansatz: "q" }), 'request.ansatz: must be "uccsd", got "q"'],
  [
    groundState({ activeSpace: { kind: "x" } }),
    'request.activeSpace.kind: must be one of "auto", "full", "frozen-core", "active", got "x"',
  ],
  [
    groundState({ molecule: { smiles: "C".repeat(3000) } }),
    "request.molecule.smiles: must be at most 2000 characters long, got 3000 characters",
  ],
  [
    { kind: "bond-scan", request: { molecule, bond: [1], fromAngstrom: 1, toAngstrom: 2 } },
    "request.bond: must be at least 2 entries long, got [1]",
  ],
  [{ ...(groundState({}) as object), extra: 1 }, 'unknown field "extra"; there are kind, request'],
])("%j is answered with the range and the value", (input, message) => {
  expect(messageOf(createJobSchema, input)).toBe(message);
});

test("a number of a query that is none is told", () => {
  expect(messageOf(listJobsQuerySchema, { limit: "x" })).toBe("limit: must be a number");
});

test("a long value is cut", () => {
  const message = messageOf(createJobSchema, groundState({ charge: "9".repeat(500) }));
  expect(message).toMatch(/^request\.charge: must be a number, got "9{20,80}…$/);
});

test("only the limit that matters is told", () => {
  expect(messageOf(createJobSchema, groundState({ charge: 1e300 }))).toBe(
    "request.charge: must be at most 10, got 1e+300",
  );
  expect(messageOf(createJobSchema, groundState({ molecule: { smiles: " " } }))).toBe(
    "request.molecule.smiles: must not be empty",
  );
});

test("a value that has no JSON is told by its type", () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  expect(messageOf(createJobSchema, groundState({ charge: cycle }))).toBe(
    "request.charge: must be a number, got object",
  );
});
