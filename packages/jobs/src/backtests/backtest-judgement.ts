import type { BacktestResult, Verdict } from "@ansatz/contract";

/** Years of returns below which hardly any difference can be told. */
const fewYears = 3;
/** Observations an asset below which a window's covariances say little. */
const fewObservations = 2;

/** What the verdict's level looks at. */
export interface BacktestFacts {
  readonly years: number;
  readonly windowPeriods: number;
  readonly assets: number;
  readonly estimator: string;
  readonly quantum: BacktestResult["quantum"];
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;
const amount = (value: number): string => value.toLocaleString("en-US");

function quantumSentences(quantum: NonNullable<BacktestResult["quantum"]>): string[] {
  const { windows, optimal, meanOptimumProbability, uniformProbability, shots, randomOptimal } = quantum;
  const times = meanOptimumProbability / uniformProbability;
  const compared =
    times >= 1.05
      ? `, ${amount(Number(times.toPrecision(2)))} times that of a random draw`
      : ", no more than a random draw's";
  const random =
    randomOptimal === null
      ? ""
      : ` The best of ${amount(shots)} selections drawn at random met it in ${randomOptimal}.`;
  return [
    `QAOA's best of ${amount(shots)} samples was the optimum in ${optimal} of ${windows} windows; a sample is it with a mean probability of ${percent(meanOptimumProbability)}${compared} (${percent(uniformProbability)}).${random}`,
    "Its simulation evaluates every selection on the way: nothing is gained in speed, and a return that it adds comes from the objective, which the exact selection optimises as well.",
  ];
}

/** The library's comparison with what the quantum method contributes, and a level. */
export function judgeBacktest(comparison: string, facts: BacktestFacts): Verdict {
  const { years, windowPeriods, assets, quantum } = facts;
  const isMissed = quantum !== null && quantum.optimal < 0.9 * quantum.windows;
  const isDoubtful = years < fewYears || windowPeriods < fewObservations * assets || isMissed;
  return {
    level: isDoubtful ? "caution" : "good",
    text: [comparison, ...(quantum === null ? [] : quantumSentences(quantum))].join(" "),
  };
}

/** What may change a conclusion, beside what the table's reader says. */
export function backtestWarnings({ years, windowPeriods, assets, estimator }: BacktestFacts): string[] {
  const warnings: string[] = [];
  if (years < fewYears) {
    warnings.push(`${years.toFixed(1)} years of returns after the first window are few: intervals are wide.`);
  }
  if (windowPeriods < fewObservations * assets && estimator === "sample") {
    warnings.push(
      `Each decision knows ${amount(windowPeriods)} periods of ${assets} assets: sample covariances of so few are noisy; a longer window or a shrinkage estimator (ledoit-wolf or oas) helps.`,
    );
  }
  return warnings;
}
