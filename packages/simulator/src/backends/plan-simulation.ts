import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { measure } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { densityMatrixMemoryBytes } from "../density-matrix/engine.ts";
import { InvalidArgumentError, SimulationTooLargeError } from "../errors.ts";
import { createNoiseModel } from "../noise/create-noise-model.ts";
import type { NoiseModel } from "../noise/noise-model.ts";
import { compileNoisyProgram } from "../noise/noisy-program.ts";
import type { NoisyStep } from "../noise/noisy-program.ts";
import { noisePreset } from "../noise/presets.ts";
import { splitTerminalMeasurements } from "../noise/terminal-measurements.ts";
import type { SplitProgram } from "../noise/terminal-measurements.ts";
import { stateVectorMemoryBytes } from "../statevector/engine.ts";
import { trajectoryMemoryBytes } from "../trajectories/run-trajectories.ts";
import { simulationMethods } from "./simulation.ts";
import type { SimulationMethod, SimulationPlan, SimulationPlanOptions } from "./simulation.ts";

/** What a plan rests on. */
export interface PreparedSimulation {
  /** The circuit, with a measurement of all qubits if it has none. */
  readonly circuit: Circuit;
  readonly noise?: NoiseModel;
  readonly program: SplitProgram;
}

export const defaultShots = 1024;
const greatestShots = 1e9;
/** Qubits up to which a state vector is handed out unless asked otherwise. */
const greatestKeptQubits = 24;
const defaultDensityLimitBytes = 2 ** 31;
const greatestDensityQubits = 12;
const defaultTrajectoryLimitBytes = 2 ** 33;
/** Entry updates of a density matrix that take about a tenth of a second: exactness is then worth more than time. */
const cheapUpdates = 1e7;
/** Shots that cost as much as a density matrix of as many columns: trajectories share work, its passes are wider. */
const shotsPerColumn = 2;

export function resolveNoise(noise: SimulationPlanOptions["noise"]): NoiseModel | undefined {
  if (noise === undefined) return undefined;
  return typeof noise === "string" ? noisePreset(noise) : createNoiseModel(noise);
}

const measuresAnything = (operations: readonly Operation[]): boolean =>
  operations.some(
    (operation) =>
      operation.gate === "measure" ||
      (operation.gate === "if" &&
        (measuresAnything(operation.then) || measuresAnything(operation.otherwise))),
  );

function withFinalMeasurement(circuit: Circuit): Circuit {
  const { qubitCount, operations } = circuit;
  if (measuresAnything(operations)) return circuit;
  const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  return createCircuit(qubitCount, [...operations, measure(qubits, qubits)], {
    // Bits that nothing is measured into are only kept where a condition reads them.
    bitCount: operations.some(({ gate }) => gate === "if")
      ? Math.max(circuit.bitCount, qubitCount)
      : qubitCount,
  });
}

export function prepareSimulation(circuit: Circuit, options: SimulationPlanOptions): PreparedSimulation {
  const noise = resolveNoise(options.noise);
  const measured = withFinalMeasurement(circuit);
  const program = splitTerminalMeasurements(compileNoisyProgram(measured, noise));
  return { circuit: measured, program, ...(noise ? { noise } : {}) };
}

function checkOptions(
  { shots, method = "auto", precision, observables = [] }: SimulationPlanOptions,
  qubitCount: number,
): void {
  if (shots !== undefined && (!Number.isSafeInteger(shots) || shots < 1 || shots > greatestShots)) {
    throw new InvalidArgumentError(`shots must be an integer in [1, ${greatestShots}], got ${shots}`, {
      field: "shots",
      shots,
    });
  }
  if (method !== "auto" && !simulationMethods.includes(method)) {
    throw new InvalidArgumentError(
      `method must be one of auto, ${simulationMethods.join(", ")}, got ${JSON.stringify(method)}`,
      { field: "method" },
    );
  }
  if (precision !== undefined && !["double", "single"].includes(precision)) {
    throw new InvalidArgumentError(`precision must be double or single, got ${JSON.stringify(precision)}`, {
      field: "precision",
    });
  }
  observables.forEach((observable, index) => {
    if (observable.qubitCount === qubitCount) return;
    throw new InvalidArgumentError(
      `observables[${index}] must have the circuit's ${qubitCount} qubits, got ${observable.qubitCount}`,
      { field: `observables[${index}]` },
    );
  });
}

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

function chooseMethod(
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
    shots === undefined ||
    updates <= cheapUpdates ||
    histories * 2 ** qubitCount * shotsPerColumn <= shots
  ) {
    return {
      method: "density-matrix",
      reason: `${cause} and a density matrix of ${figures} fits and is cheap enough, so the probabilities are exact.`,
    };
  }
  return {
    method: "trajectories",
    reason: `${cause} and ${shots} shots cost less than a density matrix of ${figures}, so states are followed shot by shot.`,
  };
}

function memoryBytes(
  method: SimulationMethod,
  qubitCount: number,
  options: SimulationPlanOptions,
  shots: number,
): number {
  switch (method) {
    case "state-vector": {
      const {
        precision = "double",
        observables = [],
        stateVector = qubitCount <= greatestKeptQubits,
      } = options;
      const isCopied = stateVector || precision === "single";
      return (
        stateVectorMemoryBytes(qubitCount, { precision, withObservable: observables.length > 0 }) +
        (isCopied ? 16 * 2 ** qubitCount : 0)
      );
    }
    case "density-matrix":
      return densityMatrixMemoryBytes(qubitCount);
    case "trajectories":
      return trajectoryMemoryBytes(qubitCount, shots, options.memoryLimitBytes);
  }
}

/** Whether the result holds the state vector. */
export function keepsStateVector(qubitCount: number, { stateVector }: SimulationPlanOptions): boolean {
  return stateVector ?? qubitCount <= greatestKeptQubits;
}

export function planPrepared(prepared: PreparedSimulation, options: SimulationPlanOptions): SimulationPlan {
  const { circuit, program, noise } = prepared;
  const { qubitCount, bitCount } = circuit;
  checkOptions(options, qubitCount);
  const { method: wanted = "auto", precision = "double" } = options;
  const { method, reason } =
    wanted === "auto"
      ? chooseMethod(prepared, options)
      : { method: wanted, reason: "The method was asked for." };
  if (method === "state-vector") {
    const other = program.steps.find(({ kind }) => kind !== "unitary");
    if (other) {
      throw new InvalidArgumentError(
        `the method "state-vector" needs a circuit that is unitary up to its final measurements; this one ${noise ? "has noise" : "measures, resets or branches before its end"}: use "density-matrix", "trajectories" or "auto"`,
        { field: "method" },
      );
    }
  } else if (precision === "single") {
    throw new InvalidArgumentError(
      `single precision is for the method "state-vector", and this circuit takes "${method}": use double`,
      { field: "precision" },
    );
  }
  const shots = options.shots ?? (method === "trajectories" ? defaultShots : undefined);
  const bytesNeeded = memoryBytes(method, qubitCount, options, shots ?? 1);
  const bytesAvailable =
    options.memoryLimitBytes ??
    {
      "state-vector": Infinity,
      "density-matrix": defaultDensityLimitBytes,
      trajectories: defaultTrajectoryLimitBytes,
    }[method];
  if (bytesNeeded > bytesAvailable) {
    throw new SimulationTooLargeError(
      `the method "${method}" needs ${bytesNeeded} bytes for ${qubitCount} qubits; the limit is ${bytesAvailable} bytes: ` +
        (method === "density-matrix" ? 'use "trajectories", fewer qubits, ' : "use fewer qubits ") +
        "or raise memoryLimitBytes",
      { qubitCount, bytesNeeded, bytesAvailable },
    );
  }
  return Object.freeze({
    method,
    reason,
    qubitCount,
    bitCount,
    ...(shots === undefined ? {} : { shots }),
    memoryBytes: bytesNeeded,
  });
}

/**
 * How `simulate` will run a circuit with these options, and what memory it will take; nothing is run.
 * Throws what `simulate` throws for options that do not fit the circuit and for states that do not fit the limit.
 */
export function planSimulation(circuit: Circuit, options: SimulationPlanOptions = {}): SimulationPlan {
  return planPrepared(prepareSimulation(circuit, options), options);
}
