import type { Command } from "commander";
import { pickLimits } from "../options/limits.ts";
import { addMandateOptions } from "../options/mandate-options.ts";
import { addMarketOptions } from "../options/market-options.ts";
import { addRunOptions } from "../options/run-options.ts";
import { decimal, integer, positiveInteger } from "../options/values.ts";
import type { Action } from "../program.ts";
import type { PortfolioOptions } from "./portfolio.ts";

const examples = `
Examples:
  ansatz portfolio --sample us-stocks --pick 5 --sector-limits "*=2" --report portfolio.html
  ansatz portfolio --prices prices.csv --pick 3-6 --require AAPL --algorithm exact --csv holdings.csv
  ansatz portfolio --sample us-stocks --form lots --budget 100000 --pick -8 --algorithm exact
`;

/** Adds the command that builds a portfolio. */
export function addPortfolioCommand(program: Command, choose: (action: Action) => void): void {
  const command = program
    .command("portfolio")
    .description("A portfolio under a mandate by QAOA beside the proven optimum")
    .addHelpText("after", examples);
  addMarketOptions(command)
    .optionsGroup("The objective: minimise q·xᵀΣx − μᵀx")
    .option("--risk-aversion <q>", "q; moments are those of a year (default: 0.5)", decimal)
    .option("--objective <name>", "mean-variance (default), or tracking of the benchmark column")
    .optionsGroup("The mandate:")
    .option(
      "--pick <k>",
      "number of assets to hold, or its limits: 5, 3-6, 3- or -6; a selection needs it",
      pickLimits,
    )
    .option(
      "--form <name>",
      "selection (default; equal parts), weights (shares in steps) or lots (under a budget)",
    )
    .option("--steps <n>", "parts of the budget, of the form weights (default: 10)", positiveInteger)
    .option("--budget <money>", "to spend, of the form lots", decimal)
    .option(
      "--lot-prices <prices>",
      "of the form lots: A=10,B=20, or a file of JSON {asset: price} or CSV rows (default: the last prices)",
    );
  addMandateOptions(command, {
    counted: "numbers of holdings (of weights and lots: shares, as tech=0.4)",
    sectors: "tech=2,*=1-3",
    group: "0-1",
    leastWeight: "least weight of an asset that is held",
  })
    .option("--max-changes <n>", "most assets bought plus sold, of a selection", integer)
    .option("--cost-fixed <c>", "added to the objective for each asset traded", decimal)
    .option("--cost-proportional <c>", "added for each weight traded (each asset, of a selection)", decimal)
    .optionsGroup("How it is solved:")
    .option(
      "--algorithm <name>",
      "qaoa, recursive-qaoa, variational, exact, greedy, local-search or annealing (default: qaoa up to 16,777,216 states, else exact with a warning)",
    )
    .option("--mixer <name>", "xy-ring (default), xy-complete, x (with a penalty) or grover")
    .option("--layers <p>", "layers of QAOA (default: 3)", positiveInteger)
    .option(
      "--shots <n>",
      "samples of the quantum state, of which the best counts (default: 1000)",
      positiveInteger,
    )
    .option("--start <name>", "of the angles: linear-ramp (default), fixed-angles (mixer x) or interp")
    .option("--tail <share>", "minimise the mean of this share of best samples (default: 1, all)", decimal)
    .option("--warm-start", "begin from the continuous optimum")
    .option("--multi-angle", "free the angle of every rotation after the shared ones are found")
    .option("--restarts <n>", "optimisations from disturbed starts in addition (default: 0)", integer)
    .option("--noise <preset>", "add what a noisy machine would give; the command noise-presets lists them")
    .option("--seed <n>", "seed of every random choice (default: 42)", integer)
    .optionsGroup("Files:")
    .option("--csv <file>", "write the holdings for spreadsheets")
    .option("--report <file>", "write a page that prints well, as HTML");
  addRunOptions(command).action((options: PortfolioOptions) => {
    choose(async (context) => (await import("./portfolio.ts")).portfolio(options, context));
  });
}
