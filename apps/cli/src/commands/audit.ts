import { extname } from "node:path";
import { exitCodes, type AuditRequestInput } from "@ansatz/contract";
import { UsageError } from "../errors.ts";
import { learningData, listOf, type LearningDataOptions } from "../options/learning-data.ts";
import { given, type RunCommandOptions } from "../options/run-options.ts";
import { auditModelsCsv, auditPredictionsCsv } from "../output/audit-csv.ts";
import { auditPage } from "../output/audit-page.ts";
import { printAudit } from "../output/audit-report.ts";
import { printJson } from "../output/json.ts";
import { checkWritable, writeNamedFile } from "../output/write-file.ts";
import { runJob } from "../run/run-job.ts";
import type { CommandContext } from "../terminal.ts";

export interface AuditOptions extends LearningDataOptions, RunCommandOptions {
  readonly folds?: string;
  readonly innerFolds?: number;
  readonly repeats?: number;
  readonly rows?: number;
  readonly models?: string;
  readonly shots?: number;
  readonly learningCurve?: boolean;
  readonly leakageCheck?: true;
  readonly seed?: number;
  readonly csv?: string;
  readonly report?: string;
}

/** A number of folds, the name of official ones, or a column. */
function foldsOf(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  if (/^\d{1,6}$/.test(text.trim())) return Number(text);
  if (text === "matbench") return text;
  if (text.startsWith("column:")) return { column: text.slice("column:".length) };
  throw new UsageError(`--folds must be a number, matbench or column:NAME, got "${text}".`);
}

/** The file of the predictions, beside that of the models. */
function predictionsFile(file: string): string {
  const extension = extname(file);
  const stem = extension === "" ? file : file.slice(0, -extension.length);
  return `${stem}-predictions${extension === "" ? ".csv" : extension}`;
}

/** `ansatz audit`: prints models beside each other with a verdict; returns the exit code. */
export async function audit(options: AuditOptions, context: CommandContext): Promise<number> {
  const { terminal } = context;
  const { csv, report, innerFolds, repeats, rows, shots, leakageCheck, seed, learningCurve } = options;
  if (csv === "-" || report === "-") throw new UsageError("--csv and --report must name files.");
  const predictions = csv === undefined ? undefined : predictionsFile(csv);
  await checkWritable({ "--csv": csv, "--csv, predictions": predictions, "--report": report });
  const folds = foldsOf(options.folds);
  const request = {
    ...(await learningData(options, terminal)),
    ...given({
      innerFolds,
      repeats,
      rows,
      shots,
      leakageCheck,
      seed,
      learningCurve,
      folds,
      models: listOf(options.models),
    }),
  } as unknown as AuditRequestInput;
  const result = await runJob({ kind: "audit", request }, options, context);
  const name = request.name ?? options.sample ?? "Table";
  if (csv !== undefined) {
    await writeNamedFile("--csv", csv, auditModelsCsv(result));
    await writeNamedFile("--csv", predictions!, auditPredictionsCsv(result));
  }
  if (report !== undefined) await writeNamedFile("--report", report, auditPage(name, result));
  if (options.json) printJson(result, terminal);
  else printAudit(name, result, terminal);
  return exitCodes.success;
}
