import type { PredictRequest, PredictResult, TrainedModel } from "@ansatz/contract";
import {
  createFeatureMatrix,
  decodeFloats,
  flagOutOfDomain,
  type FeatureMatrix,
  type Prediction,
} from "@ansatz/learning";
import { CompositionError, MaterialsTableError, parseFormula, type Composition } from "@ansatz/materials";
import { describeRows } from "./describe-rows.ts";
import { namedModel } from "./named-model.ts";

/** Rows that could be read, and what is wrong with the others. */
interface ReadRows {
  readonly names: readonly string[];
  /** By row; undefined where the row cannot be used. */
  readonly compositions: readonly (Composition | undefined)[];
  readonly problems: readonly (string | null)[];
}

function readFormulas(formulas: readonly string[], elements: readonly string[]): ReadRows {
  const known = new Set(elements);
  const compositions: (Composition | undefined)[] = [];
  const problems: (string | null)[] = [];
  for (const formula of formulas) {
    try {
      const composition = parseFormula(formula);
      const stranger =
        elements.length === 0 ? undefined : composition.elements.find((symbol) => !known.has(symbol));
      compositions.push(stranger === undefined ? composition : undefined);
      problems.push(
        stranger === undefined ? null : `${stranger} occurs in no row that the model was trained on`,
      );
    } catch (error) {
      if (!(error instanceof CompositionError)) throw error;
      compositions.push(undefined);
      problems.push(error.message);
    }
  }
  return { names: formulas, compositions, problems };
}

/** The rows of a request, as the model's kind of description wants them. */
function readRows({ description }: TrainedModel, request: PredictRequest): ReadRows {
  if (description.subject === "composition" && description.columns.length === 0) {
    if (request.formulas !== undefined) return readFormulas(request.formulas, description.elements);
    throw new MaterialsTableError("the model predicts from formulas: give formulas");
  }
  throw new MaterialsTableError(
    `the model predicts from ${description.subject === "composition" ? "formulas with columns of numbers" : description.subject}, which is not served yet`,
  );
}

function domainRows({ domain }: TrainedModel, columnCount: number, names: readonly string[]): FeatureMatrix {
  return createFeatureMatrix(domain.rowCount, columnCount, decodeFloats(domain.values), names);
}

function probabilitiesOf(
  { probabilities }: Prediction,
  row: number,
  classes: readonly string[],
): Record<string, number> | null {
  if (probabilities === undefined) return null;
  return Object.fromEntries(classes.map((name, k) => [name, probabilities[row * classes.length + k]]));
}

/**
 * Predictions of a trained model. A row that cannot be read has a problem instead of a value and stops no other row.
 *
 * @throws MaterialsTableError where the request gives rows of another kind than the model was trained on; ModelError for a
 * model that this version cannot restore.
 */
export async function predictRows(trained: TrainedModel, request: PredictRequest): Promise<PredictResult> {
  const { description, settings, state, target, task } = trained;
  const { names, compositions, problems } = readRows(trained, request);
  const usable = compositions.flatMap((composition, row) =>
    composition === undefined ? [] : [{ composition, row }],
  );
  const { model } = namedModel(trained.model, task, settings, description.names.length);
  const fitted = model.restore(state);
  const results: PredictResult["predictions"] = names.map((name, row) => ({
    row: row + 1,
    name,
    value: null,
    class: null,
    deviation: null,
    probabilities: null,
    isOutOfDomain: false,
    problem: problems[row],
  }));
  if (usable.length > 0) {
    const features = describeRows(
      { compositions: usable.map(({ composition }) => composition), crystals: undefined, numbers: undefined },
      description,
    );
    const prediction = await fitted.predict(features);
    const { isOutside } = flagOutOfDomain(
      domainRows(trained, features.columnCount, features.names),
      features,
    );
    usable.forEach(({ row }, k) => {
      const isClass = task === "classification";
      results[row] = {
        ...results[row],
        value: isClass ? null : prediction.values[k],
        class: isClass ? target.classes[prediction.values[k]] : null,
        deviation: prediction.deviations?.[k] ?? null,
        probabilities: probabilitiesOf(prediction, k, target.classes),
        isOutOfDomain: isOutside[k],
      };
    });
  }
  const outside = results.filter(({ isOutOfDomain }) => isOutOfDomain).length;
  const unread = problems.filter((problem) => problem !== null).length;
  return {
    model: { name: trained.name, version: trained.version, label: trained.label },
    target,
    predictions: results,
    warnings: [
      ...(unread > 0 ? [`${unread} of ${names.length} rows could not be read; each tells why.`] : []),
      ...(outside > 0
        ? [
            `${outside} of ${names.length} rows lie outside of what the model was trained on: do not rely on them.`,
          ]
        : []),
    ],
  };
}
