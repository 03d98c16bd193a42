import { basename } from "node:path";
import { exitCodes, type PortfolioRequestInput } from "@ansatz/contract";
import { readText } from "../circuits/read-file.ts";
import { UsageError } from "../errors.ts";
import { printJson } from "../output/json.ts";
import { printPortfolio } from "../output/portfolio-report.ts";
import { runJob } from "../run/run-job.ts";
import type { CommandContext, Terminal } from "../terminal.ts";

export interface PortfolioOptions {
  readonly prices?: string;
  readonly moments?: string;
  readonly sample?: string;
  readonly pick: number;
  readonly riskAversion?: number;
  readonly estimator?: string;
  readonly halfLife?: number;
  readonly factors?: number;
  readonly frequency?: string;
  readonly repair?: true;
  readonly algorithm?: string;
  readonly mixer?: string;
  readonly layers?: number;
  readonly shots?: number;
  readonly seed?: number;
  readonly threads?: number;
  readonly server?: string;
  readonly json?: true;
  readonly progress?: true;
}

type Source = Pick<PortfolioRequestInput, "prices" | "moments" | "name"> & { readonly sample?: string };

async function readTable(file: string, terminal: Terminal): Promise<string> {
  const text = await readText(file, terminal, "the table");
  if (text.trim() === "") throw new UsageError(`${file} is empty; it must hold a table.`);
  return text;
}

async function readSource(
  { prices, moments, sample }: PortfolioOptions,
  terminal: Terminal,
): Promise<Source> {
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
  if (files.length !== 2 || files.includes("")) {
    throw new UsageError(
      `--moments must name two files with a comma between, the means and the risks, got "${moments}".`,
    );
  }
  const [means, risk] = files;
  return {
    moments: { means: await readTable(means, terminal), risk: await readTable(risk, terminal) },
    name: `${basename(means)}, ${basename(risk)}`,
  };
}

/** `ansatz portfolio`: picks assets, prints them beside the proven optimum; returns the exit code. */
export async function portfolio(options: PortfolioOptions, context: CommandContext): Promise<number> {
  const { terminal } = context;
  const source = await readSource(options, terminal);
  const { pick, riskAversion, estimator, halfLife, factors, frequency, repair } = options;
  const { algorithm, mixer, layers, shots, seed } = options;
  const given = { riskAversion, estimator, halfLife, factors, frequency, repair };
  const settings = { ...given, algorithm, mixer, layers, shots, seed };
  const request = {
    ...source,
    pick,
    ...Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)),
  } as PortfolioRequestInput;
  const result = await runJob({ kind: "portfolio", request }, options, context);
  if (options.json) printJson(result, terminal);
  else printPortfolio(source.name ?? source.sample ?? "Prices", result, terminal);
  return exitCodes.success;
}
