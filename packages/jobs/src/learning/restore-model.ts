import type { TrainedModel } from "@ansatz/contract";
import {
  createFeatureMatrix,
  decodeFloats,
  ModelError,
  type FeatureMatrix,
  type FittedModel,
} from "@ansatz/learning";
import { modelVersion } from "./model-version.ts";
import { namedModel } from "./named-model.ts";

/** A model that predicts again. */
export interface RestoredModel {
  readonly fitted: FittedModel;
  /** Training rows by which others are told to lie outside. */
  readonly domain: FeatureMatrix;
}

/**
 * Restores a trained model.
 *
 * @throws ModelError for a content that its version does not belong to, a model that this program does not know, and a state
 * that it does not understand.
 */
export function restoreModel(trained: TrainedModel): RestoredModel {
  const { version } = trained;
  const found = modelVersion(trained);
  if (found !== version) {
    throw new ModelError(
      `the content of model ${trained.name} must have version ${version}, got ${found}: it was changed after training; train the model again`,
      { version, found },
    );
  }
  const { description, settings, task, state, domain } = trained;
  const { model } = namedModel(trained.model, task, settings, description.names.length);
  try {
    const values = decodeFloats(domain.values);
    return {
      fitted: model.restore(state),
      domain: createFeatureMatrix(domain.rowCount, description.names.length, values, description.names),
    };
  } catch (error) {
    if (error instanceof ModelError) throw error;
    throw new ModelError(
      `the state of model ${trained.name} cannot be restored: it was written by another program, or changed; train the model again`,
      { model: trained.model },
      { cause: error },
    );
  }
}
