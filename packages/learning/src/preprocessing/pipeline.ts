import type { DataSet } from "../data/data-set.ts";
import type { FittedStep, PreprocessingStep } from "../models/preprocessing-step.ts";
import type { SavedStep } from "./fitted-step.ts";

export const pipelineName = "pipeline";

/** Steps after one another: each is fitted to the rows as the steps before it leave them. Without steps, nothing changes. */
export function pipeline(steps: readonly PreprocessingStep[]): PreprocessingStep {
  return { name: pipelineName, fit: (data) => fitInOrder(steps, data) };
}

function fitInOrder(steps: readonly PreprocessingStep[], data: DataSet): FittedStep {
  let current = data;
  const fitted = steps.map((step) => {
    const next = step.fit(current);
    current = { ...current, features: next.apply(current.features) };
    return next;
  });
  return fittedPipeline(fitted);
}

export function fittedPipeline(steps: readonly FittedStep[]): FittedStep {
  return {
    apply: (features) => steps.reduce((current, step) => step.apply(current), features),
    save: () => ({ step: pipelineName, state: steps.map((step): SavedStep => step.save()) }),
  };
}
