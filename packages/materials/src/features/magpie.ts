import { getElement } from "../elements/elements.ts";
import { magpieColumn, magpieProperties } from "../elements/magpie-properties.ts";
import type { FeatureSet } from "./feature-set.ts";
import { magpieStatistics, writeStatistics } from "./weighted-statistics.ts";

/**
 * The 132 Magpie features: six statistics of 22 elemental properties, weighted by atomic fraction, with matminer's names
 * and order (its ElementProperty preset "magpie", missing properties filled with the mean of the elements).
 *
 * Source: L. Ward et al., npj Computational Materials 2, 16028 (2016).
 */
export const magpieFeatures: FeatureSet = {
  names: magpieProperties.flatMap((property) =>
    magpieStatistics.map((statistic) => `MagpieData ${statistic} ${property}`),
  ),
  write: ({ elements, amounts }, target, offset) => {
    const indices = elements.map((symbol) => getElement(symbol).atomicNumber - 1);
    for (const [k, property] of magpieProperties.entries()) {
      const column = magpieColumn(property);
      const values = indices.map((index) => column[index]);
      writeStatistics(values, amounts, target, offset + k * magpieStatistics.length);
    }
  },
};
