import { sampleIndices } from "@ansatz/simulator";
import type { DiagonalSpace, QaoaMixer } from "@ansatz/simulator";
import type { QaoaLandscape } from "./qaoa-problem.ts";
import type { UnitAngles } from "./unit-angles.ts";

/** A state with what it costs and how likely it is. */
export interface QaoaState {
  readonly mask: number;
  /** Variables that are 1, ascending. */
  readonly selection: readonly number[];
  readonly cost: number;
  readonly probability: number;
  readonly isFeasible: boolean;
}

/** A step of the optimiser. */
export interface QaoaRecord {
  /** 0 for the first start. */
  readonly restart: number;
  readonly layers: number;
  readonly iteration: number;
  /** The objective there, in the units of the cost. */
  readonly value: number;
  readonly seconds: number;
}

/** What a state of the mixer's space is worth. */
export interface QaoaOutcome {
  /** Mean cost ⟨C⟩, penalties included. */
  readonly energy: number;
  /** (E − max)/(min − max) with least and greatest feasible cost: 1 at the optimum; the convention of QOKit. */
  readonly approximationRatio: number;
  /** Probability of a feasible state of least cost. */
  readonly optimumProbability: number;
  /** The same for a feasible state drawn at random: without it the former says nothing. */
  readonly uniformProbability: number;
  readonly feasibleProbability: number;
  /** The best feasible state among the samples; undefined if none was feasible. */
  readonly bestFound: QaoaState | undefined;
  /** The most probable states. */
  readonly distribution: readonly QaoaState[];
  /** A feasible state of least cost, known from the survey of all states, and how many there are. */
  readonly optimum: QaoaState & { readonly count: number };
}

export interface QaoaResult extends QaoaOutcome {
  /** The state before the first layer, measured as often: the uniform draw, or the classical part of a warm start. */
  readonly control: QaoaOutcome;
  readonly mixer: QaoaMixer;
  readonly layers: number;
  readonly space: DiagonalSpace;
  /** The minimised value: the mean cost or its CVaR. */
  readonly value: number;
  /** Angles of exp(−iγ·cost) and the mixer as `createQaoaEngine` takes them; β for each rotation with multi-angles. */
  readonly angles: { readonly gammas: readonly number[]; readonly betas: readonly number[] };
  /** Angles to start another problem with; those before multi-angles were set free. */
  readonly unitAngles: UnitAngles;
  readonly converged: boolean;
  readonly evaluations: number;
  readonly history: readonly QaoaRecord[];
  readonly seconds: number;
  readonly threads: number;
}

/** Indices of the greatest numbers, greatest first, equal ones by index. */
function greatestIndices(values: Float64Array, count: number): number[] {
  const kept: number[] = [];
  values.forEach((value, index) => {
    if (kept.length === count && value <= values[kept[count - 1]]) return;
    let at = kept.length;
    while (at > 0 && values[kept[at - 1]] < value) at--;
    kept.splice(at, 0, index);
    if (kept.length > count) kept.pop();
  });
  return kept;
}

/** What probabilities of all states amount to. */
export function summariseDistribution(
  landscape: QaoaLandscape,
  probabilities: Float64Array,
  options: { readonly topStates: number; readonly shots: number; readonly seed: number },
): QaoaOutcome {
  const { costs, masks, feasible, least, greatest, optima, feasibleCount, space } = landscape;
  const describe = (index: number): QaoaState => ({
    mask: masks[index],
    selection: Array.from({ length: space.qubitCount }, (_, bit) => bit).filter(
      (bit) => Math.floor(masks[index] / 2 ** bit) % 2 === 1,
    ),
    cost: costs[index],
    probability: probabilities[index],
    isFeasible: feasible[index] === 1,
  });
  let energy = 0;
  let feasibleProbability = 0;
  probabilities.forEach((probability, index) => {
    energy += probability * costs[index];
    feasibleProbability += probability * feasible[index];
  });
  let best: number | undefined;
  for (const { index } of sampleIndices(probabilities, options)) {
    if (feasible[index] === 1 && (best === undefined || costs[index] < costs[best])) best = index;
  }
  return {
    energy,
    approximationRatio: greatest === least ? 1 : (energy - greatest) / (least - greatest),
    optimumProbability: optima.reduce((sum, index) => sum + probabilities[index], 0),
    uniformProbability: optima.length / feasibleCount,
    feasibleProbability,
    bestFound: best === undefined ? undefined : describe(best),
    distribution: greatestIndices(probabilities, options.topStates).map(describe),
    optimum: { ...describe(optima[0]), count: optima.length },
  };
}
