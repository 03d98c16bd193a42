import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const run = promisify(execFile);
const readme = readFileSync(join(root, "README.md"), "utf8");

function codeBlocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(
    ([, code]) => code,
  );
}

const commands = codeBlocks("sh")
  .flatMap((block) => block.split("\n"))
  .filter((line) =>
    /^npx ansatz (ground-state|scan|molecules|basis-sets|run|transpile|draw|resources|noise-presets|portfolio|frontier|backtest|risk|option|audit)/.test(
      line,
    ),
  );

test("the README shows commands to try", () => {
  expect(commands.length).toBeGreaterThan(1);
});

test.each(commands)("%s runs as printed", async (command) => {
  const words = command.replace("npx ansatz ", "").split(/\s+/);
  const { stdout } = await run(process.execPath, [join(root, "apps/cli/bin/ansatz.js"), ...words], {
    cwd: root,
  });
  const calculation = {
    "ground-state": /hartree/i,
    scan: /hartree/i,
    portfolio: /Proven optimum/,
    frontier: /points of least variance/,
    backtest: /Differences from equal weight/,
    risk: /Where the errors come from/,
    option: /Intervals, and whether they hold the true price/,
    audit: /Paired differences/,
  };
  expect(stdout).toMatch(new Map(Object.entries(calculation)).get(words[0]) ?? /qubit|q\[0\]/);
});

test.each(codeBlocks("ts"))("the TypeScript of the README runs as printed (%#)", async (code) => {
  const { stdout } = await run(process.execPath, ["--input-type=module-typescript", "-e", code], {
    cwd: join(root, "examples"),
  });
  expect(stdout).toMatch(/\d\.\d+/);
});

test("files the README links to exist", () => {
  const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => target);
  expect(links.length).toBeGreaterThan(3);
  for (const link of links)
    expect(() => readFileSync(join(root, link)).length || true, link).not.toThrow(/ENOENT/);
});
