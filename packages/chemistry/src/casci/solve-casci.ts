import type { LowestState, SectorEngine, SolveLowestOptions } from "@ansatz/simulator";

/** The lowest state of an active space and what a result tells of it. */
export interface CasciResult {
  /** hartree */
  readonly energy: number;
  readonly converged: boolean;
  readonly seconds: number;
  /** Square of the coefficient of the determinant with the lowest orbitals occupied. */
  readonly referenceWeight: number;
  /** Amplitudes by α string and β string. */
  readonly vector: Float64Array;
  readonly spinSquared: number;
}

export interface CasciOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onIteration?: SolveLowestOptions["onIteration"];
  /** Start vector. */
  readonly guess?: Float64Array;
}

/** Residual norm that gives the energy to better than 1e-10 hartree. */
const residualTolerance = 1e-6;

/** Weight below which the reference determinant is not part of a state at all: they differ in symmetry. */
export const foreignSymmetryWeight = 1e-8;

/** Energies this close, hartree, are those of degenerate states. */
const degeneracy = 1e-7;

/**
 * Configuration interaction with all determinants of an active space (CASCI; full CI when the space is full): the
 * lowest state of total spin S by Davidson's method. Not converging is told in the result.
 *
 * Of degenerate states (the two of a Π radical, for example) that one is preferred which holds the determinant with the
 * lowest orbitals occupied.
 */
export async function solveCasci(
  engine: SectorEngine,
  spin: number,
  options: CasciOptions = {},
): Promise<CasciResult> {
  const started = performance.now();
  const { signal, onIteration, guess } = options;
  const common = { spin, tolerance: residualTolerance, ...(signal ? { signal } : {}) };
  let lowest = await engine.solveLowest({
    ...common,
    ...(onIteration ? { onIteration } : {}),
    ...(guess ? { guess } : {}),
  });
  if (!guess && weightOf(lowest) < foreignSymmetryWeight) {
    const reference = new Float64Array(engine.space.determinantCount);
    reference[0] = 1;
    const partner = await engine.solveLowest({ ...common, guess: reference });
    const isPartner = partner.converged && partner.energy < lowest.energy + degeneracy;
    if (isPartner && weightOf(partner) > weightOf(lowest)) lowest = partner;
  }
  const { energy, converged, vector, spinSquared } = lowest;
  const seconds = (performance.now() - started) / 1000;
  return { energy, converged, seconds, referenceWeight: weightOf(lowest), vector, spinSquared };
}

function weightOf({ vector }: LowestState): number {
  return vector[0] ** 2;
}
