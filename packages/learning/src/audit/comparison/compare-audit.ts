import type { ModelKind } from "../../models/model.ts";
import { type MetricName, metricTable } from "../../validation/metrics/score-prediction.ts";
import {
  type ComparisonContext,
  type ComparisonPurpose,
  compareModels,
  type Contestant,
  type ModelComparison,
  withCorrectedPValue,
} from "./compare-models.ts";
import { holmCorrection } from "./holm.ts";

/** A model of an audit as comparisons see it. */
export interface ComparedModel extends Contestant {
  readonly kind: ModelKind;
  /** Of the chosen setting, fold by fold; null where it had none. */
  readonly innerScores: readonly (number | null)[];
}

/** Names of the contestants that take, on each fold, the model of a kind with the best inner score. */
export const chosenNames: Readonly<Record<"quantum" | "classical", string>> = {
  quantum: "quantum model chosen by inner score",
  classical: "classical model chosen by inner score",
};

/** The name of the contestant that ignores the features. */
export const constantName = "prediction that ignores the features";

/** The best score of the metric; of equal ones the first. */
export function bestBy<Item>(
  items: readonly Item[],
  scoreOf: (item: Item) => number | null,
  metric: MetricName,
): Item | undefined {
  const sign = metricTable[metric].isHigherBetter ? 1 : -1;
  const rank = (item: Item): number => {
    const score = scoreOf(item);
    return score === null || Number.isNaN(score) ? -Infinity : sign * score;
  };
  return items.reduce<Item | undefined>(
    (best, item) => (best === undefined || rank(item) > rank(best) ? item : best),
    undefined,
  );
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * On each fold the score of the model that the inner folds preferred: choosing among many costs nothing then, because no
 * held-out row took part in the choice.
 */
export function chosenByInnerScore(
  models: readonly ComparedModel[],
  kind: "quantum" | "classical",
  metric: MetricName,
): Contestant | undefined {
  const candidates = models.filter((model) => model.kind === kind);
  if (candidates.length === 0) return undefined;
  const perFold = candidates[0].perFold.map(
    (_, fold) => bestBy(candidates, ({ innerScores }) => innerScores[fold], metric)!.perFold[fold],
  );
  return { name: chosenNames[kind], perFold };
}

/** The comparisons with p values corrected for how many there are of their purpose. */
function correctFamily(comparisons: readonly ModelComparison[], metric: MetricName): ModelComparison[] {
  const corrected = holmCorrection(comparisons.map(({ test }) => test.pValue));
  return comparisons.map((comparison, k) => withCorrectedPValue(comparison, corrected[k], metric));
}

/**
 * The comparisons of an audit, all on the same folds: the quantum model chosen by inner scores against the classical one
 * so chosen; every quantum model against the classical one that came out best, which leans towards the classical side;
 * every quantum model against its twin without entanglement; the two that inner scores choose, and every model, against a
 * constant prediction. p values are Holm's within each of these.
 */
export function compareAudit(
  models: readonly ComparedModel[],
  twins: Readonly<Record<string, string>>,
  constant: Contestant,
  context: ComparisonContext,
): ModelComparison[] {
  const { metric } = context;
  const byName = new Map(models.map((model) => [model.name, model]));
  const quantum = models.filter(({ kind }) => kind === "quantum");
  const family = (
    purpose: ComparisonPurpose,
    pairs: readonly (readonly [Contestant, Contestant])[],
  ): ModelComparison[] =>
    correctFamily(
      pairs.map(([first, second]) => compareModels(first, second, purpose, context)),
      metric,
    );
  const outerScore = ({ perFold }: Contestant): number => mean(perFold);
  const [chosenQuantum, chosenClassical] = (["quantum", "classical"] as const).map((kind) =>
    chosenByInnerScore(models, kind, metric),
  );
  const bestClassical = bestBy(
    models.filter(({ kind }) => kind === "classical"),
    outerScore,
    metric,
  );
  return [
    ...(chosenQuantum && chosenClassical
      ? family("chosen-quantum-against-chosen-classical", [[chosenQuantum, chosenClassical]])
      : []),
    ...(bestClassical
      ? family(
          "quantum-against-best-classical",
          quantum.map((model) => [model, bestClassical] as const),
        )
      : []),
    ...family(
      "quantum-against-twin",
      quantum.flatMap((model) => {
        const twin = byName.get(twins[model.name] ?? "");
        return twin === undefined ? [] : [[model, twin] as const];
      }),
    ),
    ...family(
      "chosen-against-constant",
      [chosenQuantum, chosenClassical].flatMap((chosen) =>
        chosen === undefined ? [] : [[chosen, constant] as const],
      ),
    ),
    ...family(
      "model-against-constant",
      models.map((model) => [model, constant] as const),
    ),
  ];
}
