import type { FrontierResult } from "@ansatz/contract";
import type { Terminal } from "../terminal.ts";
import { reportTable } from "./backtest-report.ts";
import { comparisonsTable, frontierFacts, percent, pointsTable, selectionsTable } from "./frontier-tables.ts";
import { plot, type Series } from "./plot.ts";
import { createReport, reportVerdict, type Report } from "./report.ts";
import { count, paragraph, seconds } from "./text.ts";

const plotRows = 16;
const shownPoints = 12;
const shownHoldings = 3;

type Figures = { readonly expectedReturn: number; readonly volatility: number };

function curvesOf({ frontier, cardinalityFrontier, selections, assetPoints }: FrontierResult): Series[] {
  const point = ({ expectedReturn, volatility }: Figures) => [volatility, expectedReturn] as const;
  // Assets of far more risk than the frontier would press it against the axis.
  const widest = 1.3 * Math.max(...frontier.map(({ volatility }) => volatility));
  return [
    {
      mark: "+",
      label: "assets",
      points: assetPoints.filter(({ volatility }) => volatility <= widest).map(point),
    },
    { mark: "*", label: "frontier", points: frontier.map(point) },
    ...(cardinalityFrontier
      ? [
          {
            mark: "o",
            label: "few holdings",
            points: cardinalityFrontier.flatMap((entry) => (entry ? [point(entry)] : [])),
          },
        ]
      : []),
    ...(selections ? [{ mark: "Q", label: "QAOA selections", points: selections.map(point) }] : []),
  ];
}

function reportPlot(report: Report, result: FrontierResult): void {
  const lines = plot(curvesOf(result), report.width - 2, plotRows, { x: percent, y: percent });
  if (lines.length === 0) return;
  report.heading("Expected return against volatility");
  for (const line of lines) report.line(`  ${line}`);
}

function reportList(report: Report, heading: string, sentences: readonly string[]): void {
  if (sentences.length === 0) return;
  report.heading(heading);
  for (const sentence of sentences) report.line(paragraph("  - ", sentence, report.width));
}

/** Prints a frontier: a plot, its points, the portfolios beside it and what it is worth. */
export function printFrontier(name: string, result: FrontierResult, terminal: Terminal): void {
  const report = createReport(terminal);
  report.line(report.style.bold(`${name}: efficient frontier of ${count(result.assets, "asset")}`));
  report.line();
  for (const [label, text] of frontierFacts(result)) report.fact(label, text);
  report.fact("Time", `${seconds(result.seconds)} s of computing`);
  reportList(report, "Mandate", result.mandate);
  reportPlot(report, result);
  reportTable(report, "Points", pointsTable(result, { most: shownPoints, holdings: shownHoldings }));
  reportTable(report, "Portfolios beside it", comparisonsTable(result, shownHoldings));
  reportTable(report, "QAOA selections in equal parts", selectionsTable(result));
  reportList(report, "About the data", result.findings);
  reportVerdict(report, result.verdict, result.warnings);
  report.print();
}
