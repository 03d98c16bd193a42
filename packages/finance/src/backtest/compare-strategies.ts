import type { BootstrapDifference } from "../performance/bootstrap-interval.ts";
import { differenceFromReplicates } from "../performance/bootstrap-interval.ts";
import type { PerformanceFigureName } from "../performance/performance-figures.ts";
import { performanceFigureNames } from "../performance/performance-figures.ts";
import type { BootstrapSample } from "../performance/stationary-bootstrap.ts";

/** The figures whose differences are tested. */
export const comparedFigures = [
  "sharpeRatio",
  "annualisedReturn",
  "annualisedVolatility",
] as const satisfies readonly PerformanceFigureName[];

export type ComparedFigure = (typeof comparedFigures)[number];

/** One figure of a strategy minus that of the strategy it is compared with. */
export interface StrategyComparison {
  readonly figure: ComparedFigure;
  readonly strategy: string;
  readonly against: string;
  readonly difference: BootstrapDifference;
  /** The p-value after Holm's correction for as many strategies as are compared in this figure. */
  readonly adjustedPValue: number;
  /** Whether the adjusted p-value is below 1 − level. */
  readonly isDistinguishable: boolean;
}

/** Holm's step-down correction, Scand. J. Stat. 6, 65 (1979): entries in the order given. */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a] - pValues[b]);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((i, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[i]));
    adjusted[i] = largest;
  });
  return adjusted;
}

/**
 * Tests every series against the one at `reference` in each compared figure. `sample` holds the figures of the series
 * one after the other, all drawn at the same periods. A figure that is undefined for a pair has no entry.
 */
export function compareStrategies(
  names: readonly string[],
  reference: number,
  sample: BootstrapSample,
  level: number,
): StrategyComparison[] {
  const column = (series: number, figure: ComparedFigure): number =>
    series * performanceFigureNames.length + performanceFigureNames.indexOf(figure);
  return comparedFigures.flatMap((figure) => {
    const against = column(reference, figure);
    const tests = names.flatMap((strategy, series) => {
      if (series === reference) return [];
      const own = column(series, figure);
      const difference = differenceFromReplicates(
        [sample.estimates[own], sample.estimates[against]],
        [sample.replicates[own], sample.replicates[against]],
        level,
      );
      return difference === undefined ? [] : [{ strategy, difference }];
    });
    const adjusted = holmAdjusted(tests.map(({ difference }) => difference.pValue));
    return tests.map(({ strategy, difference }, k) => ({
      figure,
      strategy,
      against: names[reference],
      difference,
      adjustedPValue: adjusted[k],
      isDistinguishable: adjusted[k] < 1 - level,
    }));
  });
}
