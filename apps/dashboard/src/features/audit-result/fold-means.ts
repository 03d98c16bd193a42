import type { FoldScore } from "../job/job-events.ts";

/** A model's scores so far. */
export interface RunningModel {
  readonly model: string;
  /** By fold; undefined where it has not ended. */
  readonly scores: readonly (number | undefined)[];
  readonly mean: number;
}

/** Scores of models fold by fold with their running means, models in the order in which they came. */
export function runningModels(scores: readonly FoldScore[], foldCount: number): RunningModel[] {
  const models = [...new Set(scores.map(({ model }) => model))];
  const count = Math.max(foldCount, ...scores.map(({ fold }) => fold + 1), 0);
  return models.map((model) => {
    const own = scores.filter((score) => score.model === model);
    return {
      model,
      scores: Array.from({ length: count }, (_, fold) => own.find((score) => score.fold === fold)?.score),
      mean: own.reduce((sum, { score }) => sum + score / own.length, 0),
    };
  });
}
