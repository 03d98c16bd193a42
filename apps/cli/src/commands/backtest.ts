import { extname } from "node:path";
import { exitCodes, type BacktestRequestInput } from "@ansatz/contract";
import { UsageError } from "../errors.ts";
import { priceSource, type PriceSourceOptions } from "../options/price-source.ts";
import { given, type RunCommandOptions } from "../options/run-options.ts";
import { equityCsv, rebalancingsCsv } from "../output/backtest-csv.ts";
import { backtestPage } from "../output/backtest-page.ts";
import { printBacktest } from "../output/backtest-report.ts";
import { printJson } from "../output/json.ts";
import { checkWritable, writeNamedFile } from "../output/write-file.ts";
import { runJob } from "../run/run-job.ts";
import type { CommandContext } from "../terminal.ts";

export interface BacktestOptions extends PriceSourceOptions, RunCommandOptions {
  readonly pick: number;
  readonly strategies?: string;
  readonly riskAversion?: number;
  readonly layers?: number;
  readonly mixer?: string;
  readonly shots?: number;
  readonly estimator?: string;
  readonly halfLife?: number;
  readonly factors?: number;
  readonly window?: number;
  readonly expanding?: true;
  readonly rebalance?: string;
  readonly costs?: number;
  readonly fixedCosts?: number;
  readonly turnoverLimit?: number;
  readonly capital?: number;
  readonly cashRate?: number;
  readonly resamples?: number;
  readonly seed?: number;
  readonly csv?: string;
  readonly report?: string;
}

/** A rhythm's name, or its number of periods. */
function rebalancingOf(text: string | undefined): string | number | undefined {
  if (text === undefined || !/^\d{1,9}$/.test(text.trim())) return text;
  return Number(text);
}

/** The file of the rebalancings, beside that of the curves. */
function rebalancingsFile(file: string): string {
  const extension = extname(file);
  const stem = extension === "" ? file : file.slice(0, -extension.length);
  return `${stem}-rebalancings${extension === "" ? ".csv" : extension}`;
}

function settingsOf(options: BacktestOptions): Record<string, unknown> {
  const { pick, riskAversion, layers, mixer, shots, estimator, halfLife, factors, window } = options;
  const { expanding, turnoverLimit, cashRate, resamples, seed } = options;
  return given({
    ...{ pick, riskAversion, layers, mixer, shots, estimator, halfLife, factors, window },
    ...{ expanding, turnoverLimit, cashRate, resamples, seed },
    strategies: options.strategies?.split(",").map((name) => name.trim()),
    rebalancing: rebalancingOf(options.rebalance),
    proportionalCosts: options.costs,
    fixedCosts: options.fixedCosts,
    initialCapital: options.capital,
  });
}

/** `ansatz backtest`: prints strategies beside each other after costs; returns the exit code. */
export async function backtest(options: BacktestOptions, context: CommandContext): Promise<number> {
  const { terminal } = context;
  const { csv, report } = options;
  if (csv === "-" || report === "-") throw new UsageError("--csv and --report must name files.");
  const trades = csv === undefined ? undefined : rebalancingsFile(csv);
  await checkWritable({ "--csv": csv, "--csv, rebalancings": trades, "--report": report });
  const source = await priceSource(options, terminal);
  const request = { ...source, ...settingsOf(options) } as unknown as BacktestRequestInput;
  const result = await runJob({ kind: "backtest", request }, options, context);
  const name = options.prices === undefined ? options.sample! : (request.name ?? "Prices");
  if (csv !== undefined) {
    await writeNamedFile("--csv", csv, equityCsv(result));
    await writeNamedFile("--csv", trades!, rebalancingsCsv(result));
  }
  if (report !== undefined) await writeNamedFile("--report", report, backtestPage(name, result));
  if (options.json) printJson(result, terminal);
  else printBacktest(name, result, terminal);
  return exitCodes.success;
}
