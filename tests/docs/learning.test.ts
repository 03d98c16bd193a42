import { rmSync } from "node:fs";
import { standardModels, verdictLevels } from "@ansatz/learning";
import { afterAll, expect, test } from "vitest";
import { commandsOf, createFolder, readPage, runDocumented } from "./documented-commands.ts";

const page = readPage("docs/learning.md");
const folder = createFolder();
afterAll(() => rmSync(folder, { recursive: true }));

/** The page's table of models, as the audit has them. Copies that see few features only differ in their names. */
function modelRows(): string[] {
  const rows = new Map<string, { readonly cells: (tasks: string) => string; readonly tasks: string[] }>();
  for (const task of ["regression", "classification"] as const) {
    const models = standardModels({ task, qubits: 8 });
    const names = new Set(models.map(({ model }) => model.name));
    const twins = new Set(models.flatMap(({ twin }) => (twin === undefined ? [] : [twin])));
    for (const { model, inputs, twin } of models) {
      const whole = model.name.replace(/-reduced$/, "");
      if (twins.has(model.name) || (whole !== model.name && names.has(whole))) continue;
      const features = names.has(`${model.name}-reduced`)
        ? "all, or few as `…-reduced`"
        : inputs === "all"
          ? "all"
          : "few";
      const cells = (tasks: string): string =>
        `| \`${model.name}\` | ${model.label} | ${model.kind} | ${tasks} | ${features} | ${twin === undefined ? "–" : `\`${twin}\``} |`;
      const row = rows.get(model.name) ?? { cells, tasks: [] };
      rows.set(model.name, { ...row, tasks: [...row.tasks, task] });
    }
  }
  return [...rows.values()].map(({ cells, tasks }) => cells(tasks.length === 2 ? "both" : tasks[0]));
}

test("the page's table holds the models of an audit, and no others", () => {
  const table = page
    .split("\n")
    .filter((line) => /^\| `[a-z0-9-]+` \|.*\| (both|regression|classification) \|/.test(line));
  expect(table.toSorted()).toEqual(modelRows().toSorted());
});

test("the page explains every level of a verdict", () => {
  for (const level of verdictLevels) expect(page).toContain(`\`${level}\``);
});

// One after the other: a later command reads what an earlier one wrote.
test("the page's commands run as printed", { timeout: 120_000 }, async () => {
  const prints: Readonly<Record<string, RegExp>> = {
    audit: /Paired differences[\s\S]*Verdict/,
    train: /Held out[\s\S]*Verdict/,
    predict: /MgO +\d/,
    propose: /Proposals[\s\S]*Verdict/,
  };
  const commands = commandsOf(page);
  expect(new Set(commands.map((command) => command.split(" ")[2]))).toEqual(new Set(Object.keys(prints)));
  for (const command of commands) {
    expect(await runDocumented(command, folder), command).toMatch(prints[command.split(" ")[2]]);
  }
});

test("every option that the page names is one of its commands", async () => {
  const names = ["audit", "train", "predict", "propose"];
  const help = await Promise.all(names.map((name) => runDocumented(`npx ansatz ${name} --help`, folder)));
  const known = new Set(help.join("\n").match(/--[a-z][a-z-]*/g));
  const named = new Set(page.match(/--[a-z][a-z-]*/g));
  expect(named.size).toBeGreaterThan(15);
  expect([...named].filter((option) => !known.has(option))).toEqual([]);
});
