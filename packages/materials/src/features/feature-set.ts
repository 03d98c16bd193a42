import type { Composition } from "../compositions/composition.ts";

/** Some columns that follow from a composition alone. */
export interface FeatureSet<Subject = Composition> {
  readonly names: readonly string[];
  /** Writes one value a name to `target` from `offset` on. */
  readonly write: (subject: Subject, target: Float64Array, offset: number) => void;
}
