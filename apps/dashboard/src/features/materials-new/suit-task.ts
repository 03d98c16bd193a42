import type { ModelChoice } from "../materials-worker/types.ts";
import { defaultTrainedModel, type MaterialsDraft } from "./materials-draft.ts";

/**
 * The draft without models that only the other task has: they were chosen for another table. Names that neither list
 * knows stay, and the server judges them.
 */
export function suitTask(
  draft: MaterialsDraft,
  models: readonly ModelChoice[],
  ofOtherTask: readonly ModelChoice[],
): MaterialsDraft {
  const own = new Set(models.map(({ name }) => name));
  const strange = new Set(ofOtherTask.map(({ name }) => name).filter((name) => !own.has(name)));
  const kept = draft.models.filter((name) => !strange.has(name));
  if (kept.length === draft.models.length && !strange.has(draft.model)) return draft;
  return {
    ...draft,
    models: kept,
    model: strange.has(draft.model) ? defaultTrainedModel : draft.model,
  };
}
