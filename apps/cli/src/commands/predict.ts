import {
  exitCodes,
  parseInput,
  predictRequestSchema,
  trainedModelSchema,
  type TrainedModel,
} from "@ansatz/contract";
import { readText } from "../circuits/read-file.ts";
import { UsageError } from "../errors.ts";
import { listOf, readStructures, readTable } from "../options/learning-data.ts";
import { given } from "../options/run-options.ts";
import { printJson } from "../output/json.ts";
import { predictionsCsv } from "../output/learning-csv.ts";
import { printPredictions } from "../output/learning-report.ts";
import { checkWritable, writeNamedFile } from "../output/write-file.ts";
import type { CommandContext, Terminal } from "../terminal.ts";

export interface PredictOptions {
  readonly model: string;
  readonly formula?: string;
  readonly smiles?: string;
  readonly data?: string;
  readonly structures?: string;
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
  const { format, formatVersion } = (value ?? {}) as { format?: unknown; formatVersion?: unknown };
  const known = trainedModelSchema.shape.formatVersion.value;
  if (format === trainedModelSchema.shape.format.value && formatVersion !== known) {
    throw new UsageError(
      `${file} is a model of format version ${String(formatVersion)}, this program reads version ${known}: train the model again.`,
    );
  }
  const parsed = trainedModelSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new UsageError(
    `${file} is no model that ansatz train wrote: ${path.join(".") || "the whole"}: ${message}.`,
  );
}

/** `ansatz predict`: prints a model's predictions; returns the exit code. */
export async function predict(options: PredictOptions, context: CommandContext): Promise<number> {
  const { terminal } = context;
  const { formula, smiles, data, structures, composition, csv, server } = options;
  if (csv === "-") throw new UsageError("--csv must name a file.");
  if ([formula, smiles, data ?? structures].filter((text) => text !== undefined).length !== 1) {
    throw new UsageError(
      "Say what to predict by one of --formula LIST, --smiles LIST, and --data FILE or --structures FOLDER or both.",
    );
  }
  await checkWritable({ "--csv": csv });
  const request = parseInput(
    predictRequestSchema,
    given({
      formulas: listOf(formula),
      smiles: listOf(smiles),
      table: data === undefined ? undefined : await readTable(data, terminal),
      structures: await readStructures(structures, terminal),
      composition,
    }),
  );
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
