import { dummyMean, dummyMedian, dummyPrior } from "../classical/dummy.ts";
import { elasticNet } from "../classical/elastic-net.ts";
import { gradientBoosting } from "../classical/gradient-boosting.ts";
import { linearRegression, ridgeRegression } from "../classical/linear-regression.ts";
import { logisticRegression } from "../classical/logistic-regression.ts";
import { multilayerPerceptron } from "../classical/multilayer-perceptron.ts";
import { nearestNeighbors } from "../classical/nearest-neighbors.ts";
import { randomForest } from "../classical/random-forest.ts";
import type { Task } from "../data/data-set.ts";
import { ModelError } from "../errors.ts";
import { maternKernel, rbfKernel } from "../kernel-methods/classical-kernels.ts";
import { gaussianProcess, gaussianProcessClassifier } from "../kernel-methods/gaussian-process.ts";
import { kernelRidge } from "../kernel-methods/kernel-ridge.ts";
import { supportVector } from "../kernel-methods/support-vector.ts";
import type { FittedModel, Model, SavedModel } from "./model.ts";

/** Models by name. */
export interface ModelRegistry {
  readonly models: readonly Model[];
  /** Models that learn the task, in the registry's order. */
  forTask(task: Task): Model[];
  /** @throws ModelError where no model has the name; lists those there are. */
  find(name: string): Model;
  /** The fit that was saved; it predicts the same. @throws ModelError where no model has its name. */
  restore(saved: SavedModel): FittedModel;
}

/** @throws ModelError where two models have the same name. */
export function createModelRegistry(models: readonly Model[]): ModelRegistry {
  const byName = new Map<string, Model>();
  for (const model of models) {
    if (byName.has(model.name))
      throw new ModelError(`a registry must have one model of each name, got two ${model.name}`);
    byName.set(model.name, model);
  }
  const find = (name: string): Model => {
    const model = byName.get(name);
    if (model === undefined) {
      throw new ModelError(`a model must be one of ${[...byName.keys()].join(", ")}, got ${name}`, {
        model: name,
      });
    }
    return model;
  };
  return {
    models: [...byName.values()],
    forTask: (task) => models.filter(({ tasks }) => tasks.includes(task)),
    find,
    restore: (saved) => find(saved.model).restore(saved),
  };
}

const classical = createModelRegistry([
  dummyMean(),
  dummyMedian(),
  dummyPrior(),
  linearRegression(),
  ridgeRegression(),
  elasticNet(),
  logisticRegression(),
  nearestNeighbors(),
  kernelRidge(rbfKernel()),
  kernelRidge(maternKernel(2.5)),
  supportVector(rbfKernel()),
  gaussianProcess(rbfKernel()),
  gaussianProcess(maternKernel(2.5)),
  gaussianProcessClassifier(rbfKernel()),
  randomForest(),
  gradientBoosting(),
  multilayerPerceptron(),
]);

/** What stands beside every quantum model: constants, linear models, neighbours, kernels, trees and a neural network. */
export function classicalModels(task: Task): Model[] {
  return classical.forTask(task);
}

/** A classical model. @throws ModelError where none has the name. */
export function findModel(name: string): Model {
  return classical.find(name);
}

/** The fit of a classical model that was saved. @throws ModelError where no classical model has its name. */
export function restoreModel(saved: SavedModel): FittedModel {
  return classical.restore(saved);
}
