import { isAsGood } from "./find-optimum.ts";
import type { QuantumOutcome, SampledState, StateFigures } from "./quantum-outcome.ts";
import type { ClassicalOutcome, FoundState } from "./solve-classically.ts";

/** One answer of QAOA over all its spaces: each sample comes from one of them, drawn with equal chances. */
export interface MergedQaoa extends StateFigures {
  readonly distribution: readonly SampledState[];
  readonly control: StateFigures;
  /** The run whose sample is the answer, or the best one without any. */
  readonly best: QuantumOutcome;
  readonly converged: boolean;
  readonly evaluations: number;
  readonly seconds: number;
  readonly threads: number;
}

const shownStates = 20;

/** Of the runs in one space the one that ended lowest, the first among equals. */
function bestOfEachSpace(outcomes: readonly QuantumOutcome[]): QuantumOutcome[] {
  const bySpace = new Map<number | null, QuantumOutcome>();
  for (const outcome of outcomes) {
    const known = bySpace.get(outcome.weight);
    if (!known || outcome.value < known.value) bySpace.set(outcome.weight, outcome);
  }
  return [...bySpace.values()];
}

function mix(figures: readonly StateFigures[], isBest: readonly boolean[]): StateFigures {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  let bestFound: SampledState | null = null;
  for (const { bestFound: found } of figures) {
    if (found && (!bestFound || found.objective < bestFound.objective)) bestFound = found;
  }
  return {
    energy: mean(figures.map(({ energy }) => energy)),
    optimumProbability: mean(
      figures.map(({ optimumProbability }, index) => (isBest[index] ? optimumProbability : 0)),
    ),
    feasibleProbability: mean(figures.map(({ feasibleProbability }) => feasibleProbability)),
    bestFound: bestFound && { ...bestFound, probability: bestFound.probability / figures.length },
  };
}

/** Runs of all restarts and spaces as one. */
export function mergeQaoa(outcomes: readonly QuantumOutcome[]): MergedQaoa {
  const spaces = bestOfEachSpace(outcomes);
  const least = Math.min(...spaces.map((outcome) => outcome.least));
  const isBest = spaces.map((outcome) => isAsGood(outcome.least, least));
  const figures = mix(spaces, isBest);
  const rank = (outcome: QuantumOutcome): number => outcome.bestFound?.objective ?? Infinity;
  const best = spaces.reduce((chosen, outcome) => (rank(outcome) < rank(chosen) ? outcome : chosen));
  return {
    ...figures,
    control: mix(
      spaces.map(({ control }) => control),
      isBest,
    ),
    distribution: spaces
      .flatMap(({ distribution }) =>
        distribution.map((state) => ({ ...state, probability: state.probability / spaces.length })),
      )
      .sort((a, b) => b.probability - a.probability)
      .slice(0, shownStates),
    best,
    converged: spaces.every(({ converged }) => converged),
    evaluations: outcomes.reduce((sum, { evaluations }) => sum + evaluations, 0),
    seconds: outcomes.reduce((sum, { seconds }) => sum + seconds, 0),
    threads: Math.max(...outcomes.map(({ threads }) => threads)),
  };
}

/** What is known of all feasible states after everything has run. */
export interface KnownStates {
  readonly optimum: FoundState & {
    readonly method: string;
    readonly proven: boolean;
    readonly gap: number;
  };
  readonly feasibleCount: number | null;
  readonly optimumCount: number | null;
  readonly worst: number | null;
}

/** The classical optimum with what the survey of QAOA's spaces, which hold every feasible state, adds to it. */
export function knownStates(
  { optimum, feasibleCount, optimumCount, worst }: ClassicalOutcome,
  outcomes: readonly QuantumOutcome[],
): KnownStates {
  const spaces = bestOfEachSpace(outcomes);
  if (spaces.length === 0) {
    return { optimum: { ...optimum, gap: optimum.gap ?? 0 }, feasibleCount, optimumCount, worst };
  }
  const best = spaces.reduce((chosen, outcome) => (outcome.least < chosen.least ? outcome : chosen));
  const equal = spaces.filter((outcome) => isAsGood(outcome.least, best.least));
  const sum = (of: readonly QuantumOutcome[], value: (outcome: QuantumOutcome) => number): number =>
    of.reduce((total, outcome) => total + value(outcome), 0);
  return {
    optimum: optimum.proven
      ? { ...optimum, gap: optimum.gap ?? 0 }
      : {
          ones: best.leastOnes,
          objective: best.least,
          method: "enumeration",
          proven: true,
          gap: 0,
          seconds: optimum.seconds + best.seconds,
        },
    feasibleCount: sum(spaces, (outcome) => outcome.feasibleCount),
    optimumCount: sum(equal, (outcome) => outcome.optimumCount),
    worst: Math.max(...spaces.map(({ greatest }) => greatest)),
  };
}

/** Objectives that differ by less than this share of their size are equal: sums in another order round differently. */
const rounding = 1e-12;

/** (E − max)/(min − max): 1 at the least objective, 0 at the greatest; 1 where all are equal. */
export function approximationRatio(energy: number, least: number, greatest: number): number {
  const isFlat = greatest - least <= rounding * Math.max(Math.abs(least), Math.abs(greatest));
  return isFlat ? 1 : (energy - greatest) / (least - greatest);
}
