import { chemicalElements, getElement } from "./elements.ts";
import { magpieValues } from "./magpie-values.ts";

/**
 * The 22 elemental properties of the Magpie set in the order of Ward et al. 2016. Units: AtomicWeight u, MeltingT K,
 * CovalentRadius pm, Electronegativity Pauling's scale, GSvolume_pa Å³ an atom, GSbandgap eV, GSmagmom µB an atom; the
 * rest are counts.
 */
export const magpieProperties = [
  "Number",
  "MendeleevNumber",
  "AtomicWeight",
  "MeltingT",
  "Column",
  "Row",
  "CovalentRadius",
  "Electronegativity",
  "NsValence",
  "NpValence",
  "NdValence",
  "NfValence",
  "NValence",
  "NsUnfilled",
  "NpUnfilled",
  "NdUnfilled",
  "NfUnfilled",
  "NUnfilled",
  "GSvolume_pa",
  "GSbandgap",
  "GSmagmom",
  "SpaceGroupNumber",
] as const;

export type MagpieProperty = (typeof magpieProperties)[number];

interface PropertyColumn {
  /** By atomic number − 1, with the mean of the known values where the collection has none. */
  readonly values: Float64Array;
  readonly isKnown: readonly boolean[];
}

const columns: ReadonlyMap<string, PropertyColumn> = new Map(
  magpieValues
    .trim()
    .split("\n")
    .map((line) => {
      const [name, ...words] = line.split(" ");
      const isKnown = chemicalElements.map((_, index) => index < words.length && words[index] !== "-");
      const known = words.filter((word) => word !== "-").map(Number);
      const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
      const values = Float64Array.from(isKnown, (is, index) => (is ? Number(words[index]) : mean));
      return [name, { values, isKnown }] as const;
    }),
);

/** A property's values by atomic number − 1; where the collection has none, the mean of the others (as matminer fills). */
export function magpieColumn(property: MagpieProperty): Float64Array {
  return columns.get(property)!.values;
}

/**
 * A property of an element; where the collection has none, the mean of the others.
 *
 * @throws RangeError for what is no symbol.
 */
export function magpieProperty(symbol: string, property: MagpieProperty): number {
  return magpieColumn(property)[getElement(symbol).atomicNumber - 1];
}

/** The elements of a list for which the collection has no value of some property, so that a mean stands in. */
export function elementsWithFilledProperties(symbols: Iterable<string>): string[] {
  return [...new Set(symbols)].filter((symbol) => {
    const index = getElement(symbol).atomicNumber - 1;
    return magpieProperties.some((property) => !columns.get(property)!.isKnown[index]);
  });
}
