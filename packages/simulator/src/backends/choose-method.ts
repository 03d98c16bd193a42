import type { Circuit } from "../circuit/circuit.ts";
import { densityMatrixMemoryBytes } from "../density-matrix/memory-bytes.ts";
import type { NoiseModel } from "../noise/noise-model.ts";
import type { NoisyStep } from "../noise/noisy-program.ts";
import type { SplitProgram } from "../noise/terminal-measurements.ts";
import type { SimulationMethod, SimulationPlanOptions } from "./simulation.ts";

/** What a plan rests on. */
export interface PreparedSimulation {
  /** The circuit, with a measurement of all qubits if it has none. */
  readonly circuit: Circuit;
  readonly noise?: NoiseModel;
  readonly program: SplitProgram;
}

/** Trajectories where no shots were asked for. */
export const defaultShots = 1024;
export const defaultDensityLimitBytes = 2 ** 31;
const greatestDensityQubits = 12;
/** Entry updates of a density matrix that take about a tenth of a second: exactness is then worth more than time. */
const cheapUpdates = 1e7;
/** Entry updates that take about a minute: the most that is done for exactness where no shots were asked for. */
const greatestUpdates = 1e10;
/** Shots that cost as much as a density matrix of as many columns: trajectories share work, its passes are wider. */
const shotsPerColumn = 2;

/** Steps, and the classical histories that measurements inside may tell apart. */
function measureProgram(steps: readonly NoisyStep[]): { stepCount: number; histories: number } {
  const bits = new Set<number>();
  let stepCount = 0;
  const visit = (list: readonly NoisyStep[]): void => {
    for (const step of list) {
      stepCount++;
      if (step.kind === "measure") for (const bit of step.bits) bits.add(bit);
      else if (step.kind === "if") {
        visit(step.then);
        visit(step.otherwise);
      }
    }
  };
  visit(steps);
  return { stepCount, histories: 2 ** Math.min(bits.size, 60) };
}

interface Choice {
  readonly method: SimulationMethod;
  readonly reason: string;
}

/** The method for a prepared simulation, with the reason in a sentence. */
export function chooseMethod(
  { circuit, noise, program: { steps } }: PreparedSimulation,
  { shots, memoryLimitBytes = defaultDensityLimitBytes }: SimulationPlanOptions,
): Choice {
  if (steps.every(({ kind }) => kind === "unitary")) {
    return {
      method: "state-vector",
      reason: noise
        ? "The noise model leaves the gates ideal, so one state vector and the readout errors give the exact outcome probabilities."
        : "The circuit is unitary up to its final measurements, so one state vector gives the exact outcome probabilities.",
    };
  }
  const { qubitCount } = circuit;
  const { stepCount, histories } = measureProgram(steps);
  // While a measurement splits histories, the old ones are there beside the new.
  const bytes = densityMatrixMemoryBytes(qubitCount, histories > 1 ? 2 * histories : 1);
  const cause = noise ? "The circuit is noisy" : "The circuit measures, resets or branches before its end";
  const figures = `${qubitCount} qubits`;
  if (qubitCount > greatestDensityQubits || bytes > memoryLimitBytes) {
    return {
      method: "trajectories",
      reason: `${cause} and a density matrix of ${figures} does not fit, so states are followed shot by shot.`,
    };
  }
  const updates = stepCount * histories * 4 ** qubitCount;
  if (
    (shots === undefined && updates <= greatestUpdates) ||
    updates <= cheapUpdates ||
    histories * 2 ** qubitCount * shotsPerColumn <= (shots ?? 0)
  ) {
    return {
      method: "density-matrix",
      reason: `${cause} and a density matrix of ${figures} fits and is cheap enough, so the probabilities are exact.`,
    };
  }
  return {
    method: "trajectories",
    reason: `${cause} and ${shots ?? defaultShots} shots cost less than a density matrix of ${figures}, so states are followed shot by shot.`,
  };
}
