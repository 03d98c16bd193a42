import type { Command } from "commander";
import { addPriceSourceOptions } from "../options/price-source.ts";
import { addRunOptions } from "../options/run-options.ts";
import { decimal, integer, positiveInteger } from "../options/values.ts";
import type { Action } from "../program.ts";
import type { BacktestOptions } from "./backtest.ts";

/** Adds the command that walks strategies forward through past prices. */
export function addBacktestCommand(program: Command, choose: (action: Action) => void): void {
  const command = program
    .command("backtest")
    .description("Walk QAOA selections and simple strategies through past prices, with costs and intervals");
  addPriceSourceOptions(command)
    .optionsGroup("The strategies:")
    .requiredOption("--pick <k>", "number of assets that selecting strategies hold", positiveInteger)
    .option(
      "--strategies <list>",
      "of qaoa, exact, random, equal-weight, minimum-variance, hierarchical-risk-parity, buy-and-hold, with commas between (default: all)",
    )
    .option("--risk-aversion <q>", "q in q·xᵀΣx − μᵀx, moments of a year (default: 0.5)", decimal)
    .option("--layers <p>", "layers of QAOA (default: 3)", positiveInteger)
    .option("--mixer <name>", "xy-ring (default), xy-complete or grover")
    .option(
      "--shots <n>",
      "samples of each QAOA state, of which the best counts (default: 1000)",
      positiveInteger,
    )
    .option("--estimator <name>", "sample (default), exponential, ledoit-wolf, oas or factor-model")
    .option("--half-life <periods>", "of the estimator exponential (default: 63)", decimal)
    .option(
      "--factors <n>",
      "principal components of the estimator factor-model (default: 3)",
      positiveInteger,
    )
    .optionsGroup("When and at what cost:")
    .option(
      "--window <n>",
      "periods a decision looks back on (default: three years, or half of a shorter table)",
      positiveInteger,
    )
    .option("--expanding", "look back on all of the past from the first window on")
    .option("--rebalance <when>", "monthly (default), quarterly, yearly, or a number of periods")
    .option("--costs <share>", "of the money traded (default: 0.001)", decimal)
    .option("--fixed-costs <money>", "for each asset traded (default: 0)", decimal)
    .option("--turnover-limit <share>", "one-way, of a rebalancing (default: 1)", decimal)
    .option("--capital <money>", "at the first trade (default: 1000000)", decimal)
    .option("--cash-rate <rate>", "of cash, a year; also the risk-free rate (default: 0)", decimal)
    .option("--resamples <n>", "histories that intervals are drawn from (default: 1000)", positiveInteger)
    .option("--seed <n>", "seed of every random choice (default: 42)", integer)
    .optionsGroup("Files:")
    .option("--csv <file>", "write the curves, and beside them FILE-rebalancings.csv, for spreadsheets")
    .option("--report <file>", "write a page that prints well, as HTML");
  addRunOptions(command).action((options: BacktestOptions) => {
    choose(async (context) => (await import("./backtest.ts")).backtest(options, context));
  });
}
