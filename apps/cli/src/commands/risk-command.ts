import type { Command } from "commander";
import { addAmplitudeOptions } from "../options/amplitude-options.ts";
import { addPriceSourceOptions } from "../options/price-source.ts";
import { addRunOptions } from "../options/run-options.ts";
import { decimal, positiveInteger } from "../options/values.ts";
import type { Action } from "../program.ts";
import type { RiskOptions } from "./risk.ts";

/** Adds the command that estimates the risk of a portfolio or of loans. */
export function addRiskCommand(program: Command, choose: (action: Action) => void): void {
  const command = program
    .command("risk")
    .description("Expected loss, VaR and CVaR by amplitude estimation beside their true values");
  addPriceSourceOptions(command)
    .optionsGroup("The portfolio, or loans instead of prices:")
    .option(
      "--weights <w>",
      "A=0.5,B=0.5, or a file: JSON {asset: share} or CSV rows asset, share (default: equal parts)",
    )
    .option("--value <money>", "in the portfolio (default: 1000000)", decimal)
    .option("--horizon <n>", "periods over which losses add up (default: 1)", positiveInteger)
    .option(
      "--credit <file>",
      "loans: JSON or CSV rows with defaultProbability, lossGivenDefault and, if wished, name and sensitivity",
    )
    .optionsGroup("The model:")
    .option("--model <name>", "historical (default), normal, t, or credit (implied by --credit)")
    .option("--degrees-of-freedom <n>", "of the model t (default: 5)", decimal)
    .option("--level <a>", "of VaR and CVaR (default: 0.95)", decimal);
  addAmplitudeOptions(
    command,
    "2ⁿ scenarios; for loans one each, the rest for their common factor (default: 7)",
  )
    .optionsGroup("Files:")
    .option("--report <file>", "write a page that prints well, as HTML");
  addRunOptions(command).action((options: RiskOptions) => {
    choose(async (context) => (await import("./risk.ts")).risk(options, context));
  });
}
