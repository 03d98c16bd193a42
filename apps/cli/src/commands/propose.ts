import { exitCodes, type ProposeRequestInput } from "@ansatz/contract";
import { UsageError } from "../errors.ts";
import { learningData, listOf, type LearningDataOptions } from "../options/learning-data.ts";
import { given, type RunCommandOptions } from "../options/run-options.ts";
import { printJson } from "../output/json.ts";
import { proposalsCsv } from "../output/learning-csv.ts";
import { printProposals } from "../output/learning-report.ts";
import { checkWritable, writeNamedFile } from "../output/write-file.ts";
import { runJob } from "../run/run-job.ts";
import type { CommandContext } from "../terminal.ts";

export interface ProposeOptions extends LearningDataOptions, RunCommandOptions {
  readonly elements: string;
  readonly required?: string;
  readonly minElements?: number;
  readonly maxElements?: number;
  readonly maxAtoms?: number;
  readonly anyCharge?: true;
  readonly candidates?: number;
  readonly model?: string;
  readonly goal?: string;
  readonly batch?: number;
  readonly acquisition?: string;
  readonly notDiverse?: true;
  readonly replay?: boolean;
  readonly seed?: number;
  readonly csv?: string;
}

/** `ansatz propose`: prints compounds worth making; returns the exit code. */
export async function propose(options: ProposeOptions, context: CommandContext): Promise<number> {
  const { terminal } = context;
  const { csv, candidates, model, goal, batch, acquisition, replay, seed } = options;
  if (csv === "-") throw new UsageError("--csv must name a file.");
  await checkWritable({ "--csv": csv });
  const request = {
    ...(await learningData(options, terminal)),
    ...given({
      ...{ candidates, model, goal, batch, acquisition, replay, seed },
      elements: listOf(options.elements),
      required: listOf(options.required),
      minimumElements: options.minElements,
      maximumElements: options.maxElements,
      maximumAtoms: options.maxAtoms,
      chargeBalanced: options.anyCharge ? false : undefined,
      diverse: options.notDiverse ? false : undefined,
    }),
  } as unknown as ProposeRequestInput;
  const result = await runJob({ kind: "propose", request }, options, context);
  if (csv !== undefined) await writeNamedFile("--csv", csv, proposalsCsv(result));
  if (options.json) printJson(result, terminal);
  else printProposals(request.name ?? options.sample ?? "Table", result, terminal);
  return exitCodes.success;
}
