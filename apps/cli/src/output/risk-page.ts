import type { RiskResult } from "@ansatz/contract";
import { version } from "../version.ts";
import type { TextTable } from "./backtest-tables.ts";
import {
  budgetTable,
  errorSeriesTable,
  estimatesTable,
  intervalsTable,
  slopeSentence,
} from "./estimate-tables.ts";
import { amount } from "./finance-text.ts";
import { htmlLineChart } from "./html-report-chart.ts";
import {
  htmlFacts,
  htmlList,
  htmlParagraph,
  htmlReport,
  htmlTable,
  type HtmlSection,
} from "./html-report.ts";
import { intervalsExplained } from "./risk-report.ts";
import { monteCarloTable, riskFacts, riskQuantities } from "./risk-tables.ts";

/** Different losses up to which each is a point of its own. */
const fewLosses = 32;

const tableHtml = ({ columns, rows }: TextTable): string => htmlTable(columns, rows);

/** The distribution of losses with VaR and CVaR marked on it. */
function distributionChart({ scenarios, valueAtRisk, conditionalValueAtRisk }: RiskResult): string {
  const { losses, probabilities } = scenarios;
  const highest = probabilities.reduce((most, value) => Math.max(most, value), 0);
  const upright = (at: number) => [[at, 0] as const, [at, highest] as const];
  return htmlLineChart({
    title: "Probability of each loss, with VaR and CVaR",
    x: { label: "Loss", format: amount },
    y: { label: "Probability" },
    series: [
      {
        label: "Scenarios",
        shape: losses.length <= fewLosses ? "points" : "line",
        points: losses.map((loss, index) => [loss, probabilities[index]] as const),
      },
      { label: "VaR, estimated", points: upright(valueAtRisk.estimate) },
      { label: "CVaR, estimated", points: upright(conditionalValueAtRisk.estimate) },
    ],
  });
}

function errorSection(series: NonNullable<RiskResult["errorSeries"]>): HtmlSection {
  const { points } = series;
  return {
    heading: "Errors against oracle calls",
    content: [
      htmlLineChart({
        title: "Root mean square errors of the expected loss against oracle calls, both axes logarithmic",
        x: { label: "Oracle calls", scale: "logarithmic" },
        y: { label: "Error", scale: "logarithmic", format: amount },
        series: [
          {
            label: "Amplitude estimation",
            shape: "both",
            points: points.map(({ calls, quantumError }) => [calls, quantumError] as const),
          },
          {
            label: "Monte Carlo",
            shape: "both",
            points: points.map(({ calls, classicalError }) => [calls, classicalError] as const),
          },
        ],
      }),
      htmlParagraph(slopeSentence(series)),
      tableHtml(errorSeriesTable(series)),
    ].join("\n"),
  };
}

/** A risk as a page that prints well. */
export function riskPage(name: string, result: RiskResult): string {
  const quantities = riskQuantities(result);
  const { level, findings, verdict, warnings, seed, errorSeries } = result;
  return htmlReport({
    title: `Risk: ${name}`,
    subtitle: `Expected loss, VaR and CVaR at the level ${level} by amplitude estimation`,
    sections: [
      { heading: "What is estimated", content: htmlFacts(riskFacts(result)) },
      { heading: "Distribution of losses", content: distributionChart(result) },
      { heading: "Estimates", content: tableHtml(estimatesTable(quantities)) },
      { heading: "Where the errors come from", content: tableHtml(budgetTable(quantities)) },
      {
        heading: "Intervals, and whether they hold the true value",
        content: tableHtml(intervalsTable(quantities)) + htmlParagraph(intervalsExplained),
      },
      { heading: "Monte Carlo beside", content: tableHtml(monteCarloTable(result)) },
      ...(errorSeries === null ? [] : [errorSection(errorSeries)]),
      ...(findings.length === 0 ? [] : [{ heading: "About the data", content: htmlList(findings) }]),
    ],
    verdict,
    warnings,
    provenance: `Ansatz ${version}, seed ${seed}. The same request and seed give the same numbers.`,
  });
}
