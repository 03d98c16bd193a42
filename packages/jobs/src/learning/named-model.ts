import { ModelError, standardModels, type StandardModel } from "@ansatz/learning";
import type { TrainRequest } from "@ansatz/contract";

/** What the models of a request depend on. */
export type ModelSettings = Pick<TrainRequest, "qubits" | "reduction" | "seed">;

/**
 * A model of the audits by its name.
 *
 * @throws ModelError for a name that no model of the task has.
 */
export function namedModel(
  name: string,
  task: "regression" | "classification",
  { qubits, reduction, seed }: ModelSettings,
  featureCount: number,
): StandardModel {
  const models = standardModels({ task, qubits: Math.min(qubits, featureCount), reduction, seed });
  const found = models.find(({ model }) => model.name === name);
  if (found) return found;
  throw new ModelError(
    `model must be one of those for a ${task}: ${models.map(({ model }) => model.name).join(", ")}; got ${name}`,
    { model: name },
  );
}
