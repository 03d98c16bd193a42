import { figureText, percentText } from "../portfolio-charts/money-format.ts";

interface Figure {
  readonly label: string;
  readonly format: (value: number) => string;
}

const share = (value: number): string => percentText(value, 1);
const ratio = (value: number): string => figureText(Number(value.toFixed(2)), 4);

const known: Readonly<Record<string, Figure>> = {
  annualisedReturn: { label: "Return a year", format: share },
  annualisedVolatility: { label: "Volatility", format: share },
  sharpeRatio: { label: "Sharpe", format: ratio },
  sortinoRatio: { label: "Sortino", format: ratio },
  calmarRatio: { label: "Calmar", format: ratio },
  maximumDrawdown: { label: "Greatest drawdown", format: share },
  hitRate: { label: "Periods that gain", format: share },
  valueAtRisk: { label: "VaR of a period", format: share },
  conditionalValueAtRisk: { label: "CVaR of a period", format: share },
  historicalValueAtRisk: { label: "VaR of a period", format: share },
  historicalConditionalValueAtRisk: { label: "CVaR of a period", format: share },
  trackingError: { label: "Tracking error", format: share },
  informationRatio: { label: "Information ratio", format: ratio },
};

/** "someFigure" as "Some figure". */
function spaced(name: string): string {
  const words = name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How a figure of a result is called and written. */
export function figureOf(name: string): Figure {
  return known[name] ?? { label: spaced(name), format: ratio };
}

/** Names of all figures that some curves have, those that are known first and in their order. */
export function figureNames(
  curves: readonly { readonly figures: Readonly<Record<string, unknown>> }[],
): string[] {
  const found = new Set(curves.flatMap(({ figures }) => Object.keys(figures)));
  return [
    ...Object.keys(known).filter((name) => found.has(name)),
    ...[...found].filter((name) => !(name in known)),
  ];
}
