import type { DataSet } from "../../data/data-set.ts";
import { DataSetError, LearningTooLargeError, ModelError } from "../../errors.ts";
import type { FitContext, Model, Prediction, Settings } from "../../models/model.ts";
import type { PreprocessingStep } from "../../models/preprocessing-step.ts";
import { chooseSetting } from "./choose-setting.ts";
import { type FoldSplitCache, type FoldSplits, prepareFold } from "./fold-splits.ts";
import type { AuditPlan } from "./plan-audit.ts";

/** What one model did on one outer fold: JSON-safe. */
export interface ModelFoldOutput {
  readonly model: string;
  readonly settings: Settings;
  /** Of the setting that was chosen, over the inner folds. */
  readonly innerScore: number | null;
  /** Of every setting, in the grid's order. */
  readonly innerScores: readonly (number | null)[];
  /** Of the fold's held-out rows, in their order. */
  readonly values: readonly number[];
  readonly deviations?: readonly number[];
  /** Row-major, rows × classes. */
  readonly probabilities?: readonly number[];
  readonly seconds: { readonly choosing: number; readonly fitting: number };
}

export interface AuditFoldOutput {
  /** Index of the task. */
  readonly task: number;
  readonly fold: number;
  readonly trainedRows: number;
  readonly size?: number;
  readonly models: readonly ModelFoldOutput[];
}

export interface AuditFoldOptions extends Pick<FitContext, "pool" | "signal" | "onProgress"> {
  readonly models: readonly Model[];
  readonly steps?: readonly PreprocessingStep[] | undefined;
  /** Shares preprocessing between tasks of one fold in one process; give the same `steps` array each time. */
  readonly cache?: FoldSplitCache | undefined;
}

const noSteps: readonly PreprocessingStep[] = [];
const errorClasses = [DataSetError, LearningTooLargeError, ModelError] as const;

/** The same kind of error with where it happened before its message. */
function inContext(error: unknown, context: string): Error {
  const reason = error instanceof Error ? error.message : String(error);
  const ErrorClass = errorClasses.find((candidate) => error instanceof candidate) ?? ModelError;
  const details =
    error instanceof DataSetError || error instanceof LearningTooLargeError || error instanceof ModelError
      ? error.details
      : {};
  return new ErrorClass(`${context}: ${reason}`, details, { cause: error });
}

function checkPrediction(prediction: Prediction, rowCount: number, classCount: number): void {
  const { values, deviations, probabilities } = prediction;
  const arrays = [
    ["values", values, rowCount],
    ["deviations", deviations, rowCount],
    ["probabilities", probabilities, rowCount * classCount],
  ] as const;
  for (const [name, array, wanted] of arrays) {
    if (array === undefined) continue;
    const fault = array.findIndex((value) => !Number.isFinite(value));
    if (array.length !== wanted || fault >= 0) {
      throw new ModelError(
        `predicted ${name} must be ${wanted} finite numbers, got ${array.length}${fault < 0 ? "" : ` with ${array[fault]} at ${fault + 1}`}`,
      );
    }
  }
}

async function fitModel(
  model: Model,
  { outer, inner }: FoldSplits,
  plan: AuditPlan,
  context: FitContext,
): Promise<ModelFoldOutput> {
  const startedAt = performance.now();
  const innerShare = inner.length / (inner.length + 1);
  const { index, scores } = await chooseSetting(model, inner, plan.settings.metric, {
    ...context,
    onProgress: (fraction) => context.onProgress?.(innerShare * fraction),
  });
  const chosenAt = performance.now();
  const fitted = await model.fit(outer.training, model.grid[index], { ...context, onProgress: undefined });
  const prediction = await fitted.predict(outer.heldOut, context);
  checkPrediction(prediction, outer.heldOut.rowCount, outer.training.classes.length);
  const { values, deviations, probabilities } = prediction;
  context.onProgress?.(1);
  return {
    model: model.name,
    settings: model.grid[index],
    innerScore: scores[index],
    innerScores: scores,
    values: Array.from(values),
    ...(deviations && { deviations: Array.from(deviations) }),
    ...(probabilities && { probabilities: Array.from(probabilities) }),
    seconds: { choosing: (chosenAt - startedAt) / 1000, fitting: (performance.now() - chosenAt) / 1000 },
  };
}

/**
 * One task of a plan: for each of its models the setting that scores best on the inner folds of the outer training rows,
 * fitted to all of these, and its predictions for the held-out rows. Preprocessing is fitted anew on the training rows of
 * every inner and outer fold; targets of held-out rows are read by scores only. Tasks can run in any order and anywhere.
 *
 * @throws ModelError where the data or models are not the plan's, and where a model fails or predicts what is not finite;
 * an error of a model keeps its class and names model and fold. The signal's reason where it is aborted.
 */
export async function runAuditFold(
  data: DataSet,
  plan: AuditPlan,
  taskIndex: number,
  options: AuditFoldOptions,
): Promise<AuditFoldOutput> {
  const { steps = noSteps, signal, pool, onProgress } = options;
  if (data.targets.length !== plan.rowCount || data.task !== plan.task) {
    throw new ModelError(
      `the plan is for a ${plan.task} of ${plan.rowCount} rows, got a ${data.task} of ${data.targets.length}`,
    );
  }
  if (!(Number.isInteger(taskIndex) && taskIndex >= 0 && taskIndex < plan.tasks.length)) {
    throw new ModelError(`task must be in [0, ${plan.tasks.length - 1}], got ${taskIndex}`, { taskIndex });
  }
  signal?.throwIfAborted();
  const { fold: foldIndex, models: names, size } = plan.tasks[taskIndex];
  const models = names.map((name) => {
    const found = options.models.find((model) => model.name === name);
    if (found === undefined) throw new ModelError(`model ${name} of the plan is missing`, { name });
    return found;
  });
  const where = `fold ${foldIndex + 1}${size === undefined ? "" : ` with ${size} training rows`}`;
  let splits: FoldSplits;
  try {
    splits = (options.cache?.splitsFor ?? prepareFold)(data, plan, foldIndex, size, steps);
  } catch (error) {
    throw inContext(error, `preprocessing on ${where}`);
  }
  const outputs: ModelFoldOutput[] = [];
  for (const [k, model] of models.entries()) {
    signal?.throwIfAborted();
    try {
      const context: FitContext = {
        seed: plan.settings.seed * 1_000_003 + foldIndex,
        pool,
        signal,
        onProgress: (fraction) => onProgress?.((k + fraction) / models.length),
      };
      outputs.push(await fitModel(model, splits, plan, context));
    } catch (error) {
      signal?.throwIfAborted();
      throw inContext(error, `model ${model.name} on ${where}`);
    }
  }
  return {
    task: taskIndex,
    fold: foldIndex,
    trainedRows: splits.trainedRows,
    ...(size !== undefined && { size }),
    models: outputs,
  };
}
