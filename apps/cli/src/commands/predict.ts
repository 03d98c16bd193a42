import {
  exitCodes,
  parseInput,
  predictRequestSchema,
  trainedModelSchema,
  type TrainedModel,
} from "@ansatz/contract";
import { readText } from "../circuits/read-file.ts";
import { UsageError } from "../errors.ts";
import { listOf } from "../options/learning-data.ts";
import { printJson } from "../output/json.ts";
import { predictionsCsv } from "../output/learning-csv.ts";
import { printPredictions } from "../output/learning-report.ts";
import { checkWritable, writeNamedFile } from "../output/write-file.ts";
import type { CommandContext, Terminal } from "../terminal.ts";

export interface PredictOptions {
  readonly model: string;
  readonly formula?: string;
  readonly data?: string;
  readonly composition?: string;
  readonly csv?: string;
  readonly server?: string;
  readonly json?: true;
}

async function readModel(file: string, terminal: Terminal): Promise<TrainedModel> {
  const text = await readText(file, terminal, "the model");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is no model that ansatz train wrote: it is not JSON.`, { cause: error });
  }
  const parsed = trainedModelSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new UsageError(`${file} is no model that ansatz train wrote: ${path.join(".") || "it"} ${message}.`);
}

/** `ansatz predict`: prints a model's predictions; returns the exit code. */
export async function predict(options: PredictOptions, context: CommandContext): Promise<number> {
  const { terminal } = context;
  const { formula, data, composition, csv, server } = options;
  if (csv === "-") throw new UsageError("--csv must name a file.");
  if ((formula === undefined) === (data === undefined)) {
    throw new UsageError("Say what to predict by one of --formula LIST and --data FILE.");
  }
  await checkWritable({ "--csv": csv });
  const request = parseInput(predictRequestSchema, {
    ...(formula === undefined ? {} : { formulas: listOf(formula) }),
    ...(data === undefined ? {} : { table: await readText(data, terminal, "the table") }),
    ...(composition === undefined ? {} : { composition }),
  });
  let result;
  if (server === undefined) {
    const model = await readModel(options.model, terminal);
    const { predictLocally } = await import("@ansatz/jobs");
    result = await predictLocally(model, request);
  } else {
    const { createApiClient } = await import("@ansatz/contract");
    result = await createApiClient(server).predict(options.model, request);
  }
  if (csv !== undefined) await writeNamedFile("--csv", csv, predictionsCsv(result));
  if (options.json) printJson(result, terminal);
  else printPredictions(result, terminal);
  return exitCodes.success;
}
