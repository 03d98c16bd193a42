import { exitCodes, type TrainRequestInput } from "@ansatz/contract";
import { UsageError } from "../errors.ts";
import { learningData, type LearningDataOptions } from "../options/learning-data.ts";
import { given, type RunCommandOptions } from "../options/run-options.ts";
import { printJson } from "../output/json.ts";
import { printTraining } from "../output/learning-report.ts";
import { checkWritable, writeNamedFile } from "../output/write-file.ts";
import { runJob } from "../run/run-job.ts";
import type { CommandContext } from "../terminal.ts";

export interface TrainOptions extends LearningDataOptions, RunCommandOptions {
  readonly model?: string;
  readonly folds?: number;
  readonly rows?: number;
  readonly seed?: number;
  readonly out?: string;
}

/** `ansatz train`: fits a model to all rows and writes it; returns the exit code. */
export async function train(options: TrainOptions, context: CommandContext): Promise<number> {
  const { terminal } = context;
  const { out, model, folds, rows, seed } = options;
  if (out === "-") throw new UsageError("--out must name a file.");
  await checkWritable({ "--out": out });
  const request = {
    ...(await learningData(options, terminal)),
    ...given({ model, folds, rows, seed }),
  } as unknown as TrainRequestInput;
  const result = await runJob({ kind: "train", request }, options, context);
  if (out !== undefined) await writeNamedFile("--out", out, `${JSON.stringify(result.model)}\n`);
  if (options.json) printJson(result, terminal);
  else printTraining(result, out, terminal);
  return exitCodes.success;
}
