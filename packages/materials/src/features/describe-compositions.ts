import { createFeatureMatrix, type FeatureMatrix } from "@ansatz/learning";
import type { Composition } from "../compositions/composition.ts";
import { MaterialsTableError } from "../errors.ts";
import { elementFractions, ionProperties, stoichiometryNorms, valenceOrbitals } from "./composition-sets.ts";
import type { FeatureSet } from "./feature-set.ts";
import { magpieFeatures } from "./magpie.ts";

/** The sets of features of compositions by name, with what they are. */
export const compositionFeatureSets = {
  magpie: { title: "132 Magpie statistics of elemental properties", set: magpieFeatures },
  fractions: { title: "atomic fractions of the elements that occur", set: elementFractions },
  stoichiometry: { title: "6 norms of the atomic fractions", set: stoichiometryNorms },
  orbitals: { title: "8 shares of valence electrons by orbital", set: valenceOrbitals },
  ions: { title: "3 measures of ionic character", set: ionProperties },
} as const satisfies Readonly<Record<string, { title: string; set: FeatureSet }>>;

export type CompositionFeatures = keyof typeof compositionFeatureSets;

export interface DescribeCompositionsOptions {
  /** Default ["magpie"]. "ward" in Ward et al. 2016 is stoichiometry, magpie, orbitals and ions together. */
  readonly features?: readonly CompositionFeatures[];
  /**
   * Columns of element fractions: default the elements that occur, by atomic number. Give those of a training set when
   * other compositions are described for its model; elements outside the list are refused.
   */
  readonly elements?: readonly string[];
}

/**
 * Features of compositions, a row a composition, columns in the order of `features`. Every row depends on its own
 * composition alone, so nothing leaks between rows (only the list of element columns follows from all).
 *
 * @throws MaterialsTableError for no features or an unknown name, and where a composition has an element outside
 * `elements`.
 */
export function describeCompositions(
  compositions: readonly Composition[],
  options: DescribeCompositionsOptions = {},
): FeatureMatrix {
  const { features = ["magpie"] } = options;
  const known = Object.keys(compositionFeatureSets);
  const unknown = features.find((name) => !known.includes(name));
  if (unknown !== undefined || features.length === 0 || new Set(features).size !== features.length) {
    throw new MaterialsTableError(
      `features must be different ones of ${known.join(", ")}, got ${features.join(", ") || "none"}`,
      { features },
    );
  }
  const sets = features.map((name) =>
    name === "fractions"
      ? fractionsOf(options.elements ?? elementsOf(compositions))
      : compositionFeatureSets[name].set,
  );
  return describe(compositions, sets);
}

/** Applies sets of features to subjects, one after the other. */
export function describe<Subject>(
  subjects: readonly Subject[],
  sets: readonly FeatureSet<Subject>[],
): FeatureMatrix {
  const names = sets.flatMap((set) => set.names);
  const values = new Float64Array(subjects.length * names.length);
  for (const [row, subject] of subjects.entries()) {
    let offset = row * names.length;
    for (const set of sets) {
      set.write(subject, values, offset);
      offset += set.names.length;
    }
  }
  return createFeatureMatrix(subjects.length, names.length, values, names);
}

/** The elements that occur, by atomic number. */
export function elementsOf(compositions: readonly Composition[]): string[] {
  const present = new Set(compositions.flatMap(({ elements }) => elements));
  return elementFractions.names.filter((symbol) => present.has(symbol));
}

function fractionsOf(elements: readonly string[]): FeatureSet {
  const column = new Map(elements.map((symbol, index) => [symbol, index]));
  return {
    names: elements.map((symbol) => `fraction ${symbol}`),
    write: (composition, target, offset) => {
      const total = composition.amounts.reduce((sum, amount) => sum + amount, 0);
      target.fill(0, offset, offset + elements.length);
      for (const [k, symbol] of composition.elements.entries()) {
        const at = column.get(symbol);
        if (at === undefined) {
          throw new MaterialsTableError(
            `${composition.text} must be of the elements that the features have a column for, ${elements.join(", ")}, got ${symbol}`,
            { formula: composition.text, symbol },
          );
        }
        target[offset + at] = composition.amounts[k] / total;
      }
    },
  };
}
