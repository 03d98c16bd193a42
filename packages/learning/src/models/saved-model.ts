import { ModelError } from "../errors.ts";
import type { SavedModel } from "./model.ts";

/**
 * The state of a saved model.
 *
 * @throws ModelError where it was saved by another model or in another layout.
 */
// The caller states the layout of the version it asks for.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function savedState<State>(saved: SavedModel, model: string, version: number): State {
  if (saved.model !== model || saved.version !== version) {
    throw new ModelError(
      `${model} must restore its own saved fits of version ${version}, got ${saved.model} of version ${saved.version}`,
      { model: saved.model, version: saved.version },
    );
  }
  return saved.state as State;
}
