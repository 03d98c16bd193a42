import type { PortfolioResult } from "@ansatz/contract";
import { version } from "../version.ts";
import type { TextTable } from "./backtest-tables.ts";
import { htmlLineChart } from "./html-report-chart.ts";
import { htmlFacts, htmlList, htmlReport, htmlTable, type HtmlSection } from "./html-report.ts";
import {
  algorithmsTable,
  comparisonTable,
  distributionTable,
  holdingsTable,
  noisyFacts,
  percent,
  portfolioFacts,
} from "./portfolio-tables.ts";
import { count } from "./text.ts";

const shownStates = 20;

const wholePercent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
const tableHtml = ({ columns, rows }: TextTable): string => htmlTable(columns, rows);

function frontierChart(result: PortfolioResult): string {
  const { frontier, continuous, optimum, holdings } = result;
  type Figures = { readonly expectedReturn: number; readonly volatility: number };
  const point = ({ expectedReturn, volatility }: Figures) => [volatility, expectedReturn] as const;
  return htmlLineChart({
    title: "Expected return against volatility: the efficient frontier and the portfolios beside it",
    x: { label: "Volatility", format: wholePercent },
    y: { label: "Expected return", format: wholePercent },
    series: [
      { label: "Efficient frontier (continuous weights)", points: frontier.map(point) },
      {
        label: optimum.proven ? "Proven optimum" : "Best known",
        points: [point(optimum)],
        shape: "points",
      },
      { label: "Continuous portfolios", points: continuous.map(point), shape: "points" },
      { label: "Assets held", points: holdings.map(point), shape: "points" },
      { label: "This portfolio", points: [point(result)], shape: "points" },
    ],
  });
}

function convergenceChart({ convergence }: PortfolioResult): string {
  if (!convergence || convergence.length < 2) return "";
  return htmlLineChart({
    title: "Objective of the angles' optimisation, iteration by iteration",
    x: { label: "Iteration" },
    y: { label: "Objective" },
    series: [
      { label: "The optimisation that won", points: convergence.map(({ value }, step) => [step, value]) },
    ],
  });
}

/** A portfolio as a page that prints well. */
export function portfolioPage(name: string, result: PortfolioResult): string {
  const { selection, assets, mandate, findings, verdict, warnings, seed, distribution } = result;
  const convergence = convergenceChart(result);
  const noisy = noisyFacts(result);
  const sections: HtmlSection[] = [
    { heading: "Mandate", content: htmlList(mandate) },
    { heading: "Holdings", content: tableHtml(holdingsTable(result)) },
    {
      heading: "Return and risk",
      content: `${frontierChart(result)}\n${tableHtml(comparisonTable(result))}`,
    },
    { heading: "Algorithms on this problem", content: tableHtml(algorithmsTable(result)) },
    { heading: "How it was found", content: htmlFacts(portfolioFacts(result)) },
    ...(convergence === "" ? [] : [{ heading: "Convergence", content: convergence }]),
    ...(distribution === null
      ? []
      : [{ heading: "Likeliest samples", content: tableHtml(distributionTable(result, shownStates)) }]),
    ...(noisy.length === 0 ? [] : [{ heading: "On a noisy machine", content: htmlFacts(noisy) }]),
    ...(findings.length === 0 ? [] : [{ heading: "About the data", content: htmlList(findings) }]),
  ];
  return htmlReport({
    title: `Portfolio: ${name}`,
    subtitle: `${count(selection.length, "holding")} of ${count(assets, "asset")}, expected return ${percent(result.expectedReturn)} at a volatility of ${percent(result.volatility)}`,
    sections,
    verdict,
    warnings,
    provenance: `Ansatz ${version}, seed ${seed}. The same request and seed give the same numbers.`,
  });
}
