import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { decodeFloats, encodeArray, type EncodedArray } from "../models/encode-array.ts";
import type { FittedModel } from "../models/model.ts";
import { restoreStandardisation, type Standardisation } from "../models/standardisation.ts";
import { checkFitted } from "../models/training-data.ts";

/** ŷ = intercept + weights·z of standardised columns z. */
export interface LinearFit {
  readonly standardisation: Standardisation;
  readonly weights: Float64Array;
  readonly intercept: number;
}

export interface SavedLinearFit {
  readonly standardisation: ReturnType<Standardisation["save"]>;
  readonly weights: EncodedArray;
  readonly intercept: number;
}

/** Values of rows that are standardised already. */
export function linearValues(
  { rowCount, columnCount, values }: FeatureMatrix,
  weights: Float64Array,
  intercept: number,
): Float64Array {
  return Float64Array.from({ length: rowCount }, (_, row) => {
    let sum = intercept;
    for (let k = 0; k < columnCount; k++) sum += values[row * columnCount + k] * weights[k];
    return sum;
  });
}

export function fittedLinear(model: string, version: number, fit: LinearFit): FittedModel {
  const { standardisation, weights, intercept } = fit;
  return {
    predict: async (features) => {
      checkFitted(model, features, weights.length);
      return await Promise.resolve({
        values: linearValues(standardisation.apply(features), weights, intercept),
      });
    },
    save: () => ({
      model,
      version,
      state: {
        standardisation: standardisation.save(),
        weights: encodeArray(weights),
        intercept,
      } satisfies SavedLinearFit,
    }),
  };
}

export function restoreLinear(saved: SavedLinearFit): LinearFit {
  return {
    standardisation: restoreStandardisation(saved.standardisation),
    weights: decodeFloats(saved.weights),
    intercept: saved.intercept,
  };
}
