import type { AuditProgress, AuditRequest } from "@ansatz/contract";
import {
  leakageCheck,
  runAuditFold,
  scoreMetric,
  type AuditFoldOutput,
  type AuditPlan,
  type LeakageReport,
  type StandardModel,
} from "@ansatz/learning";
import type { TaskContext } from "../definitions/job-definition.ts";
import { prepareAudit, type PreparedAudit } from "./audit-plan.ts";
import { readLearningDataOnce, type LearningData } from "./learning-data.ts";
import type { DataRequest } from "./read-table.ts";

/** What a task of an audit does: some entries of a plan's list, or the check for leaks. */
export type AuditPart =
  | { readonly kind: "folds" | "curve"; readonly tasks: readonly number[]; readonly label: string }
  | { readonly kind: "leakage"; readonly label: string };

export interface AuditTaskInput {
  readonly request: AuditRequest;
  readonly part: AuditPart;
}

export interface AuditTaskOutput {
  readonly kind: AuditPart["kind"];
  readonly label: string;
  readonly outputs: readonly AuditFoldOutput[];
  readonly leakage: LeakageReport | null;
}

/** The data of an audit: rows that official or given folds count stay apart, and their column is read as the groups. */
export function auditDataRequest(request: AuditRequest): DataRequest {
  const { folds } = request;
  if (typeof folds === "number") return request;
  return {
    ...request,
    duplicates: "keep-all",
    ...(typeof folds === "object" ? { group: folds.column } : {}),
  };
}

/** Reads and plans what all steps of an audit need. */
export async function openAudit(
  request: AuditRequest,
): Promise<PreparedAudit & { readonly learning: LearningData }> {
  const learning = await readLearningDataOnce(auditDataRequest(request));
  return { ...prepareAudit(request, learning), learning };
}

/** Models that run in one task, by what they share and how long they take. */
function familyOf({ model, kernel, isApproximate, sampled }: StandardModel): string {
  if (model.name.includes("neural-network")) return "neural networks";
  const hasKernel = kernel !== undefined || isApproximate || sampled !== undefined;
  return hasKernel && model.kind !== "classical" ? "quantum kernels" : "classical models";
}

function groupTasks(plan: AuditPlan, models: readonly StandardModel[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const { index, fold, models: names } of plan.tasks) {
    const model = models.find((entry) => entry.model.name === names[0])!;
    const label = `Fold ${fold + 1} of ${plan.folds.length}, ${familyOf(model)}`;
    groups.set(label, [...(groups.get(label) ?? []), index]);
  }
  return groups;
}

/** The tasks of an audit: families of models fold by fold, learning curves fold by fold, the check for leaks. */
export async function planAuditParts(request: AuditRequest): Promise<AuditPart[]> {
  const { plan, curve, models } = await openAudit(request);
  const parts: AuditPart[] = [...groupTasks(plan, models)].map(([label, tasks]) => ({
    kind: "folds",
    tasks,
    label,
  }));
  if (curve) {
    for (const { index: fold } of curve.folds) {
      const tasks = curve.tasks.filter((task) => task.fold === fold).map(({ index }) => index);
      parts.push({
        kind: "curve",
        tasks,
        label: `Learning curves, fold ${fold + 1} of ${curve.folds.length}`,
      });
    }
  }
  if (request.leakageCheck) parts.push({ kind: "leakage", label: "Permuted targets" });
  return parts;
}

/** Few, quick models stand for all: they go the same way through preprocessing and folds. */
const leakageModels = 2;

async function checkLeaks(
  { request, part }: AuditTaskInput,
  { signal, onProgress }: TaskContext,
): Promise<AuditTaskOutput> {
  const { learning, models, plan } = await openAudit(request);
  const quick = models.filter(
    ({ model, inputs }) => inputs === "reduced" && /kernel-ridge|support-vector/.test(model.name),
  );
  const chosen = (quick.length > 0 ? quick : [...models]).slice(0, leakageModels).map(({ model }) => model);
  const leakage = await leakageCheck(
    learning.data,
    (data) => ({ data, models: chosen }),
    { outer: plan.settings.outer, innerFolds: plan.settings.innerFolds, seed: plan.settings.seed },
    {
      permutations: 3,
      signal,
      onProgress: (fraction) => onProgress({ stage: "fit", message: part.label, fraction }),
    },
  );
  return { kind: "leakage", label: part.label, outputs: [], leakage };
}

/** Runs a task of an audit and tells the score of each model when it has it. */
export async function runAuditPart(input: AuditTaskInput, context: TaskContext): Promise<AuditTaskOutput> {
  const { request, part } = input;
  if (part.kind === "leakage") return checkLeaks(input, context);
  const { signal, onProgress } = context;
  const { learning, plan, curve, models } = await openAudit(request);
  const used = part.kind === "folds" ? plan : curve!;
  const options = { models: models.map(({ model }) => model), signal };
  const outputs: AuditFoldOutput[] = [];
  for (const [done, task] of part.tasks.entries()) {
    const output = await runAuditFold(learning.data, used, task, {
      ...options,
      onProgress: (fraction) =>
        onProgress({ stage: "fit", message: part.label, fraction: (done + fraction) / part.tasks.length }),
    });
    outputs.push(output);
    for (const progress of scoresOf(output, used, learning, models)) {
      onProgress({
        ...progress,
        message: `${part.label}: ${progress.message}`,
        fraction: (done + 1) / part.tasks.length,
      });
    }
    // Lets a request to stop come in.
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
  }
  return { kind: part.kind, label: part.label, outputs, leakage: null };
}

function scoresOf(
  { models: found, fold, size }: AuditFoldOutput,
  { folds, settings }: AuditPlan,
  { data }: LearningData,
  models: readonly StandardModel[],
): AuditProgress[] {
  if (size !== undefined) return [];
  const targets = Float64Array.from(folds[fold].testRows, (row) => data.targets[row]);
  return found.flatMap(({ model, values, probabilities }) => {
    const score = scoreMetric(
      settings.metric,
      { targets, classes: data.classes },
      {
        values: Float64Array.from(values),
        ...(probabilities && { probabilities: Float64Array.from(probabilities) }),
      },
    );
    if (score === undefined) return [];
    const label = models.find((entry) => entry.model.name === model)?.model.label ?? model;
    const shown = settings.metric === "mae" ? "error" : settings.metric;
    return [
      {
        stage: "fit" as const,
        message: `${label}, ${shown} ${Number(score.toPrecision(4))}`,
        fold: { model, fold, score },
      },
    ];
  });
}
