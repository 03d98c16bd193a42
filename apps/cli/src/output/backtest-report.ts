import type { BacktestResult } from "@ansatz/contract";
import type { Terminal } from "../terminal.ts";
import {
  backtestFacts,
  differencesTable,
  figuresTable,
  tradingTable,
  type TextTable,
} from "./backtest-tables.ts";
import { amount } from "./finance-text.ts";
import { plot, type Series } from "./plot.ts";
import { createReport, reportVerdict, type Report } from "./report.ts";
import { paragraph, seconds, table } from "./text.ts";

const plotRows = 16;

/** Prints a table below a heading. */
export function reportTable(report: Report, heading: string, { columns, rows }: TextTable): void {
  if (rows.length === 0) return;
  report.heading(heading);
  const [head, ...lines] = table(columns, rows);
  report.line(report.style.dim(`  ${head}`));
  for (const line of lines) report.line(`  ${line}`);
}

/** The first strategy, what strategies are compared with and the benchmark: more curves hide each other. */
function shownCurves({ strategies, benchmark, against }: BacktestResult): Series[] {
  const [first] = strategies;
  const reference = strategies.find(({ name }) => name === against && name !== first.name);
  const curves = [benchmark, reference, first];
  const marks = [".", "o", "*"];
  return curves.flatMap((curve, index) =>
    curve
      ? [
          {
            mark: marks[index],
            label: curve.name,
            points: curve.equity.map((value, day) => [day, value] as const),
          },
        ]
      : [],
  );
}

function reportEquity(report: Report, result: BacktestResult): void {
  const { dates } = result;
  const lines = plot(shownCurves(result), report.width - 2, plotRows, {
    x: (day) => dates[Math.round(day)],
    y: amount,
  });
  if (lines.length === 0) return;
  report.heading("Value");
  for (const line of lines) report.line(`  ${line}`);
}

/** Prints a backtest: curves, figures with intervals, differences and what they are worth. */
export function printBacktest(name: string, result: BacktestResult, terminal: Terminal): void {
  const report = createReport(terminal);
  report.line(report.style.bold(`${name}: backtest of ${result.strategies.length} strategies`));
  report.line();
  for (const [label, text] of backtestFacts(result)) report.fact(label, text);
  report.fact("Time", `${seconds(result.seconds)} s of computing`);
  reportEquity(report, result);
  reportTable(report, "Figures a year", figuresTable(result));
  reportTable(report, "Trading", tradingTable(result));
  reportTable(report, `Differences from ${result.against}`, differencesTable(result));
  if (result.findings.length > 0) {
    report.heading("About the data");
    for (const finding of result.findings) report.line(paragraph("  - ", finding, report.width));
  }
  report.heading("What this leaves out");
  for (const limit of result.limits) report.line(paragraph("  - ", limit, report.width));
  reportVerdict(report, result.verdict, result.warnings);
  report.print();
}
