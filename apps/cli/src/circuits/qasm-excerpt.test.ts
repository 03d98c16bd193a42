import { toProblem } from "@ansatz/contract";
import { expect, test } from "vitest";
import { locateInSource, qasmProblemLines } from "./qasm-excerpt.ts";

/** An error as the reader of OpenQASM throws it. */
function errorAt(line: number, column: number, excerpt: string, fileName?: string): Error {
  const place = `${fileName === undefined ? "" : `${fileName}, `}line ${line}, column ${column}`;
  return Object.assign(new Error(`${place}: gate zap is not defined`), {
    code: "invalid-qasm",
    details: { line, column, excerpt, ...(fileName === undefined ? {} : { fileName }) },
  });
}

const linesOf = (error: Error, source: string): string[] => {
  locateInSource(error, { name: "a.qasm", qasm: source, includes: { "b.inc": "zap q;" } });
  return qasmProblemLines(toProblem(error))!;
};

test("the caret stands below the place, behind a tab too", () => {
  expect(linesOf(errorAt(2, 2, "\tzap q;", "a.qasm"), "x\n\tzap q;")).toEqual([
    "a.qasm:2:2: gate zap is not defined",
    "   zap q;",
    "   ^",
  ]);
});

test("in a long line the caret counts from where the excerpt starts", () => {
  const line = `${"h q; ".repeat(40)}zap q;${" x q;".repeat(40)}`;
  const column = line.indexOf("zap") + 1;
  const excerpt = line.slice(column - 41, column + 39);
  const [head, shown, caret] = linesOf(errorAt(1, column, excerpt, "a.qasm"), line);
  expect(head).toMatch(/^a\.qasm:1:201: /);
  expect(shown.slice(caret.indexOf("^"), caret.indexOf("^") + 3)).toBe("zap");
});

test("a place in an included text is found there", () => {
  expect(linesOf(errorAt(1, 1, "zap q;", "b.inc"), "include")[0]).toMatch(/^b\.inc:1:1: /);
});

test("other problems have no place", () => {
  expect(qasmProblemLines(toProblem(new Error("no")))).toBeUndefined();
});
