import { rmSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { commandsOf, createFolder, readPage, runDocumented } from "./documented-commands.ts";

const page = readPage("docs/portfolios.md");
const folder = createFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const prints = {
  portfolio: /Algorithms on this problem[\s\S]*Verdict/,
  frontier: /points of least variance/,
  backtest: /Differences from equal weight/,
  risk: /Where the errors come from/,
  option: /Intervals, and whether they hold the true price/,
};

test("the page shows every command of an analyst", () => {
  const shown = new Set(commandsOf(page).map((command) => command.split(" ")[2]));
  expect(shown).toEqual(new Set(Object.keys(prints)));
});

test.each(commandsOf(page))("%s runs as printed", { timeout: 60_000 }, async (command) => {
  const printed = await runDocumented(command, folder);
  expect(printed).toMatch(prints[command.split(" ")[2] as keyof typeof prints]);
});

test("every option that the page names is one of its commands", async () => {
  const help = await Promise.all(
    Object.keys(prints).map((name) => runDocumented(`npx ansatz ${name} --help`, folder)),
  );
  const known = new Set(help.join("\n").match(/--[a-z][a-z-]*/g));
  const named = new Set(page.match(/--[a-z][a-z-]*/g));
  expect(named.size).toBeGreaterThan(20);
  expect([...named].filter((option) => !known.has(option))).toEqual([]);
});
