import { createDataSet, type DataSet } from "@ansatz/learning";
import type { MaterialsTable } from "../tables/materials-table.ts";
import { MaterialsTableError } from "../errors.ts";
import { describeCompositions, type CompositionFeatures } from "./describe-compositions.ts";
import {
  crystalFeatureSets,
  describeCrystals,
  joinColumns,
  type DescribeCrystalsOptions,
} from "./describe-crystals.ts";

/**
 * A table's data set: features of its compositions (and crystals), the table's feature columns after them, and its targets.
 *
 * A table of numbers is its feature columns.
 *
 * @throws MaterialsTableError where features of structures are asked for of a table of formulas, for molecules, and as describeCrystals.
 */
export function describeMaterials(table: MaterialsTable, options: DescribeCrystalsOptions = {}): DataSet {
  const { compositions, crystals, features: columns, targets, classes } = table;
  if (table.subject === "molecule") {
    throw new MaterialsTableError(
      "a table must be of formulas, structures or numbers, got one of molecules: describeMolecules describes it",
    );
  }
  if (table.subject === "numbers") return createDataSet(columns!, targets, classes);
  const ofStructure = (options.features ?? []).find((name) => name in crystalFeatureSets);
  if (crystals === undefined && ofStructure !== undefined) {
    throw new MaterialsTableError(
      `features must be of compositions for a table of formulas, got ${ofStructure}: give structures`,
      { features: options.features },
    );
  }
  const described =
    crystals === undefined
      ? describeCompositions(compositions, {
          ...(options.features === undefined
            ? {}
            : { features: options.features as readonly CompositionFeatures[] }),
          ...(options.elements === undefined ? {} : { elements: options.elements }),
        })
      : describeCrystals(crystals, options);
  const features = columns === undefined ? described : joinColumns([described, columns]);
  return createDataSet(features, targets, classes);
}
