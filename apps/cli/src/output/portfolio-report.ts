import type { PortfolioResult } from "@ansatz/contract";
import type { Terminal } from "../terminal.ts";
import { reportTable } from "./backtest-report.ts";
import {
  algorithmsTable,
  comparisonTable,
  distributionTable,
  holdingsTable,
  noisyFacts,
  portfolioFacts,
} from "./portfolio-tables.ts";
import { createReport, reportVerdict, type Report } from "./report.ts";
import { count, paragraph, seconds } from "./text.ts";

const shownStates = 5;

function reportList(report: Report, heading: string, sentences: readonly string[]): void {
  if (sentences.length === 0) return;
  report.heading(heading);
  for (const sentence of sentences) report.line(paragraph("  - ", sentence, report.width));
}

/** Prints a portfolio: its holdings, the optimum and every algorithm beside them, and what it is worth. */
export function printPortfolio(name: string, result: PortfolioResult, terminal: Terminal): void {
  const report = createReport(terminal);
  const { selection, assets, mandate, findings, verdict, warnings } = result;
  report.line(
    report.style.bold(`${name}: ${count(selection.length, "holding")} of ${count(assets, "asset")}`),
  );
  report.line();
  for (const [label, text] of portfolioFacts(result)) report.fact(label, text);
  report.fact("Time", `${seconds(result.seconds)} s on ${count(result.threads, "thread")}`);
  reportList(report, "Mandate", mandate);
  reportTable(report, "Holdings", holdingsTable(result));
  reportTable(report, "Algorithms on this problem", algorithmsTable(result));
  reportTable(report, "Portfolios beside it", comparisonTable(result));
  reportTable(report, "Likeliest samples", distributionTable(result, shownStates));
  const noisy = noisyFacts(result);
  if (noisy.length > 0) {
    report.heading("On a noisy machine");
    for (const [label, text] of noisy) report.fact(label, text);
  }
  reportList(report, "About the data", findings);
  reportVerdict(report, verdict, warnings);
  report.print();
}
