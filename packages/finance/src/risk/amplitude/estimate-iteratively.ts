import { createRandom } from "@ansatz/simulator";
import { checkName, checkNumber } from "../check.ts";
import { clopperPearson } from "../special-functions.ts";
import { countCalls } from "./amplitude-estimate.ts";
import type { AmplitudeEstimate, EstimationRound } from "./amplitude-estimate.ts";
import { drawBinomial } from "./draw-binomial.ts";
import type { GroverExperiment } from "./grover-experiment.ts";

export interface IterativeOptions {
  /** Wished half-width of the interval of the amplitude, by default 0.005. */
  readonly accuracy?: number;
  /** By default 0.95. */
  readonly confidence?: number;
  /** By default 100. */
  readonly shotsPerRound?: number;
  /** How a round's proportion gets its interval, by default Clopper–Pearson. */
  readonly intervals?: "clopper-pearson" | "chernoff";
  readonly seed: number;
}

interface Power {
  readonly power: number;
  /** Whether (4k + 2)θ lies in the upper half circle, where the cosine determines the angle. */
  readonly isUpper: boolean;
}

const leastRatio = 2;
const greatestRounds = 10_000;
/** Ends of intervals may lie on the boundary of a half circle, up to rounding. */
const rounding = 1e-9;

/** Both ends of an interval times the factor, less the full turns of its middle. */
function anglesWithinTurn(factor: number, low: number, high: number): [number, number] {
  const turns = Math.floor((factor * (low + high)) / 2);
  return [factor * low - turns, factor * high - turns];
}

/** The greatest power that turns the whole interval of angles (in units of 2π) into one half circle. */
function findNextPower(last: Power, low: number, high: number): Power {
  const greatest = Math.floor(1 / (2 * (high - low)));
  let factor = greatest - ((((greatest - 2) % 4) + 4) % 4);
  while (factor >= leastRatio * (4 * last.power + 2)) {
    const [from, to] = anglesWithinTurn(factor, low, high);
    if (from >= -rounding && to <= 0.5 + rounding) return { power: (factor - 2) / 4, isUpper: true };
    if (from >= 0.5 - rounding && to <= 1 + rounding) return { power: (factor - 2) / 4, isUpper: false };
    factor -= 4;
  }
  return last;
}

/** max(0, p̂ − ε), min(1, p̂ + ε) with ε = √(3 ln(2/α)/N), by the multiplicative Chernoff bound. */
function chernoff(good: number, shots: number, confidence: number): [number, number] {
  const radius = Math.sqrt((3 * Math.log(2 / (1 - confidence))) / shots);
  return [Math.max(0, good / shots - radius), Math.min(1, good / shots + radius)];
}

/**
 * Iterative amplitude estimation: an interval of the angle θ, a = sin²θ, is narrowed by measuring after ever more Grover
 * iterations, as many as keep (4k + 2)θ within a half circle. Rounds of the same power are pooled. The interval holds a
 * with at least the confidence, by a union bound over the rounds; its half-width is at most `accuracy`.
 * Throws {@link RiskModelError} for options out of range.
 * Source: Grinko, Gacon, Zoufal, Woerner, npj Quantum Inf. 7, 52 (2021), arXiv:1912.05559, algorithms 1 and 2.
 */
export async function estimateIteratively(
  experiment: GroverExperiment,
  options: IterativeOptions,
): Promise<AmplitudeEstimate> {
  const { accuracy = 0.005, confidence = 0.95, shotsPerRound = 100, seed } = options;
  const { intervals = "clopper-pearson" } = options;
  checkNumber("accuracy", accuracy, { least: 1e-8, below: 0.5 });
  checkNumber("confidence", confidence, { above: 0, below: 1 });
  checkNumber("shotsPerRound", shotsPerRound, { least: 1, most: 1e7, isWhole: true });
  checkNumber("seed", seed);
  checkName("intervals", intervals, ["clopper-pearson", "chernoff"]);
  const random = createRandom(seed);
  const boundedRounds = Math.max(1, Math.ceil(Math.log2(Math.PI / (8 * accuracy))) + 1);
  const roundConfidence = 1 - (1 - confidence) / boundedRounds;
  const intervalOf = intervals === "chernoff" ? chernoff : clopperPearson;
  const rounds: EstimationRound[] = [];
  let [low, high] = [0, 0.25];
  let at: Power = { power: 0, isUpper: true };
  let pooled = { shots: 0, good: 0 };
  while (high - low > accuracy / Math.PI && rounds.length < greatestRounds) {
    const next = findNextPower(at, low, high);
    if (next.power !== at.power) pooled = { shots: 0, good: 0 };
    at = next;
    const good = drawBinomial(random, shotsPerRound, await experiment.probabilityOfGood(at.power));
    rounds.push({ power: at.power, shots: shotsPerRound, good });
    pooled = { shots: pooled.shots + shotsPerRound, good: pooled.good + good };
    const [least, most] = intervalOf(pooled.good, pooled.shots, roundConfidence);
    const [from, to] = halfCircleAngles(least, most, at.isUpper);
    const factor = 4 * at.power + 2;
    const turns = Math.floor((factor * (low + high)) / 2);
    const [newLow, newHigh] = [(turns + from) / factor, (turns + to) / factor];
    // Both intervals hold the angle; where they contradict each other the newer and narrower one counts.
    const overlaps = newLow < high && newHigh > low;
    [low, high] = overlaps ? [Math.max(low, newLow), Math.min(high, newHigh)] : [newLow, newHigh];
  }
  const interval = [low, high].map((angle) => Math.sin(2 * Math.PI * angle) ** 2);
  return {
    method: "iterative",
    amplitude: (interval[0] + interval[1]) / 2,
    interval: [interval[0], interval[1]],
    confidence,
    converged: high - low <= accuracy / Math.PI,
    ...countCalls(rounds),
    rounds,
  };
}

/** The angles in units of 2π between which sin² of half of them lies in [least, most], in one half circle. */
function halfCircleAngles(least: number, most: number, isUpper: boolean): [number, number] {
  const [from, to] = [least, most].map((p) => Math.acos(1 - 2 * p) / (2 * Math.PI));
  return isUpper ? [from, to] : [1 - to, 1 - from];
}
