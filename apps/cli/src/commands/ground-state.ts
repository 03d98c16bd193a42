import { exitCodes } from "@ansatz/contract";
import type { CalculationOptions } from "../options/calculation.ts";
import { calculationRequest } from "../options/request.ts";
import { printGroundState } from "../output/ground-state-report.ts";
import { printJson } from "../output/json.ts";
import { runJob } from "../run/run-job.ts";
import type { CommandContext } from "../terminal.ts";

/** `ansatz ground-state`: prints an audited ground-state energy; returns the exit code. */
export async function groundState(options: CalculationOptions, context: CommandContext): Promise<number> {
  const { terminal } = context;
  const request = await calculationRequest(options, terminal);
  const result = await runJob({ kind: "ground-state", request }, options, context);
  if (options.json) printJson(result, terminal);
  else printGroundState(result, terminal);
  return result.converged ? exitCodes.success : exitCodes.notConverged;
}
