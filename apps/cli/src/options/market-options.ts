import { basename } from "node:path";
import type { Command } from "commander";
import { readText } from "../circuits/read-file.ts";
import { UsageError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { given } from "./run-options.ts";
import { decimal, positiveInteger } from "./values.ts";
import { readSectors } from "./sectors-file.ts";
import { readViews } from "./views-file.ts";

/** Options by which a command names expected returns and risks. */
export interface MarketOptions {
  readonly prices?: string;
  readonly moments?: string;
  readonly sample?: string;
  readonly estimator?: string;
  readonly halfLife?: number;
  readonly factors?: number;
  readonly frequency?: string;
  readonly benchmark?: string;
  readonly sectors?: string;
  readonly views?: string;
  readonly repair?: true;
}

/** Adds the options of {@link MarketOptions} to a command. */
export function addMarketOptions(command: Command): Command {
  return command
    .optionsGroup("The market, one of:")
    .option(
      "--prices <file>",
      "prices or returns as CSV: a date and a column an asset, or date, asset, price; - reads standard input",
    )
    .option(
      "--moments <means,risk>",
      "two files: a mean and a standard deviation a row; covariances or correlations as a matrix or as rows i, j, value. Or one file as the OR-Library has them: the number of assets, their rows, then i, j, correlation",
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
    .option("--benchmark <column>", "column that is an index to compare with, not an asset to hold")
    .option("--sectors <file>", "sectors of assets: JSON {asset: sector} or CSV rows asset, sector")
    .option(
      "--views <file>",
      "Black–Litterman views: JSON [{assets: {A: 1, B: -1}, expectedReturn, confidence}] or CSV rows asset, return a year, confidence",
    )
    .option("--repair", "replace given risks that are no covariance by the nearest ones that are");
}

async function readTable(file: string, terminal: Terminal): Promise<string> {
  const text = await readText(file, terminal, "the table");
  if (text.trim() === "") throw new UsageError(`${file} is empty; it must hold a table.`);
  return text;
}

async function readSource(
  { prices, moments, sample }: MarketOptions,
  terminal: Terminal,
): Promise<Record<string, unknown>> {
  if ([prices, moments, sample].filter((source) => source !== undefined).length !== 1) {
    throw new UsageError(
      "Name the market by one of --prices FILE, --moments MEANS,RISK and --sample NAME (us-stocks or synthetic).",
    );
  }
  if (prices !== undefined) {
    const name = prices === "-" ? {} : { name: basename(prices) };
    return { prices: await readTable(prices, terminal), ...name };
  }
  if (moments === undefined) return { sample: sample! };
  const files = moments.split(",").map((file) => file.trim());
  if (files.length > 2 || files.includes("")) {
    throw new UsageError(
      `--moments must name two files with a comma between, the means and the risks, or one that holds both, got "${moments}".`,
    );
  }
  const means = files[0];
  const risk = files.at(1);
  return {
    moments: {
      means: await readTable(means, terminal),
      ...(risk === undefined ? {} : { risk: await readTable(risk, terminal) }),
    },
    name: files.map((file) => basename(file)).join(", "),
  };
}

/** The fields of a request that name its market; what was not given is left out. */
export async function marketFieldsOf(
  options: MarketOptions,
  terminal: Terminal,
): Promise<Record<string, unknown>> {
  const { estimator, halfLife, factors, frequency, benchmark, repair, sectors, views } = options;
  return {
    ...(await readSource(options, terminal)),
    ...given({ estimator, halfLife, factors, frequency, benchmark, repair }),
    ...(sectors === undefined ? {} : { sectors: await readSectors(sectors, terminal) }),
    ...(views === undefined ? {} : { views: await readViews(views, terminal) }),
  };
}

/** What a report calls its market. */
export function marketName(request: Readonly<Record<string, unknown>>): string {
  const { name, sample } = request;
  return typeof name === "string" ? name : typeof sample === "string" ? sample : "Prices";
}
