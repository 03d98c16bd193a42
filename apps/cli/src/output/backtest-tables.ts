import type { BacktestResult } from "@ansatz/contract";
import { amount, percent, range } from "./finance-text.ts";
import type { Column } from "./text.ts";

/** A table of texts, as a terminal and a page show it. */
export interface TextTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

type Curve = BacktestResult["strategies"][number] | NonNullable<BacktestResult["benchmark"]>;

const right = (title: string): Column => ({ title, align: "right" });
const decimals = (value: number): string => {
  const text = value.toFixed(2);
  return Number(text) === 0 ? text.replace("-", "") : text;
};

function figure({ figures }: Curve, name: string, text: (value: number) => string): string {
  return name in figures ? text(figures[name].estimate) : "-";
}

function interval({ figures }: Curve, name: string, text: (value: number) => string): string {
  if (!(name in figures)) return "-";
  const { lower, upper } = figures[name];
  return range([lower, upper], text);
}

const curvesOf = ({ strategies, benchmark }: BacktestResult): Curve[] => [
  ...strategies,
  ...(benchmark === null ? [] : [benchmark]),
];

/** Return, risk and their ratio, with intervals. */
export function figuresTable(result: BacktestResult): TextTable {
  return {
    columns: [
      { title: "Strategy" },
      right("Return"),
      right("Volatility"),
      right("Sharpe"),
      right(`${100 * result.bootstrap.level} % interval`),
      right("Sortino"),
      right("Drawdown"),
    ],
    rows: curvesOf(result).map((curve) => [
      curve.name,
      figure(curve, "annualisedReturn", percent),
      figure(curve, "annualisedVolatility", percent),
      figure(curve, "sharpeRatio", decimals),
      interval(curve, "sharpeRatio", decimals),
      figure(curve, "sortinoRatio", decimals),
      percent(curve.drawdown.depth),
    ]),
  };
}

/** What the strategies traded, paid and ended with. */
export function tradingTable({ strategies, benchmark }: BacktestResult): TextTable {
  return {
    columns: [
      { title: "Strategy" },
      right("Turnover a year"),
      right("Costs"),
      right("Final value"),
      right("Seconds"),
    ],
    rows: [
      ...strategies.map(({ name, annualTurnover, totalCosts, equity, seconds }) => [
        name,
        percent(annualTurnover, 0),
        amount(totalCosts),
        amount(equity[equity.length - 1]),
        seconds < 0.0005 ? "<0.001" : seconds.toFixed(3),
      ]),
      ...(benchmark === null
        ? []
        : [[benchmark.name, "-", "-", amount(benchmark.equity[benchmark.equity.length - 1]), "-"]]),
    ],
  };
}

const compared = [
  ["sharpeRatio", "Sharpe ratio", decimals],
  ["annualisedReturn", "Return", percent],
  ["annualisedVolatility", "Volatility", percent],
] as const;

/** Differences against one strategy, and which of them can be told from chance. */
export function differencesTable({ comparisons, bootstrap }: BacktestResult): TextTable {
  return {
    columns: [
      { title: "Strategy" },
      { title: "Figure" },
      right("Difference"),
      right(`${100 * bootstrap.level} % interval`),
      right("p"),
      { title: "Told apart" },
    ],
    rows: compared.flatMap(([key, title, text]) =>
      comparisons.flatMap(({ name, figures }) => {
        if (!(key in figures)) return [];
        const { estimate, lower, upper, pValue, isDistinguishable } = figures[key];
        return [
          [
            name,
            title,
            text(estimate),
            range([lower, upper], text),
            pValue < 0.001 ? "<0.001" : pValue.toFixed(3),
            isDistinguishable ? "yes" : "no",
          ],
        ];
      }),
    ),
  };
}

/** Facts on how the backtest was run. */
export function backtestFacts(result: BacktestResult): [string, string][] {
  const { dates, observations, frequency, windows, window, executionDelay, bootstrap, quantum } = result;
  const reach = window.expanding
    ? `all of the past, at least ${window.periods} periods`
    : `${window.periods} periods`;
  return [
    ["Data", `${observations.toLocaleString("en-US")} ${frequency} returns of ${result.assets} assets`],
    ["Held", `${dates[0]} to ${dates[dates.length - 1]}`],
    [
      "Decisions",
      `${windows} of each strategy, looking back on ${reach}; trades ${executionDelay === 0 ? "at the close that is known last" : `${executionDelay} period${executionDelay === 1 ? "" : "s"} later`}`,
    ],
    [
      "Intervals",
      `${bootstrap.resamples.toLocaleString("en-US")} histories of blocks of ${bootstrap.blockLength.toFixed(1)} periods on average, seed ${result.seed}`,
    ],
    ...(quantum === null
      ? []
      : [
          [
            "QAOA",
            `best of ${quantum.shots.toLocaleString("en-US")} samples was the optimum in ${quantum.optimal} of ${quantum.windows} windows${quantum.randomOptimal === null ? "" : `, the best of as many random draws in ${quantum.randomOptimal}`}`,
          ] as [string, string],
        ]),
  ];
}
