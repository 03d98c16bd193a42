import type { Command } from "commander";
import { decimal, integer, positiveInteger, serverUrl } from "../options/values.ts";
import type { Action } from "../program.ts";
import type { PortfolioOptions } from "./portfolio.ts";

/** Adds the command that picks a portfolio. */
export function addPortfolioCommand(program: Command, choose: (action: Action) => void): void {
  program
    .command("portfolio")
    .description("Pick K of N assets by QAOA beside the proven optimum")
    .optionsGroup("The market, one of:")
    .option(
      "--prices <file>",
      "prices or returns as CSV: a date and a column an asset, or date, asset, price",
    )
    .option(
      "--moments <means,risk>",
      "two files: a mean and a standard deviation a row; covariances or correlations as a matrix or as rows i, j, value",
    )
    .option("--sample <name>", "us-stocks (20 stocks, daily, 2013 to 2022) or synthetic (40 invented assets)")
    .optionsGroup("How it is read:")
    .option(
      "--estimator <name>",
      "sample (default), exponential, ledoit-wolf, oas or factor-model, from prices",
    )
    .option("--half-life <periods>", "of the estimator exponential (default: 63)", decimal)
    .option(
      "--factors <n>",
      "principal components of the estimator factor-model (default: 3)",
      positiveInteger,
    )
    .option("--frequency <name>", "daily, weekly, monthly, quarterly or yearly, where dates do not tell")
    .option("--repair", "replace given risks that are no covariance by the nearest ones that are")
    .optionsGroup("The mandate: minimise q·xᵀΣx − μᵀx over picks x of K assets")
    .requiredOption("--pick <k>", "number of assets to hold, in equal parts", positiveInteger)
    .option("--risk-aversion <q>", "q; moments are those of a year (default: 0.5)", decimal)
    .optionsGroup("How it is solved:")
    .option("--algorithm <name>", "qaoa (default), exact, greedy or annealing")
    .option("--mixer <name>", "xy-ring (default), xy-complete, x (with a penalty) or grover")
    .option("--layers <p>", "layers of QAOA (default: 3)", positiveInteger)
    .option(
      "--shots <n>",
      "samples of the QAOA state, of which the best counts (default: 1000)",
      positiveInteger,
    )
    .option("--seed <n>", "seed of every random choice (default: 42)", integer)
    .optionsGroup("Where and how:")
    .option("--threads <n>", "threads of this process (default: all cores)", positiveInteger)
    .option("--server <url>", "run on an Ansatz server instead of in this process", serverUrl)
    .option("--json", "print one JSON object; errors as one JSON object on standard error")
    .option("--progress", "show progress with --json too, on standard error")
    .action((options: PortfolioOptions) => {
      choose(async (context) => (await import("./portfolio.ts")).portfolio(options, context));
    });
}
