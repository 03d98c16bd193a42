import type { PredictRequest, PredictResult, TrainedModel } from "@ansatz/contract";
import { flagOutOfDomain, type Prediction } from "@ansatz/learning";
import { StructureError } from "@ansatz/materials";
import { describeRows, type DescribedRows } from "./describe-rows.ts";
import { restoreModel, type RestoredModel } from "./restore-model.ts";
import { rowsToPredict, subjectsOf, type ReadRow } from "./rows-to-predict.ts";

type RowPrediction = PredictResult["predictions"][number];

/** Rows that are predicted at once: a kernel's matrix with all training rows fits into the memory. */
const blockRows = 2000;

function probabilitiesOf(
  { probabilities }: Prediction,
  row: number,
  classes: readonly string[],
): Record<string, number> | null {
  if (probabilities === undefined) return null;
  return Object.fromEntries(classes.map((name, k) => [name, probabilities[row * classes.length + k]]));
}

const unpredicted = ({ row, name, problem }: ReadRow): RowPrediction => ({
  row,
  name,
  value: null,
  class: null,
  deviation: null,
  probabilities: null,
  isOutOfDomain: false,
  problem,
});

/** Features of a block; undefined, with the problems, where none of its rows can be described. */
async function describeBlock(
  description: TrainedModel["description"],
  block: readonly ReadRow[],
): Promise<DescribedRows | string> {
  try {
    return await describeRows(subjectsOf(description, block), description);
  } catch (error) {
    if (!(error instanceof StructureError)) throw error;
    return error.message;
  }
}

async function predictBlock(
  trained: TrainedModel,
  { fitted, domain }: RestoredModel,
  block: readonly ReadRow[],
): Promise<RowPrediction[]> {
  const described = await describeBlock(trained.description, block);
  if (typeof described === "string") return block.map((row) => unpredicted({ ...row, problem: described }));
  const { features, problems } = described;
  const prediction = await fitted.predict(features);
  const { isOutside } = flagOutOfDomain(domain, features);
  const isClass = trained.task === "classification";
  let at = 0;
  return block.map((row, index) => {
    const problem = problems.get(index);
    if (problem !== undefined) return unpredicted({ ...row, problem });
    const k = at++;
    return {
      ...unpredicted(row),
      value: isClass ? null : prediction.values[k],
      class: isClass ? trained.target.classes[prediction.values[k]] : null,
      deviation: prediction.deviations?.[k] ?? null,
      probabilities: probabilitiesOf(prediction, k, trained.target.classes),
      isOutOfDomain: isOutside[k],
    };
  });
}

/**
 * Predictions of a trained model. A row that cannot be read has a problem instead of a value and stops no other row.
 *
 * @throws MaterialsTableError where the request gives rows of another kind than the model was trained on, or a table without
 * its columns; ModelError for a model that was changed or that this version cannot restore.
 */
export async function predictRows(trained: TrainedModel, request: PredictRequest): Promise<PredictResult> {
  const restored = restoreModel(trained);
  const rows = await rowsToPredict(trained.description, request);
  const usable = rows.filter(({ problem }) => problem === null);
  const predicted = new Map<number, RowPrediction>();
  for (let start = 0; start < usable.length; start += blockRows) {
    const block = usable.slice(start, start + blockRows);
    for (const prediction of await predictBlock(trained, restored, block)) {
      predicted.set(prediction.row, prediction);
    }
  }
  const predictions = rows.map((row) => predicted.get(row.row) ?? unpredicted(row));
  const outside = predictions.filter(({ isOutOfDomain }) => isOutOfDomain).length;
  const unread = predictions.filter(({ problem }) => problem !== null).length;
  const { name, version, label, target } = trained;
  return {
    model: { name, version, label },
    target,
    predictions,
    warnings: [
      ...(unread > 0 ? [`${unread} of ${rows.length} rows could not be read; each tells why.`] : []),
      ...(outside > 0
        ? [
            `${outside} of ${rows.length} rows lie outside of what the model was trained on: do not rely on them.`,
          ]
        : []),
    ],
  };
}
