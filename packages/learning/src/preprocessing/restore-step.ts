import { ModelError } from "../errors.ts";
import type { FittedStep } from "../models/preprocessing-step.ts";
import type { SavedStep } from "./fitted-step.ts";
import { fittedPipeline, pipelineName } from "./pipeline.ts";
import { principalComponentsName, restoreComponents, type SavedComponents } from "./principal-components.ts";
import { fittedScaling, scalerNames, type ColumnScaling } from "./scale-columns.ts";
import { fittedSelection, selectionNames, type ColumnSelection } from "./select-columns.ts";

/**
 * The fitted step that was saved; it changes features as the saved one did, bit by bit.
 *
 * @throws ModelError where no step has the name.
 */
export function restoreStep({ step, state }: SavedStep): FittedStep {
  const scaler = scalerNames.find((name) => name === step);
  if (scaler !== undefined) return fittedScaling(scaler, state as ColumnScaling);
  const selection = selectionNames.find((name) => name === step);
  if (selection !== undefined) return fittedSelection(selection, state as ColumnSelection);
  if (step === principalComponentsName) return restoreComponents(state as SavedComponents);
  if (step === pipelineName) return fittedPipeline((state as readonly SavedStep[]).map(restoreStep));
  const known = [...scalerNames, ...selectionNames, principalComponentsName, pipelineName].join(", ");
  throw new ModelError(`a saved step must be one of ${known}, got ${step}`);
}
