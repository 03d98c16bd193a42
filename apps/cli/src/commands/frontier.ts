import { exitCodes, type FrontierRequestInput } from "@ansatz/contract";
import { readText } from "../circuits/read-file.ts";
import { UsageError } from "../errors.ts";
import { mandateFieldsOf, type MandateOptions } from "../options/mandate-options.ts";
import { marketFieldsOf, marketName, type MarketOptions } from "../options/market-options.ts";
import { given, type RunCommandOptions } from "../options/run-options.ts";
import { frontierCsv } from "../output/frontier-csv.ts";
import { frontierPage } from "../output/frontier-page.ts";
import { printFrontier } from "../output/frontier-report.ts";
import { printJson } from "../output/json.ts";
import { checkWritable, writeNamedFile } from "../output/write-file.ts";
import { runJob } from "../run/run-job.ts";
import type { CommandContext, Terminal } from "../terminal.ts";

export interface FrontierOptions extends MarketOptions, MandateOptions, RunCommandOptions {
  readonly points?: number;
  readonly returns?: string;
  readonly cardinality?: number;
  readonly secondsPerPoint?: number;
  readonly pick?: number;
  readonly layers?: number;
  readonly riskFreeRate?: number;
  readonly seed?: number;
  readonly csv?: string;
  readonly report?: string;
}

const numberText = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Expected returns that an option lists, or that stand first in the rows of its file. */
async function readReturns(text: string, terminal: Terminal): Promise<number[]> {
  const listed = text.split(",").map((part) => part.trim());
  if (listed.every((part) => numberText.test(part))) return listed.map(Number);
  const rows = (await readText(text, terminal, "the returns"))
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const cells = rows.map((row) => row.split(/[\s,;]+/)[0]);
  // A first row of words is a heading.
  const isHeaded = cells.length > 1 && !numberText.test(cells[0]);
  return cells.slice(isHeaded ? 1 : 0).map((cell, index) => {
    if (numberText.test(cell)) return Number(cell);
    throw new UsageError(
      `--returns: row ${index + (isHeaded ? 2 : 1)} of ${text} must begin with a number, got "${cell.slice(0, 40)}".`,
    );
  });
}

/** `ansatz frontier`: prints efficient frontiers; returns the exit code. */
export async function frontier(options: FrontierOptions, context: CommandContext): Promise<number> {
  const { terminal } = context;
  const { csv, report, returns, points, cardinality, secondsPerPoint, pick, layers } = options;
  if (csv === "-" || report === "-") throw new UsageError("--csv and --report must name files.");
  if (returns !== undefined && points !== undefined) {
    throw new UsageError("--returns stands instead of --points: leave one out.");
  }
  await checkWritable({ "--csv": csv, "--report": report });
  const { riskFreeRate, seed } = options;
  const fields = {
    ...(await marketFieldsOf(options, terminal)),
    ...(await mandateFieldsOf(options, terminal)),
    ...given({ points, cardinality, secondsPerPoint, pick, layers, riskFreeRate, seed }),
    ...(returns === undefined ? {} : { returns: await readReturns(returns, terminal) }),
  };
  const request = fields as unknown as FrontierRequestInput;
  const result = await runJob({ kind: "frontier", request }, options, context);
  const name = marketName(fields);
  if (csv !== undefined) await writeNamedFile("--csv", csv, frontierCsv(result));
  if (report !== undefined) await writeNamedFile("--report", report, frontierPage(name, result));
  if (options.json) printJson(result, terminal);
  else printFrontier(name, result, terminal);
  return exitCodes.success;
}
