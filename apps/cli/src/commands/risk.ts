import { basename } from "node:path";
import { exitCodes, type RiskRequestInput } from "@ansatz/contract";
import { UsageError } from "../errors.ts";
import { amplitudeSettings, type AmplitudeOptions } from "../options/amplitude-options.ts";
import { readCredit } from "../options/credit.ts";
import { priceSource, type PriceSourceOptions } from "../options/price-source.ts";
import { given, type RunCommandOptions } from "../options/run-options.ts";
import { readWeights } from "../options/weights.ts";
import { printJson } from "../output/json.ts";
import { riskPage } from "../output/risk-page.ts";
import { printRisk } from "../output/risk-report.ts";
import { checkWritable, writeNamedFile } from "../output/write-file.ts";
import { runJob } from "../run/run-job.ts";
import type { CommandContext, Terminal } from "../terminal.ts";

export interface RiskOptions extends PriceSourceOptions, AmplitudeOptions, RunCommandOptions {
  readonly weights?: string;
  readonly value?: number;
  readonly horizon?: number;
  readonly credit?: string;
  readonly model?: string;
  readonly degreesOfFreedom?: number;
  readonly level?: number;
  readonly report?: string;
}

/** The loans, or the prices with the portfolio's weights. */
async function sourceOf(options: RiskOptions, terminal: Terminal): Promise<Record<string, unknown>> {
  const { credit, model, prices, sample, weights, value, horizon } = options;
  if (credit === undefined) {
    if (model === "credit") throw new UsageError("The model credit needs its loans: --credit FILE.");
    const source = await priceSource(options, terminal);
    return {
      ...source,
      ...given({ model, value, horizon, degreesOfFreedom: options.degreesOfFreedom }),
      ...(weights === undefined ? {} : { weights: await readWeights(weights, terminal) }),
    };
  }
  if (model !== undefined && model !== "credit") {
    throw new UsageError(`--credit goes with the model credit only, got the model ${model}.`);
  }
  const others = Object.entries({ prices, sample, weights, value, horizon });
  const other = others.find(([, given]) => given !== undefined);
  if (other) throw new UsageError(`--credit stands instead of prices: leave out --${other[0]}.`);
  const name = credit === "-" ? {} : { name: basename(credit) };
  return { model: "credit", credit: await readCredit(credit, terminal), ...name };
}

/** `ansatz risk`: prints what a portfolio or loans can lose; returns the exit code. */
export async function risk(options: RiskOptions, context: CommandContext): Promise<number> {
  const { terminal } = context;
  const { report, level } = options;
  await checkWritable({ "--report": report });
  const source = await sourceOf(options, terminal);
  const request = {
    ...source,
    ...given({ level, ...amplitudeSettings(options) }),
  } as unknown as RiskRequestInput;
  const result = await runJob({ kind: "risk", request }, options, context);
  const name = request.name ?? request.sample ?? "Risk";
  if (report !== undefined) await writeNamedFile("--report", report, riskPage(name, result));
  if (options.json) printJson(result, terminal);
  else printRisk(name, result, terminal);
  return exitCodes.success;
}
