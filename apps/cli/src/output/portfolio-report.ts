import type { PortfolioResult } from "@ansatz/contract";
import type { Terminal } from "../terminal.ts";
import { createReport, reportVerdict, type Report } from "./report.ts";
import { count, seconds, table } from "./text.ts";

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const probability = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
const number = (value: number): string => Number(value.toPrecision(8)).toString();

function reportHoldings(report: Report, { holdings, optimum }: PortfolioResult): void {
  report.heading("Holdings");
  const hasSectors = holdings.some(({ sector }) => sector !== null);
  const [head, ...rows] = table(
    [
      { title: "Asset" },
      { title: "Weight", align: "right" },
      { title: optimum.proven ? "Optimum" : "Best known", align: "right" },
      { title: "Return", align: "right" },
      { title: "Volatility", align: "right" },
      ...(hasSectors ? [{ title: "Sector" }] : []),
    ],
    holdings.map(({ name, weight, inOptimum, expectedReturn, volatility, sector }) => [
      name,
      weight === 0 ? "-" : percent(weight),
      inOptimum ? percent(1 / optimum.selection.length) : "-",
      percent(expectedReturn),
      percent(volatility),
      ...(hasSectors ? [sector ?? "-"] : []),
    ]),
  );
  report.line(report.style.dim(`  ${head}`));
  for (const row of rows) report.line(`  ${row}`);
}

function reportComparison(report: Report, result: PortfolioResult): void {
  const { optimum, randomDraw, algorithm } = result;
  const names = {
    qaoa: "QAOA, best sample",
    "recursive-qaoa": "Recursive QAOA",
    variational: "Variational, best sample",
    exact: "Exact",
    greedy: "Greedy",
    "local-search": "Local search",
    annealing: "Annealing",
  };
  report.heading("Beside each other");
  const [head, ...rows] = table(
    [
      { title: "Selection" },
      { title: "Objective", align: "right" },
      { title: "Return", align: "right" },
      { title: "Volatility", align: "right" },
      { title: "Seconds", align: "right" },
    ],
    [
      [
        names[algorithm],
        number(result.objective),
        percent(result.expectedReturn),
        percent(result.volatility),
        seconds(result.algorithmSeconds),
      ],
      [
        `${optimum.proven ? "Proven optimum" : "Best known"}, ${optimum.method}`,
        number(optimum.objective),
        percent(optimum.expectedReturn),
        percent(optimum.volatility),
        seconds(optimum.seconds),
      ],
      ...(randomDraw === null
        ? []
        : [
            [
              `Best of ${count(randomDraw.draws, "random draw")}`,
              number(randomDraw.objective),
              "-",
              "-",
              "-",
            ],
          ]),
    ],
  );
  report.line(report.style.dim(`  ${head}`));
  for (const row of rows) report.line(`  ${row}`);
}

/** Prints a portfolio: its holdings, the optimum and a random draw beside them, and what it is worth. */
export function printPortfolio(name: string, result: PortfolioResult, terminal: Terminal): void {
  const report = createReport(terminal);
  const { pick, assets, selections, observations, estimator, riskAversion, algorithm } = result;
  report.line(report.style.bold(`${name}: pick ${pick?.minimum ?? "any"} of ${assets}`));
  report.line();
  const periods = observations === null ? "" : `, ${count(observations, "observation")}`;
  report.fact("Moments", `${estimator}${periods}; covariance ${result.covariance.status}`);
  report.fact(
    "Objective",
    `q·xᵀΣx − μᵀx with q = ${riskAversion} over ${selections === null ? "all selections" : count(selections, "selection")}; holdings in equal parts`,
  );
  if (algorithm === "qaoa") {
    report.fact(
      "Algorithm",
      `QAOA, mixer ${result.mixer}, ${count(result.layers!, "layer")}, ${count(result.shots!, "sample")}, seed ${result.seed}`,
    );
    report.fact("Mean", `⟨C⟩ = ${number(result.energy!)}`);
  } else report.fact("Algorithm", algorithm);
  if (result.approximationRatio !== null) {
    report.fact("Approx. ratio", `${result.approximationRatio.toFixed(6)}: 1 is the optimum, 0 the worst`);
  }
  if (result.optimumProbability !== null && result.uniformProbability !== null) {
    report.fact(
      "Optimum",
      `a sample is it with ${probability(result.optimumProbability)}, a random draw with ${probability(result.uniformProbability)}`,
    );
  }
  report.fact("Time", `${seconds(result.seconds)} s on ${count(result.threads, "thread")}`);
  reportHoldings(report, result);
  reportComparison(report, result);
  if (result.findings.length > 0) {
    report.heading("About the data");
    for (const finding of result.findings) report.fact("", finding);
  }
  reportVerdict(report, result.verdict, result.warnings);
  report.print();
}
