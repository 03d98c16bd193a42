import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { columnStatistics } from "../preprocessing/column-statistics.ts";
import { decodeFloats, encodeArray, type EncodedArray } from "./encode-array.ts";

/** Columns to mean 0 and population deviation 1 over the rows it was made from; constant columns become 0. */
export interface Standardisation {
  apply(features: FeatureMatrix): FeatureMatrix;
  save(): { readonly means: EncodedArray; readonly factors: EncodedArray };
}

export function standardiser(features: FeatureMatrix): Standardisation {
  const { means, deviations } = columnStatistics(features);
  return standardisation(
    means,
    deviations.map((deviation) => (deviation > 0 ? 1 / deviation : 0)),
  );
}

/** Columns to mean 0, their sizes kept. */
export function centring(features: FeatureMatrix): Standardisation {
  const { means } = columnStatistics(features);
  return standardisation(means, new Float64Array(means.length).fill(1));
}

export function restoreStandardisation(saved: ReturnType<Standardisation["save"]>): Standardisation {
  return standardisation(decodeFloats(saved.means), decodeFloats(saved.factors));
}

function standardisation(means: Float64Array, factors: Float64Array): Standardisation {
  const columns = means.length;
  return {
    apply: (features) => ({
      ...features,
      values: features.values.map((value, at) => (value - means[at % columns]) * factors[at % columns]),
    }),
    save: () => ({ means: encodeArray(means), factors: encodeArray(factors) }),
  };
}
