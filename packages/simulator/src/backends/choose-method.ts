import type { Circuit } from "../circuit/circuit.ts";
import { densityMatrixMemoryBytes } from "../density-matrix/memory-bytes.ts";
import type { NoiseModel } from "../noise/noise-model.ts";
import type { NoisyStep } from "../noise/noisy-program.ts";
import type { SplitProgram } from "../noise/terminal-measurements.ts";
import { stateVectorMemoryBytes } from "../statevector/engine.ts";
import type { SimulationMethod, SimulationPlanOptions } from "./simulation.ts";
import { stabilizerObstacle } from "./stabilizer-obstacle.ts";

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

/** Qubits up to which a state vector is taken to be cheap, and those that the kernels can address. */
const greatestCheapQubits = 24;
const greatestStateQubits = { double: 27, single: 28 } as const;
/** Amplitude updates of trajectories that take some seconds. */
const greatestTrajectoryUpdates = 2e9;

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

/** Random choices that a shot makes: they part the histories of trajectories. */
function countChoices(steps: readonly NoisyStep[]): number {
  return steps.reduce((sum, step) => {
    if (step.kind === "unitary") return sum;
    if (step.kind === "if") return sum + countChoices([...step.then, ...step.otherwise]);
    return sum + (step.kind === "measure" ? step.bits.length : 1);
  }, 0);
}

/** Why a state vector of these qubits is not taken, as a part of a sentence; undefined where it is. */
function stateVectorObstacle(
  qubitCount: number,
  { precision = "double", stateVector, memoryLimitBytes = Infinity }: SimulationPlanOptions,
): string | undefined {
  const fits =
    qubitCount <= greatestStateQubits[precision] &&
    stateVectorMemoryBytes(qubitCount, { precision }) <= memoryLimitBytes;
  if (!fits) return `a state vector of ${qubitCount} qubits does not fit`;
  const isWanted = stateVector === true || precision === "single";
  return isWanted || qubitCount <= greatestCheapQubits
    ? undefined
    : `a state vector of ${qubitCount} qubits takes far more memory and time than a stabiliser tableau`;
}

/** Stabiliser states for a circuit that they can follow, where anything else does not fit or costs much. */
function chooseStabilizer(prepared: PreparedSimulation, options: SimulationPlanOptions): Choice | undefined {
  const {
    circuit: { qubitCount },
    noise,
    program: { steps },
  } = prepared;
  const isExact = steps.every(({ kind }) => kind === "unitary");
  const noiseWords = isExact ? "the noise model leaves them ideal" : "the noise is of Pauli errors";
  const subject = noise ? `The gates are Clifford, ${noiseWords}` : "The circuit is Clifford";
  let obstacle = stateVectorObstacle(qubitCount, options);
  if (obstacle === undefined && !isExact && !noise) {
    const shots = options.shots ?? defaultShots;
    const histories = Math.min(shots, 2 ** Math.min(countChoices(steps), 60));
    if (histories * measureProgram(steps).stepCount * 2 ** qubitCount > greatestTrajectoryUpdates) {
      obstacle = `${shots} shots on state vectors of ${qubitCount} qubits cost more`;
    }
  }
  if (obstacle === undefined || stabilizerObstacle(prepared) !== undefined) return undefined;
  return {
    method: "stabilizer",
    reason: isExact
      ? `${subject} and ${obstacle}, so one stabiliser tableau is followed, which is exact.`
      : `${subject} and ${obstacle}, so stabiliser tableaus are followed shot by shot.`,
  };
}

/** The method for a prepared simulation, with the reason in a sentence. */
export function chooseMethod(prepared: PreparedSimulation, options: SimulationPlanOptions): Choice {
  const choice = chooseStateMethod(prepared, options);
  if (choice.method === "density-matrix") return choice;
  return chooseStabilizer(prepared, options) ?? choice;
}

/** The method among those that take any circuit. */
function chooseStateMethod(
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
