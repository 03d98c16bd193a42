import { ModelError } from "../../errors.ts";
import type { AuditPlan } from "./plan-audit.ts";
import type { AuditFoldOutput, ModelFoldOutput } from "./run-audit-fold.ts";

/** A model's outputs in the order of folds, with the training rows of each. */
export interface ModelOutputs {
  readonly outputs: readonly ModelFoldOutput[];
  readonly trainedRows: readonly number[];
}

/**
 * Outputs by model name for one size of the learning curve (undefined: all rows).
 *
 * @throws ModelError where a task's output is missing, doubled or of other models.
 */
export function collectOutputs(
  plan: AuditPlan,
  outputs: readonly AuditFoldOutput[],
  size: number | undefined,
): ReadonlyMap<string, ModelOutputs> {
  const byTask = new Map(outputs.map((output) => [output.task, output]));
  if (byTask.size !== outputs.length || plan.tasks.some(({ index }) => !byTask.has(index))) {
    const missing = plan.tasks.filter(({ index }) => !byTask.has(index)).map(({ index }) => index);
    throw new ModelError(
      `outputs of tasks 0 to ${plan.tasks.length - 1} are needed, each once, got ${outputs.length} with [${missing.join(", ")}] missing`,
      { missing },
    );
  }
  return new Map(
    plan.models.map(({ name }) => {
      const tasks = plan.tasks.filter((task) => task.size === size && task.models.includes(name));
      const ordered = [...tasks].sort((a, b) => a.fold - b.fold).map(({ index }) => byTask.get(index)!);
      const found = ordered.map((output) => {
        const own = output.models.find(({ model }) => model === name);
        const rows = plan.folds[output.fold].testRows.length;
        if (own === undefined || own.values.length !== rows) {
          throw new ModelError(
            `the output of task ${output.task} must have ${rows} predictions of ${name}, got ${own?.values.length ?? "none"}`,
          );
        }
        return own;
      });
      return [name, { outputs: found, trainedRows: ordered.map(({ trainedRows }) => trainedRows) }];
    }),
  );
}
