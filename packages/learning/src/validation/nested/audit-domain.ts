import { flagOutOfDomain } from "../../audit/uncertainty/out-of-domain.ts";
import { type DataSet, selectSamples } from "../../data/data-set.ts";
import { selectRows } from "../../data/feature-matrix.ts";
import type { Prediction } from "../../models/model.ts";
import { type MetricName, scoreMetric } from "../metrics/score-prediction.ts";
import type { DomainScores, HeldOutPredictions } from "./audit-result.ts";
import type { AuditPlan } from "./plan-audit.ts";
import { shuffled, trainingRows } from "./training-rows.ts";

/** Training rows of a fold that distances are measured to: a random choice of them in tables of many values. */
function comparedRows({ rowCount, columnCount }: DataSet["features"]): number {
  const greatestWork = 3e8;
  return Math.min(1000, Math.max(50, Math.floor(greatestWork / (rowCount * (columnCount + 10)))));
}

/** Whether each held-out row, fold after fold, lies outside of what its fold's training rows cover, by all features. */
export function flagHeldOutRows(data: DataSet, plan: AuditPlan): boolean[] {
  const most = comparedRows(data.features);
  return plan.folds.flatMap((fold) => {
    const trained = trainingRows(data, plan, fold, undefined);
    const rows = trained.length <= most ? trained : shuffled(trained, plan.settings.seed).slice(0, most);
    const flags = flagOutOfDomain(selectRows(data.features, rows), selectRows(data.features, fold.testRows));
    return flags.isOutside;
  });
}

/** The metric of the held-out rows inside and outside of the domain, taken together over the folds. */
export function scoreByDomain(
  data: DataSet,
  metric: MetricName,
  { rows, values, probabilities }: HeldOutPredictions,
  isOutside: readonly boolean[],
): DomainScores {
  const scoreOf = (wanted: boolean): { count: number; score: number | null } => {
    const places = isOutside.flatMap((outside, place) => (outside === wanted ? [place] : []));
    if (places.length === 0) return { count: 0, score: null };
    const chosen = selectSamples(
      data,
      places.map((place) => rows[place]),
    );
    const classCount = data.classes.length;
    const prediction: Pick<Prediction, "values" | "probabilities"> = {
      values: Float64Array.from(places, (place) => values[place]),
      ...(probabilities && {
        probabilities: Float64Array.from(
          places.flatMap((place) => probabilities.slice(place * classCount, (place + 1) * classCount)),
        ),
      }),
    };
    return { count: places.length, score: scoreMetric(metric, chosen, prediction) ?? null };
  };
  return { inside: scoreOf(false), outside: scoreOf(true) };
}
