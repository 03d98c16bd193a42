import { exitCodes, type PortfolioRequestInput } from "@ansatz/contract";
import { UsageError } from "../errors.ts";
import type { Limits } from "../options/limits.ts";
import { mandateFieldsOf, type MandateOptions } from "../options/mandate-options.ts";
import { marketFieldsOf, marketName, type MarketOptions } from "../options/market-options.ts";
import { given, type RunCommandOptions } from "../options/run-options.ts";
import { readWeights } from "../options/weights.ts";
import { printJson } from "../output/json.ts";
import { holdingsCsv } from "../output/portfolio-csv.ts";
import { portfolioPage } from "../output/portfolio-page.ts";
import { printPortfolio } from "../output/portfolio-report.ts";
import { checkWritable, writeNamedFile } from "../output/write-file.ts";
import { runJob } from "../run/run-job.ts";
import type { CommandContext } from "../terminal.ts";

export interface PortfolioOptions extends MarketOptions, MandateOptions, RunCommandOptions {
  readonly riskAversion?: number;
  readonly objective?: string;
  readonly pick?: number | Limits;
  readonly form?: string;
  readonly steps?: number;
  readonly budget?: number;
  readonly lotPrices?: string;
  readonly maxChanges?: number;
  readonly costFixed?: number;
  readonly costProportional?: number;
  readonly algorithm?: string;
  readonly mixer?: string;
  readonly layers?: number;
  readonly shots?: number;
  readonly start?: string;
  readonly tail?: number;
  readonly warmStart?: true;
  readonly multiAngle?: true;
  readonly restarts?: number;
  readonly noise?: string;
  readonly seed?: number;
  readonly csv?: string;
  readonly report?: string;
}

function settingsOf(options: PortfolioOptions): Record<string, unknown> {
  const { riskAversion, objective, pick, form, steps, budget, maxChanges } = options;
  const { algorithm, mixer, layers, shots, start, tail, warmStart, multiAngle } = options;
  const { restarts, noise, seed } = options;
  const costs = given({ fixed: options.costFixed, proportional: options.costProportional });
  return given({
    ...{ riskAversion, objective, pick, form, steps, budget, maximumChanges: maxChanges },
    ...{ algorithm, mixer, layers, shots, start, tail, warmStart, multiAngle, restarts, noise, seed },
    costs: Object.keys(costs).length === 0 ? undefined : costs,
  });
}

/** `ansatz portfolio`: prints a portfolio beside the proven optimum; returns the exit code. */
export async function portfolio(options: PortfolioOptions, context: CommandContext): Promise<number> {
  const { terminal } = context;
  const { csv, report, lotPrices } = options;
  if (csv === "-" || report === "-") throw new UsageError("--csv and --report must name files.");
  await checkWritable({ "--csv": csv, "--report": report });
  const fields = {
    ...(await marketFieldsOf(options, terminal)),
    ...(await mandateFieldsOf(options, terminal)),
    ...(lotPrices === undefined ? {} : { lotPrices: await readWeights(lotPrices, terminal, "--lot-prices") }),
    ...settingsOf(options),
  };
  const request = fields as unknown as PortfolioRequestInput;
  const result = await runJob({ kind: "portfolio", request }, options, context);
  const name = marketName(fields);
  if (csv !== undefined) await writeNamedFile("--csv", csv, holdingsCsv(result));
  if (report !== undefined) await writeNamedFile("--report", report, portfolioPage(name, result));
  if (options.json) printJson(result, terminal);
  else printPortfolio(name, result, terminal);
  return exitCodes.success;
}
