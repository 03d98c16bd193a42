import type { PortfolioResult } from "@ansatz/contract";
import type { TextTable } from "./backtest-tables.ts";
import { count, seconds, type Column } from "./text.ts";

const right = (title: string): Column => ({ title, align: "right" });
export const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const probability = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
export const number = (value: number): string => Number(value.toPrecision(8)).toString();
const percentOrDash = (share: number): string => (share === 0 ? "-" : percent(share));

/** What to hold, with the optimum's holdings beside it. */
export function holdingsTable({ holdings, optimum, lots, trades, cash }: PortfolioResult): TextTable {
  const hasSectors = holdings.some(({ sector }) => sector !== null);
  const sold = Object.keys(trades ?? {}).filter((name) => !holdings.some((holding) => holding.name === name));
  const blank = (cells: number): string[] => Array.from({ length: cells }, () => "-");
  return {
    columns: [
      { title: "Asset" },
      right("Weight"),
      right(optimum.proven ? "Optimum" : "Best known"),
      ...(lots ? [right("Lots")] : []),
      ...(trades ? [right("Change")] : []),
      right("Return"),
      right("Volatility"),
      ...(hasSectors ? [{ title: "Sector" }] : []),
    ],
    rows: [
      ...holdings.map(({ name, weight, optimumWeight, expectedReturn, volatility, sector }) => [
        name,
        percentOrDash(weight),
        percentOrDash(optimumWeight),
        ...(lots ? [String(lots[name] ?? "-")] : []),
        ...(trades ? [percentOrDash(trades[name] ?? 0)] : []),
        percent(expectedReturn),
        percent(volatility),
        ...(hasSectors ? [sector ?? "-"] : []),
      ]),
      ...sold.map((name) => [
        name,
        ...blank(lots ? 3 : 2),
        percent(trades![name]),
        ...blank(hasSectors ? 3 : 2),
      ]),
      ...(cash > 1e-12
        ? [["Cash", percent(cash), ...blank(3 + (lots ? 1 : 0) + (trades ? 1 : 0) + (hasSectors ? 1 : 0))]]
        : []),
    ],
  };
}

/** Every algorithm on the same problem. */
export function algorithmsTable({ algorithms }: PortfolioResult): TextTable {
  return {
    columns: [
      { title: "Algorithm" },
      right("Objective"),
      right("Above the best"),
      { title: "Status" },
      right("Seconds"),
    ],
    rows: algorithms.map(({ name, objective, excess, isOptimal, proven, kind, seconds: time }) => [
      name,
      objective === null ? "found nothing" : number(objective),
      excess === null ? "-" : isOptimal ? "0" : Number(excess.toPrecision(3)).toString(),
      proven ? "proven" : isOptimal ? "optimal" : "",
      kind === "control" && time === 0 ? "-" : seconds(time),
    ]),
  };
}

/** Return and risk of the answer, the optimum and continuous portfolios. */
export function comparisonTable(result: PortfolioResult): TextTable {
  const { optimum, continuous } = result;
  const row = (
    name: string,
    { expectedReturn, volatility }: { expectedReturn: number; volatility: number },
  ) => [
    name,
    percent(expectedReturn),
    percent(volatility),
    volatility > 0 ? (expectedReturn / volatility).toFixed(3) : "-",
  ];
  return {
    columns: [{ title: "Portfolio" }, right("Return"), right("Volatility"), right("Return/risk")],
    rows: [
      row("This one", result),
      row(optimum.proven ? "Proven optimum" : "Best known", optimum),
      ...continuous.map((portfolio) => row(`${portfolio.name} (continuous weights)`, portfolio)),
    ],
  };
}

/** The likeliest samples of the quantum state. */
export function distributionTable({ distribution }: PortfolioResult, most: number): TextTable {
  return {
    columns: [right("Probability"), right("Objective"), { title: "Mandate" }, { title: "Holdings" }],
    rows: (distribution ?? [])
      .slice(0, most)
      .map(({ probability: share, objective, isFeasible, selection }) => [
        probability(share),
        number(objective),
        isFeasible ? "kept" : "broken",
        selection.join(", ") || "none",
      ]),
  };
}

const algorithmNames = {
  qaoa: "QAOA",
  "recursive-qaoa": "recursive QAOA",
  variational: "variational state",
  exact: "exact",
  greedy: "greedy",
  "local-search": "local search",
  annealing: "simulated annealing",
} as const;

function howText(result: PortfolioResult): string {
  const { algorithm, mixer, layers, shots, seed } = result;
  const parts = [
    algorithmNames[algorithm],
    ...(mixer === null ? [] : [`mixer ${mixer}`]),
    ...(layers === null ? [] : [count(layers, "layer")]),
    ...(shots === null ? [] : [count(shots, "sample")]),
    `seed ${seed}`,
  ];
  return parts.join(", ");
}

function chanceText({ optimumProbability, uniformProbability, control }: PortfolioResult): string[] {
  if (optimumProbability === null) return [];
  const others = [
    ...(uniformProbability === null ? [] : [`a random draw with ${probability(uniformProbability)}`]),
    ...(control === null
      ? []
      : [`the state before the first layer with ${probability(control.optimumProbability)}`]),
  ];
  return [[`a sample is it with ${probability(optimumProbability)}`, ...others].join(", ")];
}

/** How the portfolio was found. */
export function portfolioFacts(result: PortfolioResult): [string, string][] {
  const { observations, estimator, covariance, selections, energy, penalty, turnover } = result;
  const periods = observations === null ? "" : `, ${count(observations, "observation")}`;
  return [
    ["Moments", `${estimator}${periods}; covariance ${covariance.status}`],
    ["Algorithm", howText(result)],
    ...(selections === null ? [] : [["Choices", count(selections, "portfolio")] as [string, string]]),
    ...(energy === null ? [] : [["Mean", `⟨C⟩ = ${number(energy)}`] as [string, string]]),
    ...(result.approximationRatio === null
      ? []
      : [
          ["Approx. ratio", `${result.approximationRatio.toFixed(6)}: 1 is the optimum, 0 the worst`] as [
            string,
            string,
          ],
        ]),
    ...chanceText(result).map((text): [string, string] => ["Optimum", text]),
    ...(penalty === null ? [] : [["Penalty", penalty.message] as [string, string]]),
    ...(turnover === null
      ? []
      : [["Turnover", `${percent(turnover)} of today's weights`] as [string, string]]),
  ];
}

/** What a noisy machine would give. */
export function noisyFacts({ noisy }: PortfolioResult): [string, string][] {
  if (noisy === null) return [];
  const withError = (value: number, error: number): string => `${number(value)} ± ${error.toPrecision(2)}`;
  return [
    ["Machine", noisy.preset],
    ["⟨C⟩ ideal", number(noisy.idealEnergy)],
    ["⟨C⟩ noisy", withError(noisy.energy, noisy.energyError)],
    ["⟨C⟩ mitigated", withError(noisy.mitigatedEnergy, noisy.mitigatedEnergyError)],
    ["Optimum", `a sample is it with ${probability(noisy.optimumProbability)}`],
    ["Mandate", `a sample keeps it with ${probability(noisy.feasibleProbability)}`],
    ["", noisy.message],
  ];
}
