import { basename } from "node:path";
import type { Command } from "commander";
import { readText } from "../circuits/read-file.ts";
import { UsageError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";

/** Options by which a command names its prices. */
export interface PriceSourceOptions {
  readonly prices?: string;
  readonly sample?: string;
  readonly frequency?: string;
  readonly benchmark?: string;
}

/** Adds the options of {@link PriceSourceOptions} to a command. */
export function addPriceSourceOptions(command: Command): Command {
  return command
    .optionsGroup("The prices, one of the first two:")
    .option(
      "--prices <file>",
      "prices or returns as CSV: a date and a column an asset, or date, asset, price; - reads standard input",
    )
    .option("--sample <name>", "us-stocks (20 stocks, daily, 2013 to 2022) or synthetic (40 invented assets)")
    .option("--frequency <name>", "daily, weekly, monthly, quarterly or yearly, where dates do not tell")
    .option("--benchmark <column>", "column that is an index to compare with, not an asset to hold");
}

/** The fields of a request that name its prices; what was not given is left out. */
export async function priceSource(
  { prices, sample, frequency, benchmark }: PriceSourceOptions,
  terminal: Terminal,
): Promise<Record<string, string>> {
  if ((prices === undefined) === (sample === undefined)) {
    throw new UsageError(
      "Name the prices by one of --prices FILE and --sample NAME (us-stocks or synthetic).",
    );
  }
  const shared = {
    ...(frequency === undefined ? {} : { frequency }),
    ...(benchmark === undefined ? {} : { benchmark }),
  };
  if (prices === undefined) return { sample: sample!, ...shared };
  const text = await readText(prices, terminal, "the table");
  if (text.trim() === "") throw new UsageError(`${prices} is empty; it must hold a table.`);
  return { prices: text, ...(prices === "-" ? {} : { name: basename(prices) }), ...shared };
}
