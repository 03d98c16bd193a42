import { exitCodes } from "@ansatz/contract";
import type { CalculationOptions } from "../options/calculation.ts";
import { calculationRequest } from "../options/request.ts";
import { printBondScan } from "../output/bond-scan-report.ts";
import { printJson } from "../output/json.ts";
import { runJob } from "../run/run-job.ts";
import type { CommandContext } from "../terminal.ts";

export interface ScanOptions extends CalculationOptions {
  readonly bond: [number, number];
  readonly from: number;
  readonly to: number;
  readonly points?: number;
}

/** `ansatz scan`: prints energies along a bond; returns the exit code. */
export async function scan(options: ScanOptions, context: CommandContext): Promise<number> {
  const { terminal } = context;
  const request = {
    ...(await calculationRequest(options, terminal)),
    bond: options.bond,
    fromAngstrom: options.from,
    toAngstrom: options.to,
    ...(options.points === undefined ? {} : { points: options.points }),
  };
  const result = await runJob({ kind: "bond-scan", request }, options, context);
  if (options.json) printJson(result, terminal);
  else printBondScan(result, terminal);
  return result.converged ? exitCodes.success : exitCodes.notConverged;
}
