import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorCodes, exitCodes, isErrorCode } from "@ansatz/contract";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Every concrete `class …Error` of the sources with the code it carries, except those that carry a code they were given. */
function errorClasses(): { file: string; name: string; code: string | undefined }[] {
  const files = globSync("{packages,apps}/*/src/**/*.{ts,tsx}", { cwd: root }).filter(
    (file) => !file.includes(".test."),
  );
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    const classes = [...text.matchAll(/(?<!abstract )class (\w+Error)\b[^{]*\{/g)];
    return classes.flatMap((match, index) => {
      const body = text.slice(match.index, classes[index + 1]?.index ?? text.length);
      const code =
        /\bcode(?:: [^=;\n]+)? = "([^"]+)"/.exec(body)?.[1] ?? /super\(\s*"([a-z-]+)"/.exec(body)?.[1];
      return code === undefined && /this\.code = \w/.test(body) ? [] : [{ file, name: match[1], code }];
    });
  });
}

test("every error class has a code of the contract's table", () => {
  const classes = errorClasses();
  expect(classes.length).toBeGreaterThan(10);
  const strangers = classes.filter(({ code }) => code === undefined || !isErrorCode(code));
  expect(strangers).toEqual([]);
});

test("every code maps to an error status and a documented exit code", () => {
  const documented = new Set<number>(Object.values(exitCodes));
  for (const [code, { status, exitCode }] of Object.entries(errorCodes)) {
    expect(status, code).toBeGreaterThanOrEqual(400);
    expect(status, code).toBeLessThan(600);
    expect(documented.has(exitCode), code).toBe(true);
    expect(exitCode, code).not.toBe(0);
  }
});
