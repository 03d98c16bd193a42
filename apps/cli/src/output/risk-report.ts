import type { RiskResult } from "@ansatz/contract";
import type { Terminal } from "../terminal.ts";
import { reportTable } from "./backtest-report.ts";
import {
  budgetTable,
  errorSeriesTable,
  estimatesTable,
  intervalsTable,
  slopeSentence,
} from "./estimate-tables.ts";
import { createReport, reportVerdict, type Report } from "./report.ts";
import { monteCarloTable, riskFacts, riskQuantities } from "./risk-tables.ts";
import { paragraph, seconds } from "./text.ts";

/** What separates an interval of sampling from one that can be relied upon. */
export const intervalsExplained =
  "Sampling alone says where infinitely many shots on these scenarios would lie; only without the biases does an interval speak of the true value.";

/** Prints errors against oracle calls. */
export function reportErrorSeries(report: Report, series: RiskResult["errorSeries"]): void {
  if (series === null) return;
  reportTable(report, "Errors against oracle calls", errorSeriesTable(series));
  report.line(paragraph("  ", slopeSentence(series), report.width));
}

/** Prints a risk: the estimates, where their errors come from, Monte Carlo beside and what they are worth. */
export function printRisk(name: string, result: RiskResult, terminal: Terminal): void {
  const report = createReport(terminal);
  const quantities = riskQuantities(result);
  report.line(report.style.bold(`${name}: risk at the level ${result.level}`));
  report.line();
  for (const [label, text] of riskFacts(result)) report.fact(label, text);
  report.fact("Time", `${seconds(result.seconds)} s`);
  reportTable(report, "Estimates", estimatesTable(quantities));
  reportTable(report, "Where the errors come from", budgetTable(quantities));
  reportTable(report, `Intervals, and whether they hold the true value`, intervalsTable(quantities));
  report.line(paragraph("  ", intervalsExplained, report.width));
  reportTable(report, "Monte Carlo beside", monteCarloTable(result));
  reportErrorSeries(report, result.errorSeries);
  if (result.findings.length > 0) {
    report.heading("About the data");
    for (const finding of result.findings) report.line(paragraph("  - ", finding, report.width));
  }
  reportVerdict(report, result.verdict, result.warnings);
  report.print();
}
