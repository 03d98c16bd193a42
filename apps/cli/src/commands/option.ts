import { exitCodes, type OptionRequestInput } from "@ansatz/contract";
import { amplitudeSettings, type AmplitudeOptions } from "../options/amplitude-options.ts";
import { given, type RunCommandOptions } from "../options/run-options.ts";
import { printJson } from "../output/json.ts";
import { printOption } from "../output/option-report.ts";
import { runJob } from "../run/run-job.ts";
import type { CommandContext } from "../terminal.ts";

export interface OptionOptions extends AmplitudeOptions, RunCommandOptions {
  readonly kind?: string;
  readonly type?: string;
  readonly spot: number;
  readonly strike: number;
  readonly maturity?: number;
  readonly average?: string;
  readonly dates?: number;
  readonly barrier?: number;
  readonly direction?: string;
  readonly knock?: string;
  readonly volatility: number;
  readonly rate?: number;
  readonly dividendYield?: number;
}

/** `ansatz option`: prints an option's price; returns the exit code. */
export async function option(options: OptionOptions, context: CommandContext): Promise<number> {
  const { kind, type, spot, strike, maturity, average, dates, barrier, direction, knock } = options;
  const { volatility, rate, dividendYield } = options;
  const request = given({
    ...{ kind, type, spot, strike, maturity, average, dates, barrier, direction, knock },
    ...{ volatility, rate, dividendYield },
    ...amplitudeSettings(options),
  }) as unknown as OptionRequestInput;
  const result = await runJob({ kind: "option", request }, options, context);
  if (options.json) printJson(result, context.terminal);
  else printOption(request, result, context.terminal);
  return exitCodes.success;
}
