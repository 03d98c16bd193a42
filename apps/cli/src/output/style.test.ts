import { expect, test } from "vitest";
import { createFakeTerminal } from "../testing/fake-terminal.ts";
import { createStyle } from "./style.ts";

test.each([
  ["a terminal", { columns: 80 }, "\u001B[32mtext\u001B[39m"],
  ["a pipe", {}, "text"],
  ["a terminal with NO_COLOR", { columns: 80, environment: { NO_COLOR: "1" } }, "text"],
  [
    "a terminal with an empty NO_COLOR",
    { columns: 80, environment: { NO_COLOR: "" } },
    "\u001B[32mtext\u001B[39m",
  ],
  ["a dumb terminal", { columns: 80, environment: { TERM: "dumb" } }, "text"],
])("%s", (_, options, text) => {
  const terminal = createFakeTerminal(options);
  expect(createStyle(terminal.stdout, terminal).green("text")).toBe(text);
});
