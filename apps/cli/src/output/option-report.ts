import type { OptionRequestInput, OptionResult } from "@ansatz/contract";
import type { Terminal } from "../terminal.ts";
import { reportTable } from "./backtest-report.ts";
import { budgetTable, estimatesTable, intervalsTable } from "./estimate-tables.ts";
import { amount, range } from "./finance-text.ts";
import { createReport, reportVerdict, type Report } from "./report.ts";
import { intervalsExplained, reportErrorSeries } from "./risk-report.ts";
import { paragraph, seconds } from "./text.ts";

const kinds = { european: "European", asian: "Asian", barrier: "Barrier" } as const;

/** The contract in a line. */
function describeOption(request: OptionRequestInput): string {
  const { kind = "european", type = "call", spot, strike, maturity = 1, dates = 3 } = request;
  const { average = "arithmetic", barrier, direction = "up", knock = "out" } = request;
  const terms = {
    european: "",
    asian: `, ${average} average of ${dates} fixings`,
    barrier: `, ${direction}-and-${knock} at ${barrier ?? "?"} on ${dates} dates`,
  }[kind];
  return `${kinds[kind]} ${type}, spot ${spot}, strike ${strike}, ${maturity} years${terms}`;
}

function reportMonteCarlo(report: Report, { price, classical }: OptionResult): void {
  const samples = (value: number): string => value.toLocaleString("en-US");
  const { atShots, atCalls } = classical;
  reportTable(report, "Monte Carlo beside", {
    columns: [
      { title: "" },
      { title: "Samples", align: "right" },
      { title: "Price", align: "right" },
      { title: "Interval", align: "right" },
    ],
    rows: [
      [
        "Amplitude estimation",
        `${samples(price.shots)} shots`,
        amount(price.estimate),
        range(price.samplingInterval, amount),
      ],
      [
        "As many samples",
        samples(atShots.sampleCount),
        amount(atShots.estimate),
        range(atShots.interval, amount),
      ],
      [
        "As many calls",
        samples(atCalls.sampleCount),
        amount(atCalls.estimate),
        range(atCalls.interval, amount),
      ],
    ],
  });
}

/** Prints an option's price, where its error comes from, Monte Carlo beside and what it is worth. */
export function printOption(request: OptionRequestInput, result: OptionResult, terminal: Terminal): void {
  const report = createReport(terminal);
  const { price, continuousObservation, scenarios, errorSeries, seed } = result;
  const quantities = [["Price", price]] as const;
  report.line(report.style.bold(describeOption(request)));
  report.line();
  const { volatility, rate = 0, dividendYield = 0 } = request;
  report.fact("Market", `volatility ${volatility}, rate ${rate}, dividend yield ${dividendYield}`);
  report.fact("Scenarios", `${scenarios.message}, on ${scenarios.qubits} qubits`);
  report.fact("True price", price.reference?.method ?? "enumeration of the scenarios");
  if (continuousObservation !== null) {
    const { price: continuous, method, observationDifference } = continuousObservation;
    report.fact(
      "Continuous",
      `observed at every moment it would cost ${amount(continuous)} (${method}), ${amount(Math.abs(observationDifference))} ${observationDifference > 0 ? "less" : "more"}`,
    );
  }
  report.fact("Confidence", `${100 * price.confidence} %, seed ${seed}`);
  report.fact("Time", `${seconds(result.seconds)} s`);
  reportTable(report, "Estimate", estimatesTable(quantities));
  reportTable(report, "Where the error comes from", budgetTable(quantities));
  reportTable(report, "Intervals, and whether they hold the true price", intervalsTable(quantities));
  report.line(paragraph("  ", intervalsExplained, report.width));
  reportMonteCarlo(report, result);
  reportErrorSeries(report, errorSeries);
  reportVerdict(report, result.verdict, result.warnings);
  report.print();
}
