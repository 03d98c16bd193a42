import { checkIsCircuit, createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { measure } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { densityMatrixMemoryBytes } from "../density-matrix/memory-bytes.ts";
import { InvalidArgumentError, SimulationTooLargeError } from "../errors.ts";
import { createNoiseModel } from "../noise/create-noise-model.ts";
import type { NoiseModel } from "../noise/noise-model.ts";
import { compileNoisyProgram } from "../noise/noisy-program.ts";
import { noisePreset } from "../noise/presets.ts";
import { splitTerminalMeasurements } from "../noise/terminal-measurements.ts";
import { isHermitianPauliSum } from "../operators/pauli-algebra.ts";
import { greatestPauliSumQubits } from "../operators/pauli-sum.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { stateVectorMemoryBytes } from "../statevector/engine.ts";
import { stabilizerMemoryBytes } from "../stabilizer/stabilizer-state.ts";
import { trajectoryMemoryBytes } from "../trajectories/run-trajectories.ts";
import { chooseMethod, defaultDensityLimitBytes, defaultShots } from "./choose-method.ts";
import type { PreparedSimulation } from "./choose-method.ts";
import { simulationMethods } from "./simulation.ts";
import type { SimulationMethod, SimulationPlan, SimulationPlanOptions } from "./simulation.ts";
import { stabilizerObstacle } from "./stabilizer-obstacle.ts";

const greatestShots = 1e9;
/** Qubits up to which a state vector is handed out unless asked otherwise. */
const greatestKeptQubits = 24;
const defaultTrajectoryLimitBytes = 2 ** 33;

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
  checkIsCircuit(circuit);
  const noise = resolveNoise(options.noise);
  const measured = withFinalMeasurement(circuit);
  const program = splitTerminalMeasurements(compileNoisyProgram(measured, noise));
  return { circuit: measured, program, ...(noise ? { noise } : {}) };
}

function checkOptions(
  { shots, method = "auto", precision, observables = [], memoryLimitBytes }: SimulationPlanOptions,
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
  if (memoryLimitBytes !== undefined && !(memoryLimitBytes > 0)) {
    throw new InvalidArgumentError(`memoryLimitBytes must be a number above 0, got ${memoryLimitBytes}`, {
      field: "memoryLimitBytes",
    });
  }
  if (observables.length > 0 && qubitCount > greatestPauliSumQubits) {
    throw new InvalidArgumentError(
      `observables are Pauli sums, which hold at most ${greatestPauliSumQubits} qubits; the circuit has ${qubitCount}: leave them out, or take the expectation of single Pauli products from stabilizerState`,
      { field: "observables", qubitCount },
    );
  }
  observables.forEach((observable, index) => {
    const field = `observables[${index}]`;
    if ((observable as PauliSum | null)?.qubitCount !== qubitCount) {
      throw new InvalidArgumentError(
        `${field} must be a Pauli sum on the circuit's ${qubitCount} qubits, got ${String((observable as PauliSum | null)?.qubitCount)}`,
        { field },
      );
    }
    if (!isHermitianPauliSum(observable)) {
      throw new InvalidArgumentError(`${field} must have real coefficients: take the Hermitian part first`, {
        field,
      });
    }
  });
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
    case "stabilizer":
      return stabilizerMemoryBytes(qubitCount);
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
  if (method === "stabilizer" && wanted !== "auto") {
    const obstacle = stabilizerObstacle(prepared);
    if (obstacle !== undefined) {
      throw new InvalidArgumentError(
        `the method "stabilizer" needs Clifford operations, and noise of Pauli errors and resets: ${obstacle}; use "auto"`,
        { field: "method" },
      );
    }
  }
  const isSampled =
    method === "trajectories" ||
    (method === "stabilizer" && program.steps.some(({ kind }) => kind !== "unitary"));
  const shots = options.shots ?? (isSampled ? defaultShots : undefined);
  const bytesNeeded = memoryBytes(method, qubitCount, options, shots ?? 1);
  const bytesAvailable =
    options.memoryLimitBytes ??
    {
      "state-vector": Infinity,
      "density-matrix": defaultDensityLimitBytes,
      trajectories: defaultTrajectoryLimitBytes,
      stabilizer: Infinity,
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
    isSampled,
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
