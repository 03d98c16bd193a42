import type { Frequency } from "../prices/price-table.ts";
import { periodsPerYear } from "../prices/price-table.ts";
import type { ComparedFigure, StrategyComparison } from "./compare-strategies.ts";
import { comparedFigures } from "./compare-strategies.ts";
import type { ResolvedBacktestSettings } from "./settings.ts";

const wording: Readonly<Record<ComparedFigure, { readonly noun: string; readonly isPercent: boolean }>> = {
  sharpeRatio: { noun: "Sharpe ratio", isPercent: false },
  annualisedReturn: { noun: "return a year", isPercent: true },
  annualisedVolatility: { noun: "volatility", isPercent: true },
};

/** Rounded for reading, without a minus sign before zero. */
function rounded(value: number, isPercent: boolean): string {
  const text = isPercent ? (100 * value).toFixed(1) : value.toFixed(2);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

const unit = (isPercent: boolean): string => (isPercent ? " points" : "");

function describe({ figure, strategy, difference }: StrategyComparison): string {
  const { isPercent } = wording[figure];
  const direction = difference.estimate < 0 ? "lower" : "higher";
  const size = rounded(Math.abs(difference.estimate), isPercent);
  const bounds = `${rounded(difference.lower, isPercent)} to ${rounded(difference.upper, isPercent)}`;
  return `${strategy} ${direction} by ${size}${unit(isPercent)} (${bounds})`;
}

/** One sentence on one figure: which differences are distinguishable, or how large they would have had to be. */
function figureSentence(
  figure: ComparedFigure,
  comparisons: readonly StrategyComparison[],
): string | undefined {
  const { noun, isPercent } = wording[figure];
  const all = comparisons.filter((comparison) => comparison.figure === figure);
  if (all.length === 0) return undefined;
  const clear = all.filter((comparison) => comparison.isDistinguishable);
  if (clear.length > 0) {
    const rest = all.length - clear.length;
    const others =
      rest === 0 ? "" : `; the ${rest === 1 ? "other is" : `other ${rest} are`} not distinguishable`;
    return `The ${noun} differs: ${clear.map(describe).join("; ")}${others}.`;
  }
  const size = ({ difference }: StrategyComparison): number => Math.abs(difference.estimate);
  const largest = all.reduce((best, next) => (size(next) > size(best) ? next : best));
  const detectable = rounded(largest.difference.smallestDetectable, isPercent);
  return `No strategy's ${noun} can be told from it: the largest difference is ${describe(largest)}; a true one below about ${detectable}${unit(isPercent)} would mostly go unseen in so many periods.`;
}

/** What the comparison says in plain words, at the number of periods there are. */
export function backtestVerdict(
  comparisons: readonly StrategyComparison[],
  context: {
    readonly against: string;
    readonly periodCount: number;
    readonly frequency: Frequency;
    readonly level: number;
    readonly benchmark?: string | undefined;
  },
): string {
  const { against, periodCount, frequency, level, benchmark } = context;
  const years = (periodCount / periodsPerYear[frequency]).toFixed(1);
  const span = `${periodCount} ${frequency} returns (${years} years)`;
  const sentences = comparedFigures.flatMap((figure) => figureSentence(figure, comparisons) ?? []);
  if (sentences.length === 0) return `Over ${span} there is nothing to compare with ${against}.`;
  const opening = `Against ${against} over ${span}, differences with ${100 * level} % intervals, tests corrected for the number of strategies:`;
  const isBenchmarkApart = comparisons.some(
    (comparison) =>
      comparison.isDistinguishable && [comparison.strategy, comparison.against].includes(benchmark ?? ""),
  );
  const caution = isBenchmarkApart
    ? [`What sets ${benchmark ?? ""} apart can be the choice of the assets rather than their weighting.`]
    : [];
  return [opening, ...sentences, ...caution].join(" ");
}

/** What the numbers of any backtest leave out, and what these settings assume. */
export function backtestLimits(settings: ResolvedBacktestSettings, benchmark?: string): string[] {
  const { executionDelay, costs } = settings;
  return [
    "Assets that were put together knowing how they fared (survivors) look better here than a choice made at the time.",
    "Intervals assume that the future is drawn from the same process as these periods.",
    ...(benchmark === undefined
      ? []
      : [
          `${benchmark} bears no costs here; where it is a price index and the assets' prices are adjusted, it lacks dividends.`,
        ]),
    ...(executionDelay === 0 ? ["Trades are carried out at the close whose price the decision used."] : []),
    ...(costs.proportional === 0 && costs.fixedPerTrade === 0 ? ["Trading is free of costs."] : []),
    "Trades do not move prices; taxes are left out.",
  ];
}
