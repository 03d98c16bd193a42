import { ModelError } from "../errors.ts";
import { studentTQuantile } from "../validation/distributions.ts";
import { type Goal, meritOf } from "./acquisition.ts";
import type { ReplayOutput, ReplayRun } from "./replay.ts";

export interface MeanInterval {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

export interface ReplayCurve {
  /** Best value after the initial rows and each further one, over the replays. */
  readonly best: readonly MeanInterval[];
  /** How far it is from the table's best, in the target's unit; at least 0. */
  readonly regret: readonly MeanInterval[];
  /** Share of the good rows found over the share of rows measured: 1 is what random choice finds on average. */
  readonly enrichment: MeanInterval;
}

export interface ReplayResult {
  readonly replays: number;
  readonly active: ReplayCurve;
  /** The control: its enrichment must be 1 but for chance. */
  readonly random: ReplayCurve;
  /** Regret of random choice less that of active learning after all rounds, replay by replay; above 0 is a gain. */
  readonly regretSaved: MeanInterval;
  /**
   * How many times as many measurements random choice takes to find as many good rows: the enrichment of active learning,
   * since random choice finds good rows in proportion to what it measures.
   */
  readonly speedUp: MeanInterval;
  readonly outcome: "gain" | "loss" | "undecided";
  readonly summary: string;
}

/** Mean with its 95 % Student t interval over independent replays. */
export function meanInterval(values: readonly number[]): MeanInterval {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = variance === 0 ? 0 : studentTQuantile(0.975, n - 1) * Math.sqrt(variance / n);
  return { mean, lower: mean - half, upper: mean + half };
}

const short = (value: number): string => value.toPrecision(3).replace(/\.?0+$/, "");

function summarise(speedUp: MeanInterval, outcome: ReplayResult["outcome"], replays: number): string {
  const figures = `${short(speedUp.mean)} times as many good rows as random choice for the same number of measurements (95 % interval ${short(speedUp.lower)} to ${short(speedUp.upper)}, ${replays} replays)`;
  switch (outcome) {
    case "gain":
      return `The model's proposals find ${figures}.`;
    case "loss":
      return `The model's proposals find ${figures}: they are worse than random choice here.`;
    case "undecided":
      return `No gain over random choice is shown: the model's proposals find ${figures}.`;
  }
}

/**
 * What replays of different seeds found: curves of the best value and the regret with intervals, and by what factor active
 * learning finds good rows faster than random choice. A gain is claimed only where the whole interval of that factor lies
 * above 1.
 *
 * @throws ModelError where there are fewer than two replays, seeds repeat, or lengths differ.
 *
 * Source: Rohr et al., Chem. Sci. 11, 2696 (2020), for acceleration by share of good candidates found.
 */
export function combineReplays(outputs: readonly ReplayOutput[], goal: Goal): ReplayResult {
  const seeds = outputs.map(({ seed }) => seed);
  const lengths = new Set(outputs.map(({ active }) => active.best.length));
  if (outputs.length < 2 || new Set(seeds).size !== seeds.length || lengths.size !== 1) {
    throw new ModelError(
      `replays must be at least two, of different seeds and equal lengths, got seeds [${seeds.join(", ")}] and ${lengths.size} lengths`,
    );
  }
  const steps = outputs[0].active.best.map((_, k) => k);
  const regretOf = ({ optimum }: ReplayOutput, run: ReplayRun, k: number): number =>
    meritOf(optimum, goal) - meritOf(run.best[k], goal);
  const curve = (which: "active" | "random"): ReplayCurve => ({
    best: steps.map((k) => meanInterval(outputs.map((output) => output[which].best[k]))),
    regret: steps.map((k) => meanInterval(outputs.map((output) => regretOf(output, output[which], k)))),
    enrichment: meanInterval(outputs.map((output) => output[which].enrichment)),
  });
  const active = curve("active");
  const last = steps.length - 1;
  const speedUp = active.enrichment;
  const outcome = speedUp.lower > 1 ? "gain" : speedUp.upper < 1 ? "loss" : "undecided";
  return {
    replays: outputs.length,
    active,
    random: curve("random"),
    regretSaved: meanInterval(
      outputs.map((output) => regretOf(output, output.random, last) - regretOf(output, output.active, last)),
    ),
    speedUp,
    outcome,
    summary: summarise(speedUp, outcome, outputs.length),
  };
}
