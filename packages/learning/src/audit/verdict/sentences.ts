import { type MetricName, metricTable } from "../../validation/metrics/score-prediction.ts";
import { type ModelComparison, significance } from "../comparison/compare-models.ts";
import type { KernelDiagnostics } from "../kernels/diagnose-kernels.ts";
import type { VerdictInput } from "./audit-verdict.ts";

/** Shots that a device is taken to deliver each second: superconducting hardware's order of magnitude. */
export const assumedShotsPerSecond = 1e4;
/** A kernel that takes longer to measure than this is not realistic. */
const realisticHours = 24;

/** Three significant digits, without an exponent for everyday sizes. */
export function shortNumber(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(1);
  return size >= 100 ? Math.round(value).toString() : Number(value.toPrecision(3)).toString();
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const percent = (share: number): string => `${Math.round(100 * share)} %`;

const shortP = (p: number): string => (p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`);

export function describeChoice(quantum: string, classical: string, folds: number, metric: string): string {
  return `Over ${folds} outer folds, on the same rows and features, the inner folds prefer ${quantum} among the quantum models and ${classical} among the classical ones; the measure is the ${metric}.`;
}

/** One comparison with its interval, its corrected p and what the posterior says of differences that matter. */
export function describeComparison(
  comparison: ModelComparison,
  label: (name: string) => string,
  metric: MetricName,
  practicalDifference: number,
): string {
  const { first, second, test, probabilities, outcome, correctedPValue } = comparison;
  const { isHigherBetter } = metricTable[metric];
  const isBetter = test.mean > 0 === isHigherBetter;
  const direction = test.mean === 0 ? "as good as" : isBetter ? "better than" : "worse than";
  const size = test.mean === 0 ? "" : ` by ${shortNumber(Math.abs(test.mean))}`;
  // The interval of how much better the first is.
  const [low, high] = isHigherBetter ? [test.lower, test.upper] : [-test.upper, -test.lower];
  const clear =
    outcome === "undecided" ? "which is no difference that can be told from chance" : "a clear difference";
  return `${capitalised(label(first))} is ${direction} ${label(second)}${size} (${percent(test.level)} interval of the gain ${shortNumber(low)} to ${shortNumber(high)}, ${shortP(correctedPValue)}), ${clear}; the probability that it is better by more than ${shortNumber(practicalDifference)} is ${percent(probabilities.better)}, that it is worse by as much ${percent(probabilities.worse)}, that they are equal for practical purposes ${percent(probabilities.equivalent)}.`;
}

export function describeTwin(
  comparison: ModelComparison | undefined,
  label: (name: string) => string,
  metric: MetricName,
): string {
  if (comparison === undefined) return "No twin without entanglement was run beside it.";
  const { first, second, outcome, test, correctedPValue } = comparison;
  const gain = metricTable[metric].isHigherBetter ? test.mean : -test.mean;
  const figures = `(gain by entanglement ${shortNumber(gain)}, ${shortP(correctedPValue)})`;
  switch (outcome) {
    case "better":
      return `Without its entanglement, as ${label(second)}, ${label(first)} predicts worse ${figures}.`;
    case "worse":
      return `Without its entanglement, as ${label(second)}, ${label(first)} predicts even better ${figures}.`;
    case "undecided":
      return `Without its entanglement, as ${label(second)}, ${label(first)} predicts about as well ${figures}: entanglement is not shown to help.`;
  }
}

/** What the smallest geometric difference to any classical kernel leaves possible. */
export function describeGeometry(
  { pairs, kernels, rowCount, regularisation }: KernelDiagnostics,
  label: (name: string) => string,
): string[] {
  const quantumNames = [...new Set(pairs.map(({ quantum }) => quantum))];
  return quantumNames.map((name) => {
    const nearest = pairs
      .filter(({ quantum }) => quantum === name)
      .reduce((a, b) => (b.value < a.value ? b : a));
    const bound = Math.sqrt(rowCount);
    const complexityOf = (kernel: string): number =>
      kernels.find((entry) => entry.name === kernel)!.complexity;
    const [own, classical] = [complexityOf(name), complexityOf(nearest.classical)];
    const figures = `g = ${shortNumber(nearest.value)} where √N = ${shortNumber(bound)}, at a regularisation of ${shortNumber(regularisation)}`;
    const opening = `The geometric difference between ${label(name)} and its nearest classical kernel, ${label(nearest.classical)}, is ${figures}`;
    if (nearest.value < Math.max(1.5, 0.1 * bound)) {
      return `${opening}: whatever it can learn from these rows, that classical kernel learns nearly as well.`;
    }
    const room = `${opening}, which leaves room for some targets to suit it far better`;
    return own < classical
      ? `${room}; these targets are indeed simpler for it (complexity ${shortNumber(own)} against ${shortNumber(classical)}).`
      : `${room}, but these targets are not such: their complexity is ${shortNumber(own)} for it and ${shortNumber(classical)} for the classical kernel.`;
  });
}

export function describeShots(
  { kernels, rowCount }: KernelDiagnostics,
  label: (name: string) => string,
): string[] {
  return kernels.flatMap(({ name, kind, shots, concentration }) => {
    if (kind !== "quantum" || shots === undefined) return [];
    if (shots === null)
      return [`All values of ${label(name)} are equal: no number of shots tells rows apart.`];
    const hours = shots.total / assumedShotsPerSecond / 3600;
    const time =
      hours < 1
        ? `${shortNumber(60 * hours)} minutes`
        : hours < 72
          ? `${shortNumber(hours)} hours`
          : `${shortNumber(hours / 24)} days`;
    const judged = hours <= realisticHours ? "which is realistic" : "which is not realistic";
    const concentrated =
      concentration.varianceOverHaar !== undefined && concentration.varianceOverHaar < 2
        ? " Its values are concentrated like those of random states."
        : "";
    return [
      `On a device, ${label(name)} takes ${shortNumber(shots.perEntry)} shots for each pair of ${rowCount} rows to be known to ${percent(shots.precision)} of its spread, ${time} at ${shortNumber(assumedShotsPerSecond)} shots a second, ${judged}; noise comes on top.${concentrated}`,
    ];
  });
}

/** What limits any audit, and this one. */
export function cautionsOf({ models, foldCount, rowCount, comparisons }: VerdictInput): string[] {
  const count = (kind: string): number => models.filter((model) => model.kind === kind).length;
  const [quantum, classical] = [count("quantum"), count("classical")];
  return [
    `${quantum} quantum and ${classical} classical models were tried. The best of several looks better than it is: the main comparison chooses by inner folds, and p values of the others are corrected for their number (Holm), at ${significance}.`,
    ...(foldCount < 10 && comparisons.length > 0
      ? [
          `${foldCount} folds tell large differences only; training sets that overlap are allowed for (Nadeau and Bengio).`,
        ]
      : []),
    ...(classical < 3 ? ["Few classical models were tried; a stronger one may be missing."] : []),
    "The quantum models were simulated without noise unless their names say otherwise; nothing here is about run time.",
    ...(rowCount < 100 ? [`${rowCount} rows are few: the findings may not carry over to more.`] : []),
  ];
}
