import type { EstimatedQuantityResult, RiskResult } from "@ansatz/contract";
import type { TextTable } from "./backtest-tables.ts";
import { amount, range } from "./finance-text.ts";
import type { Column } from "./text.ts";

type Named = readonly (readonly [name: string, quantity: EstimatedQuantityResult])[];

const right = (title: string): Column => ({ title, align: "right" });
const signed = (value: number): string => (value > 0 ? `+${amount(value)}` : amount(value));

/** Rounding, relative to the value, by which an interval may miss it. */
const rounding = 1e-12;

function holds([low, high]: readonly [number, number], truth: number): boolean {
  const slack = rounding * Math.abs(truth);
  return low - slack <= truth && truth <= high + slack;
}

const truthOf = ({ reference, exactOnGrid }: EstimatedQuantityResult): number =>
  reference?.value ?? exactOnGrid;

/** Estimates beside the values of the scenarios and of the model. */
export function estimatesTable(quantities: Named): TextTable {
  return {
    columns: [
      { title: "" },
      right("Estimate"),
      right("On the scenarios"),
      right("True value"),
      right("Oracle calls"),
    ],
    rows: quantities.map(([name, quantity]) => [
      name,
      amount(quantity.estimate),
      amount(quantity.exactOnGrid),
      amount(truthOf(quantity)),
      quantity.statePreparations.toLocaleString("en-US"),
    ]),
  };
}

/** Where each error comes from. */
export function budgetTable(quantities: Named): TextTable {
  const isSampled = quantities.some(([, { errorBudget }]) => errorBudget.scenarioStandardError > 0);
  return {
    columns: [
      { title: "" },
      right("Sampling"),
      right("Payoff bias"),
      right("Discretisation bias"),
      ...(isSampled ? [right("Scenarios sampled")] : []),
    ],
    rows: quantities.map(([name, { errorBudget }]) => [
      name,
      `±${amount(errorBudget.samplingHalfWidth)}`,
      signed(errorBudget.payoffBias),
      errorBudget.discretisationBias === null ? "-" : signed(errorBudget.discretisationBias),
      ...(isSampled ? [`±${amount(errorBudget.scenarioStandardError)}`] : []),
    ]),
  };
}

/** The interval of sampling alone, and the one that takes the biases out. */
export function intervalsTable(quantities: Named): TextTable {
  const told = (interval: readonly [number, number], truth: number): string =>
    `${range(interval, amount)}, ${holds(interval, truth) ? "holds" : "misses"}`;
  return {
    columns: [{ title: "" }, right("Of sampling alone"), right("Without the biases")],
    rows: quantities.map(([name, quantity]) => [
      name,
      told(quantity.samplingInterval, truthOf(quantity)),
      told(quantity.correctedInterval, truthOf(quantity)),
    ]),
  };
}

/** Errors of both methods at equal numbers of oracle calls. */
export function errorSeriesTable({ points }: NonNullable<RiskResult["errorSeries"]>): TextTable {
  return {
    columns: [right("Oracle calls"), right("Quantum error"), right("Monte Carlo error")],
    rows: points.map(({ calls, quantumError, classicalError }) => [
      Math.round(calls).toLocaleString("en-US"),
      amount(quantumError),
      amount(classicalError),
    ]),
  };
}

/** What the slopes of an error series say. */
export function slopeSentence(series: NonNullable<RiskResult["errorSeries"]>): string {
  const { method, repetitions, quantumSlope, classicalSlope } = series;
  return `${method}, mean of ${repetitions} runs: the error falls as calls^${quantumSlope.toFixed(2)} (theory −1), that of Monte Carlo as calls^${classicalSlope.toFixed(2)} (theory −0.5).`;
}
