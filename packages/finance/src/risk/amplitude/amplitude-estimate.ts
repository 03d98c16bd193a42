/** One setting of an estimation: `shots` runs of Q^power·A of which `good` measured the objective as 1. */
export interface EstimationRound {
  readonly power: number;
  readonly shots: number;
  readonly good: number;
}

export const amplitudeMethods = ["iterative", "maximum-likelihood", "canonical"] as const;
export type AmplitudeMethod = (typeof amplitudeMethods)[number];

/** An estimate of an amplitude a (a probability) and what it took. */
export interface AmplitudeEstimate {
  readonly method: AmplitudeMethod;
  readonly amplitude: number;
  /** Holds a with the probability `confidence`, as far as sampling is concerned. */
  readonly interval: readonly [number, number];
  readonly confidence: number;
  /** Measurements in total. */
  readonly shots: number;
  /** Applications of the Grover operator over all shots: what the papers call oracle calls. */
  readonly groverCalls: number;
  /** Applications of the state preparation A or A†: one a shot and two a Grover iteration. */
  readonly statePreparations: number;
  /** The greatest number of Grover iterations in one run: the depth. */
  readonly greatestPower: number;
  /** Whether the wished accuracy was reached; true for methods with a fixed schedule. */
  readonly converged: boolean;
  readonly rounds: readonly EstimationRound[];
}

/** Sums up what rounds took. */
export function countCalls(
  rounds: readonly EstimationRound[],
): Pick<AmplitudeEstimate, "shots" | "groverCalls" | "statePreparations" | "greatestPower"> {
  let [shots, groverCalls, greatestPower] = [0, 0, 0];
  for (const round of rounds) {
    shots += round.shots;
    groverCalls += round.shots * round.power;
    greatestPower = Math.max(greatestPower, round.power);
  }
  return { shots, groverCalls, statePreparations: shots + 2 * groverCalls, greatestPower };
}
