import {
  evaluateBinaryQuadratic,
  type ConstrainedBinaryProblem,
  type QaoaOutcome,
  type QaoaRecord,
  type QaoaState,
  type PenalisedCosts,
} from "@ansatz/finance";

/** A state of the distribution by its variables. */
export interface SampledState {
  readonly ones: readonly number[];
  /** Without penalties. */
  readonly objective: number;
  readonly probability: number;
  readonly isFeasible: boolean;
}

/** What a quantum state is worth. */
export interface StateFigures {
  /** ⟨C⟩, penalties included. */
  readonly energy: number;
  /** Probability of the states of least objective in this space. */
  readonly optimumProbability: number;
  readonly feasibleProbability: number;
  readonly bestFound: SampledState | null;
}

/** The answer of a quantum algorithm in one space of states. */
export interface QuantumOutcome extends StateFigures {
  /** Number of set bits of the space; null for all states. */
  readonly weight: number | null;
  readonly control: StateFigures;
  readonly distribution: readonly SampledState[];
  /** Of the feasible states in this space. */
  readonly least: number;
  readonly leastOnes: readonly number[];
  readonly greatest: number;
  readonly feasibleCount: number;
  readonly optimumCount: number;
  /** The minimised value: what restarts are compared by. */
  readonly value: number;
  readonly history: readonly Pick<QaoaRecord, "restart" | "layers" | "iteration" | "value">[];
  readonly converged: boolean;
  readonly evaluations: number;
  /** Of QAOA, for the costs as they are; null for another state. */
  readonly angles: { readonly gammas: readonly number[]; readonly betas: readonly number[] } | null;
  readonly penalty: { readonly weight: number; readonly message: string } | null;
  readonly seconds: number;
  readonly threads: number;
}

/** A recursion's answer and that of its control, the couplings alone. */
export interface RecursiveOutcome {
  readonly ones: readonly number[];
  readonly control: readonly number[];
  readonly penalty: { readonly weight: number; readonly message: string } | null;
  readonly eliminations: number;
  readonly seconds: number;
}

/** `objectiveOf` evaluates variables without penalties. */
function sampledState(
  { selection, probability, isFeasible }: QaoaState,
  objectiveOf: (ones: readonly number[]) => number,
): SampledState {
  return { ones: selection, objective: objectiveOf(selection), probability, isFeasible };
}

function stateFigures(outcome: QaoaOutcome, objectiveOf: (ones: readonly number[]) => number): StateFigures {
  const { energy, optimumProbability, feasibleProbability, bestFound } = outcome;
  return {
    energy,
    optimumProbability: Math.min(1, optimumProbability),
    feasibleProbability: Math.min(1, feasibleProbability),
    bestFound: bestFound ? sampledState(bestFound, objectiveOf) : null,
  };
}

/** What a solver's result amounts to, without the time that it took. */
export function quantumOutcome(
  { objective }: ConstrainedBinaryProblem,
  penalised: PenalisedCosts,
  result: QaoaOutcome & {
    readonly control: QaoaOutcome;
    readonly value: number;
    readonly converged: boolean;
  },
  run: {
    readonly weight: number | null;
    readonly history: readonly QaoaRecord[];
    readonly restart: number;
    readonly evaluations: number;
  },
): Omit<QuantumOutcome, "angles" | "seconds" | "threads"> {
  const objectiveOf = (ones: readonly number[]): number => {
    const bits = new Uint8Array(objective.variableCount);
    for (const one of ones) bits[one] = 1;
    return evaluateBinaryQuadratic(objective, bits);
  };
  return {
    weight: run.weight,
    ...stateFigures(result, objectiveOf),
    control: stateFigures(result.control, objectiveOf),
    distribution: result.distribution.map((state) => sampledState(state, objectiveOf)),
    least: penalised.least,
    leastOnes: result.optimum.selection,
    greatest: penalised.greatest,
    feasibleCount: penalised.feasibleCount,
    optimumCount: penalised.optimumCount,
    value: result.value,
    history: run.history.map(({ layers, iteration, value }) => ({
      restart: run.restart,
      layers,
      iteration,
      value,
    })),
    converged: result.converged,
    evaluations: run.evaluations,
    penalty: penalised.penalty
      ? { weight: penalised.penalty.weight, message: penalised.penalty.message }
      : null,
  };
}
