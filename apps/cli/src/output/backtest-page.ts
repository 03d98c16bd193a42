import type { BacktestResult } from "@ansatz/contract";
import { version } from "../version.ts";
import {
  backtestFacts,
  differencesTable,
  figuresTable,
  tradingTable,
  type TextTable,
} from "./backtest-tables.ts";
import { amount, percent } from "./finance-text.ts";
import { htmlLineChart, type ChartAxis } from "./html-report-chart.ts";
import { htmlFacts, htmlList, htmlReport, htmlTable } from "./html-report.ts";

/** Points of a curve in a chart: finer ones are not seen. */
const mostPoints = 700;
/** Rebalancings of the first strategy that a page lists. */
const mostRebalancings = 60;

const tableHtml = ({ columns, rows }: TextTable): string => htmlTable(columns, rows);

/** A date axis over the numbers of dates: a tick where a year begins, or at the ends of less than two years. */
function dateAxis(dates: readonly string[]): ChartAxis {
  const years = dates.flatMap((date, day) =>
    day > 0 && date.slice(0, 4) !== dates[day - 1].slice(0, 4) ? [day] : [],
  );
  if (years.length < 2) {
    return { label: "", ticks: [0, dates.length - 1], format: (day) => dates[day] };
  }
  const step = Math.ceil(years.length / 12);
  return {
    label: "",
    ticks: years.filter((_, k) => k % step === 0),
    format: (day) => dates[day].slice(0, 4),
  };
}

function curvePoints(values: readonly number[]): (readonly [number, number])[] {
  const step = Math.max(1, Math.ceil(values.length / mostPoints));
  const last = values.length - 1;
  return values.flatMap((value, day) => (day % step === 0 || day === last ? [[day, value] as const] : []));
}

/** The fall from the highest value so far at each date. */
function drawdowns(equity: readonly number[]): number[] {
  let highest = 0;
  return equity.map((value) => {
    highest = Math.max(highest, value);
    return value / highest - 1;
  });
}

function charts(result: BacktestResult): { readonly value: string; readonly drawdown: string } {
  const { dates, strategies, benchmark } = result;
  const curves = [...strategies, ...(benchmark === null ? [] : [benchmark])];
  const x = dateAxis(dates);
  const chart = (title: string, y: ChartAxis, of: (equity: readonly number[]) => readonly number[]) =>
    htmlLineChart({
      title,
      x,
      y,
      series: curves.map(({ name, equity }) => ({ label: name, points: curvePoints(of(equity)) })),
    });
  return {
    value: chart("Value of each strategy", { label: "Value", format: amount }, (equity) => equity),
    drawdown: chart(
      "Fall of each strategy from its highest value",
      { label: "Drawdown", format: (share) => percent(share, 0) },
      drawdowns,
    ),
  };
}

function rebalancingsHtml({ strategies: [{ rebalancings }] }: BacktestResult): string {
  return htmlTable(
    [
      { title: "Date" },
      { title: "Turnover", align: "right" },
      { title: "Cost", align: "right" },
      { title: "Holdings" },
    ],
    rebalancings.slice(-mostRebalancings).map(({ date, turnover, cost, weights }) => [
      date,
      percent(turnover),
      amount(cost),
      Object.entries(weights)
        .sort(([, a], [, b]) => b - a)
        .map(([asset, weight]) => `${asset} ${percent(weight)}`)
        .join(", "),
    ]),
  );
}

/** A backtest as a page that prints well. */
export function backtestPage(name: string, result: BacktestResult): string {
  const { strategies, against, verdict, warnings, findings, limits, seed } = result;
  const { value, drawdown } = charts(result);
  const [first] = strategies;
  const listed = Math.min(first.rebalancings.length, mostRebalancings);
  return htmlReport({
    title: `Backtest: ${name}`,
    subtitle: `${strategies.length} strategies, ${result.dates[0]} to ${result.dates[result.dates.length - 1]}, after costs`,
    sections: [
      { heading: "How it was run", content: htmlFacts(backtestFacts(result)) },
      { heading: "Value", content: value },
      { heading: "Figures a year", content: tableHtml(figuresTable(result)) },
      { heading: `Differences from ${against}`, content: tableHtml(differencesTable(result)) },
      { heading: "Drawdown", content: drawdown },
      { heading: "Trading", content: tableHtml(tradingTable(result)) },
      { heading: `Last ${listed} rebalancings of ${first.name}`, content: rebalancingsHtml(result) },
      ...(findings.length === 0 ? [] : [{ heading: "About the data", content: htmlList(findings) }]),
      { heading: "What this leaves out", content: htmlList(limits) },
    ],
    verdict,
    warnings,
    provenance: `Ansatz ${version}, seed ${seed}. The same request and seed give the same numbers.`,
  });
}
