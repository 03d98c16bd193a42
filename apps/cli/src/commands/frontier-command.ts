import type { Command } from "commander";
import { addMandateOptions } from "../options/mandate-options.ts";
import { addMarketOptions } from "../options/market-options.ts";
import { addRunOptions } from "../options/run-options.ts";
import { decimal, integer, positiveInteger } from "../options/values.ts";
import type { Action } from "../program.ts";
import type { FrontierOptions } from "./frontier.ts";

/** Adds the command that draws efficient frontiers. */
export function addFrontierCommand(program: Command, choose: (action: Action) => void): void {
  const command = program
    .command("frontier")
    .description("The efficient frontier, with and without limited holdings, and QAOA selections beside it");
  addMarketOptions(command)
    .optionsGroup("The points:")
    .option("--points <n>", "along the frontier, ends included (default: 50)", positiveInteger)
    .option(
      "--returns <list>",
      "least variance at these expected returns instead: numbers with commas between, or a file with one at the start of each row",
    )
    .option("--cardinality <k>", "add a frontier of at most K holdings, by branch and bound", positiveInteger)
    .option("--seconds-per-point <s>", "limit of a search with limited holdings (default: 10)", decimal)
    .option(
      "--pick <k>",
      "add QAOA selections of K assets in equal parts at several risk aversions",
      positiveInteger,
    )
    .option("--layers <p>", "layers of QAOA (default: 3)", positiveInteger)
    .option("--risk-free-rate <rate>", "a year, of the Sharpe ratio (default: 0)", decimal)
    .option("--seed <n>", "seed of every random choice (default: 42)", integer)
    .optionsGroup("What may be held:");
  addMandateOptions(command, {
    counted: "shares of the weights",
    sectors: "tech=0.4,*=0.1-0.3",
    group: "0.05-0.2",
    leastWeight: "least weight of every asset; with --cardinality, of those held",
  })
    .optionsGroup("Files:")
    .option("--csv <file>", "write the points with their weights for spreadsheets")
    .option("--report <file>", "write a page that prints well, as HTML");
  addRunOptions(command).action((options: FrontierOptions) => {
    choose(async (context) => (await import("./frontier.ts")).frontier(options, context));
  });
}
