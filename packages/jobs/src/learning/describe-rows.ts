import type { RowDescription } from "@ansatz/contract";
import type { FeatureMatrix } from "@ansatz/learning";
import {
  describeCompositions,
  describeCrystals,
  elementsOf,
  joinColumns,
  MaterialsTableError,
  type Composition,
  type CompositionFeatures,
  type Crystal,
  type CrystalFeatures,
} from "@ansatz/materials";

/** What rows of a table are about. */
export interface Subjects {
  readonly compositions: readonly Composition[];
  readonly crystals: readonly Crystal[] | undefined;
  /** Chosen columns of numbers; undefined where none was. */
  readonly numbers: FeatureMatrix | undefined;
}

/** The default of a subject that a request names no descriptors for. */
export function defaultDescriptors(subject: RowDescription["subject"]): string[] {
  switch (subject) {
    case "composition":
      return ["magpie"];
    case "structure":
      return ["magpie", "density", "coordination", "bonds"];
    case "molecule":
      return ["molecule"];
    case "numbers":
      return [];
  }
}

/** Elements that fractions need a column for. */
export function elementColumns({ compositions }: Subjects): string[] {
  return elementsOf(compositions);
}

/**
 * Features of rows as a description says.
 *
 * @throws MaterialsTableError for descriptors that the subject does not have, StructureError.
 */
export function describeRows(
  { compositions, crystals, numbers }: Subjects,
  { descriptors, elements }: Pick<RowDescription, "descriptors" | "elements">,
): FeatureMatrix {
  const options = elements.length > 0 ? { elements } : {};
  const parts: FeatureMatrix[] = [];
  if (descriptors.length > 0) {
    parts.push(
      crystals === undefined
        ? describeCompositions(compositions, { features: descriptors as CompositionFeatures[], ...options })
        : describeCrystals(crystals, {
            features: descriptors as (CompositionFeatures | CrystalFeatures)[],
            ...options,
          }),
    );
  }
  if (numbers !== undefined) parts.push(numbers);
  if (parts.length === 0) {
    throw new MaterialsTableError("rows need a description: choose descriptors or columns of numbers");
  }
  return parts.length === 1 ? parts[0] : joinColumns(parts);
}
