import { bindParameters } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { InvalidArgumentError, SimulationTooLargeError } from "../errors.ts";
import type { NoiseModel } from "../noise/noise-model.ts";
import { compileNoisyProgram } from "../noise/noisy-program.ts";
import { addOutcomes, readoutDistribution } from "../noise/readout-distribution.ts";
import { splitTerminalMeasurements } from "../noise/terminal-measurements.ts";
import { checkDensityMatrix, checkState } from "../results/check-input.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import type { ComputePool } from "../workers/compute-pool.ts";
import { createPacer } from "../trajectories/pacer.ts";
import { BranchWalk } from "./branch-walk.ts";
import type { BranchWalkOptions } from "./branch-walk.ts";
import type { Branch } from "./branches.ts";
import { densityMatrixOfState } from "./density-matrix.ts";
import type { DensityMatrix } from "./density-matrix.ts";
import { densityMatrixMemoryBytes } from "./memory-bytes.ts";
import {
  densityMatrixOf,
  groundPauliVector,
  pauliVectorOf,
  pauliVectorProbabilities,
} from "./pauli-vector.ts";
import type { PauliVector } from "./pauli-vector.ts";
import { typescriptTransferKernels } from "./transfer-kernels.ts";
import type { TransferKernels } from "./transfer-kernels.ts";
import { planDensitySteps } from "./transfer-plan.ts";
import { createGangRunner, createInlineRunner } from "./transfer-runner.ts";

export interface DensityMatrixRunOptions {
  readonly parameters?: ParameterValues;
  /** A checked model of `createNoiseModel`; none for the ideal circuit. */
  readonly noise?: NoiseModel;
  /** The state to start from, by default |0…0⟩⟨0…0|. */
  readonly initial?: StateVector | DensityMatrix;
  readonly signal?: AbortSignal;
  /** Called with the part of the steps done, in [0, 1]. */
  readonly onProgress?: (done: number) => void;
}

export interface DensityMatrixResult {
  /** ρ after the circuit, summed over the outcomes of measurements; terminal measurements leave it as it was before. */
  readonly densityMatrix: DensityMatrix;
  /** Probabilities of the classical bits by bitstring (highest bit first); the empty text for a circuit without bits. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** The greatest number of classical histories that were kept apart at a time. */
  readonly branchCount: number;
  /** Probability of the branches dropped as negligible. */
  readonly discardedProbability: number;
}

/** An exact simulator of noisy circuits for one qubit count. */
export interface DensityMatrixEngine {
  readonly qubitCount: number;
  run(circuit: Circuit, options?: DensityMatrixRunOptions): Promise<DensityMatrixResult>;
}

export interface DensityMatrixEngineOptions {
  readonly qubitCount: number;
  /** What all branches of ρ together may take, by default 2 GiB. */
  readonly memoryLimitBytes?: number;
  /** Branches of probability below this are dropped, by default 1e-14. */
  readonly pruneBelow?: number;
  /** What maps states on the caller's thread. */
  readonly kernels?: TransferKernels;
  /** Threads that share the work on nine qubits and more, where memory can be shared; results do not depend on them. */
  readonly pool?: ComputePool;
}

const defaultMemoryLimitBytes = 2 ** 31;
/** Row and column bits are addressed by 32-bit integers. */
const greatestQubitCount = 15;
/** Below, a step takes less time than threads need to meet. */
const leastSharedQubits = 9;

class BranchingEngine implements DensityMatrixEngine {
  readonly qubitCount: number;
  readonly #options: BranchWalkOptions;

  constructor(options: BranchWalkOptions) {
    this.qubitCount = options.qubitCount;
    this.#options = options;
  }

  async run(
    circuit: Circuit,
    { parameters = {}, noise, initial, signal, onProgress }: DensityMatrixRunOptions = {},
  ): Promise<DensityMatrixResult> {
    const { qubitCount } = this;
    if (circuit.qubitCount !== qubitCount) {
      throw new InvalidArgumentError(
        `circuit must have the engine's ${qubitCount} qubits, got ${circuit.qubitCount}`,
        { field: "circuit", qubitCount: circuit.qubitCount },
      );
    }
    const program = splitTerminalMeasurements(
      compileNoisyProgram(bindParameters(circuit, parameters), noise),
    );
    const steps = planDensitySteps(program.steps);
    const pacer = createPacer({
      total: steps.length,
      ...(signal ? { signal } : {}),
      ...(onProgress ? { onProgress } : {}),
    });
    const walk = new BranchWalk(this.#options, pacer);
    const start: Branch = { bits: new Uint8Array(circuit.bitCount), state: this.#initialState(initial) };
    const branches = await walk.walk(steps, [start]);
    const outcomes = new Map<string, number>();
    for (const { bits, state } of branches) {
      addOutcomes(outcomes, bits, readoutDistribution(pauliVectorProbabilities(state), program.terminal));
    }
    const [{ state: total }, ...others] = branches;
    for (const { state } of others) {
      for (let at = 0; at < total.values.length; at++) total.values[at] += state.values[at];
    }
    onProgress?.(1);
    return {
      densityMatrix: densityMatrixOf({ qubitCount, values: ownArray(total.values) }),
      outcomes: new Map([...outcomes].sort(([a], [b]) => (a < b ? -1 : 1))),
      branchCount: walk.branchCount,
      discardedProbability: walk.discardedProbability,
    };
  }

  #initialState(initial: StateVector | DensityMatrix | undefined): PauliVector {
    if (!initial) return groundPauliVector(this.qubitCount);
    const size = 2 ** this.qubitCount;
    const given = "qubitCount" in initial ? initial.real.length : initial.size;
    if (given !== size) {
      throw new InvalidArgumentError(
        `initial must have the engine's ${this.qubitCount} qubits, that is ${size} basis states, got ${given}`,
        { field: "initial" },
      );
    }
    if ("qubitCount" in initial) {
      checkState(initial, "initial");
      return pauliVectorOf(densityMatrixOfState(initial));
    }
    checkDensityMatrix(initial, "initial");
    return pauliVectorOf({ size, real: initial.real.slice(), imaginary: initial.imaginary.slice() });
  }
}

/** Numbers in memory of their own: results are not in shared memory. */
function ownArray(values: Float64Array): Float64Array {
  return typeof SharedArrayBuffer !== "undefined" && values.buffer instanceof SharedArrayBuffer
    ? Float64Array.from(values)
    : values;
}

/**
 * An engine for exact density matrices: one- and two-qubit operations with their noise in single passes over the 4ⁿ entries,
 * measurements inside a circuit by keeping a part of ρ for each value of the classical bits (parts of the same bits are
 * added up, those of negligible probability dropped).
 * Throws {@link SimulationTooLargeError} with the figure where ρ does not fit the limit, {@link InvalidArgumentError} for a
 * qubit count below 1.
 */
export function createDensityMatrixEngine({
  qubitCount,
  memoryLimitBytes = defaultMemoryLimitBytes,
  pruneBelow = 1e-14,
  kernels = typescriptTransferKernels,
  pool,
}: DensityMatrixEngineOptions): DensityMatrixEngine {
  if (!Number.isInteger(qubitCount) || qubitCount < 1) {
    throw new InvalidArgumentError(`qubitCount must be an integer of at least 1, got ${qubitCount}`, {
      field: "qubitCount",
    });
  }
  if (!(pruneBelow >= 0 && pruneBelow <= 1e-3)) {
    throw new InvalidArgumentError(`pruneBelow must be in [0, 0.001], got ${pruneBelow}`, {
      field: "pruneBelow",
    });
  }
  const bytesNeeded = densityMatrixMemoryBytes(qubitCount);
  if (bytesNeeded > memoryLimitBytes || qubitCount > greatestQubitCount) {
    throw new SimulationTooLargeError(
      `a density matrix of ${qubitCount} qubits needs ${bytesNeeded} bytes; the limit is ${memoryLimitBytes} bytes and ` +
        `${greatestQubitCount} qubits: use the method "trajectories", or fewer qubits`,
      { qubitCount, bytesNeeded, bytesAvailable: memoryLimitBytes },
    );
  }
  const isShared = pool && qubitCount >= leastSharedQubits && typeof SharedArrayBuffer !== "undefined";
  const runner = isShared ? createGangRunner(pool, qubitCount) : createInlineRunner(kernels);
  return new BranchingEngine({ qubitCount, memoryLimitBytes, pruneBelow, kernels, runner });
}
