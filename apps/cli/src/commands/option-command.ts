import type { Command } from "commander";
import { addAmplitudeOptions } from "../options/amplitude-options.ts";
import { addRunOptions } from "../options/run-options.ts";
import { decimal, positiveInteger } from "../options/values.ts";
import type { Action } from "../program.ts";
import type { OptionOptions } from "./option.ts";

/** Adds the command that prices options. */
export function addOptionCommand(program: Command, choose: (action: Action) => void): void {
  const command = program
    .command("option")
    .description("Price an option by amplitude estimation beside its closed form and Monte Carlo")
    .optionsGroup("The option:")
    .option("--kind <name>", "european (default), asian or barrier")
    .option("--type <name>", "call (default) or put")
    .requiredOption("--spot <price>", "price of the stock today", decimal)
    .requiredOption("--strike <price>", "price at which it may be bought or sold", decimal)
    .option("--maturity <years>", "(default: 1)", decimal)
    .option("--average <name>", "arithmetic (default) or geometric; asian")
    .option("--dates <n>", "fixings or observations (default: 3); asian and barrier", positiveInteger)
    .option("--barrier <price>", "barrier", decimal)
    .option("--direction <name>", "up (default) or down; barrier")
    .option("--knock <name>", "out (default) or in; barrier")
    .optionsGroup("The market:")
    .requiredOption("--volatility <share>", "a year", decimal)
    .option("--rate <share>", "continuously compounded, a year (default: 0)", decimal)
    .option("--dividend-yield <share>", "continuously compounded, a year (default: 0)", decimal);
  addAmplitudeOptions(command, "2ⁿ scenarios, shared among the dates (default: 12)");
  addRunOptions(command).action((options: OptionOptions) => {
    choose(async (context) => (await import("./option.ts")).option(options, context));
  });
}
