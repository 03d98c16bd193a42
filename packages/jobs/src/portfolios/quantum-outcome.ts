import type { QaoaOutcome, QaoaRecord, QaoaState } from "@ansatz/finance";

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
export function sampledState(
  { selection, probability, isFeasible }: QaoaState,
  objectiveOf: (ones: readonly number[]) => number,
): SampledState {
  return { ones: selection, objective: objectiveOf(selection), probability, isFeasible };
}

export function stateFigures(
  outcome: QaoaOutcome,
  objectiveOf: (ones: readonly number[]) => number,
): StateFigures {
  const { energy, optimumProbability, feasibleProbability, bestFound } = outcome;
  return {
    energy,
    optimumProbability: Math.min(1, optimumProbability),
    feasibleProbability: Math.min(1, feasibleProbability),
    bestFound: bestFound ? sampledState(bestFound, objectiveOf) : null,
  };
}
