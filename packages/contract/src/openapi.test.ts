import { expect, test } from "vitest";
import { createJobSchema } from "./job.ts";
import { createOpenApiDocument } from "./openapi.ts";
import { parseInput } from "./problem.ts";
import { routes } from "./routes.ts";

const document = createOpenApiDocument("1.2.3");

test("the document lists every route once under its operation id", () => {
  const operations = Object.values(document.paths ?? {}).flatMap((path) =>
    Object.values(path as Record<string, { operationId: string }>).map(({ operationId }) => operationId),
  );
  expect(operations.toSorted()).toEqual(Object.keys(routes).toSorted());
  expect(document.openapi).toBe("3.1.1");
  expect(document.info.version).toBe("1.2.3");
});

test("every reference of the document resolves", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(5);
  for (const [, name] of references) {
    expect(Object.keys(document.components?.schemas ?? {})).toContain(name);
  }
});

test("every path parameter in a template is declared", () => {
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const operation of Object.values(
      item as Record<string, { parameters?: { name: string; in: string }[] }>,
    )) {
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === "path");
      expect(declared.map(({ name }) => name)).toEqual(names);
    }
  }
});

test("the examples of a job to submit are such jobs", () => {
  const examples = createJobSchema.meta()?.examples as unknown[];
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) expect(() => parseInput(createJobSchema, example)).not.toThrow();
});
