import type { RiskResult } from "@ansatz/contract";
import type { TextTable } from "./backtest-tables.ts";
import { amount, percent, range } from "./finance-text.ts";
import { count } from "./text.ts";

const models = {
  historical: "past returns",
  normal: "normal returns with the moments of the past",
  t: "t-distributed returns with the moments of the past",
  credit: "defaults with a latent factor",
} as const;

/** The three quantities by name. */
export function riskQuantities(result: RiskResult) {
  return [
    ["Expected loss", result.expectedLoss],
    [`VaR ${result.level}`, result.valueAtRisk],
    [`CVaR ${result.level}`, result.conditionalValueAtRisk],
  ] as const;
}

/** Holdings, the largest first, and how many more there are. */
function holdingsText(weights: Readonly<Record<string, number>>): string {
  const held = Object.entries(weights).sort(([, a], [, b]) => b - a);
  const shown = held.slice(0, 6).map(([name, weight]) => `${name} ${percent(weight)}`);
  return held.length > shown.length
    ? `${shown.join(", ")} and ${held.length - shown.length} more`
    : shown.join(", ");
}

/** Facts on what is estimated. */
export function riskFacts(result: RiskResult): [string, string][] {
  const { model, scenarios, value, weights, horizon, expectedLoss, seed } = result;
  return [
    ["Model", model in models ? models[model as keyof typeof models] : model],
    ...(value === null || weights === null || horizon === null
      ? []
      : ([
          ["Portfolio", `${amount(value)} in ${holdingsText(weights)}`],
          ["Horizon", count(horizon.periods, `${horizon.frequency} period`)],
        ] as [string, string][])),
    ["Scenarios", scenarios.message],
    ["True values", expectedLoss.reference?.method ?? "enumeration of the scenarios"],
    ["Confidence", `${100 * expectedLoss.confidence} %, seed ${seed}`],
  ];
}

/** Classical Monte Carlo beside the estimates. */
export function monteCarloTable({ classical, expectedLoss, level }: RiskResult): TextTable {
  const { expectedLossAtShots, expectedLossAtCalls, measuresAtCalls } = classical;
  const samples = (value: number): string => value.toLocaleString("en-US");
  const measures = samples(measuresAtCalls.sampleCount);
  return {
    columns: [
      { title: "" },
      { title: "Samples", align: "right" },
      { title: "Estimate", align: "right" },
      { title: "Interval", align: "right" },
    ],
    rows: [
      [
        "Expected loss, amplitude estimation",
        `${samples(expectedLoss.shots)} shots`,
        amount(expectedLoss.estimate),
        range(expectedLoss.samplingInterval, amount),
      ],
      [
        "Expected loss, as many samples",
        samples(expectedLossAtShots.sampleCount),
        amount(expectedLossAtShots.estimate),
        range(expectedLossAtShots.interval, amount),
      ],
      [
        "Expected loss, as many calls",
        samples(expectedLossAtCalls.sampleCount),
        amount(expectedLossAtCalls.estimate),
        range(expectedLossAtCalls.interval, amount),
      ],
      [`VaR ${level}, as many calls`, measures, amount(measuresAtCalls.valueAtRisk), "-"],
      [`CVaR ${level}, as many calls`, measures, amount(measuresAtCalls.conditionalValueAtRisk), "-"],
    ],
  };
}
