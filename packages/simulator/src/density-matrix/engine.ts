import { bindParameters } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { evaluateCondition } from "../circuit/classical-condition.ts";
import type { UnitaryKindOperation } from "../circuit/operation.ts";
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
import type { Pacer } from "../trajectories/pacer.ts";
import { applyOperation } from "./apply-operation.ts";
import { BranchTable, measuredBranch } from "./branches.ts";
import type { Branch } from "./branches.ts";
import { densityMatrixOfState } from "./density-matrix.ts";
import type { DensityMatrix } from "./density-matrix.ts";
import {
  densityMatrixOf,
  groundPauliVector,
  pauliVectorOf,
  pauliVectorProbabilities,
  pauliVectorTrace,
} from "./pauli-vector.ts";
import type { PauliVector } from "./pauli-vector.ts";
import { typescriptTransferKernels } from "./transfer-kernels.ts";
import type { TransferKernels } from "./transfer-kernels.ts";
import { planDensitySteps } from "./transfer-plan.ts";
import type { DensityStep, TransferStep } from "./transfer-plan.ts";
import { createGangRunner, createInlineRunner } from "./transfer-runner.ts";
import type { TransferRunner } from "./transfer-runner.ts";
import { typescriptVectorKernels } from "./vector-kernels.ts";

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

/**
 * Bytes of ρ in double precision, 16·4ⁿ. While a circuit runs, each classical history kept apart takes half of it, and half
 * is needed to work.
 */
export function densityMatrixMemoryBytes(qubitCount: number, histories = 1): number {
  return 8 * 4 ** qubitCount * (histories + 1);
}

class BranchingEngine implements DensityMatrixEngine {
  readonly qubitCount: number;
  readonly #memoryLimitBytes: number;
  readonly #pruneBelow: number;
  readonly #kernels: TransferKernels;
  readonly #runner: TransferRunner;

  constructor(options: Required<Omit<DensityMatrixEngineOptions, "pool">>, runner: TransferRunner) {
    this.qubitCount = options.qubitCount;
    this.#memoryLimitBytes = options.memoryLimitBytes;
    this.#pruneBelow = options.pruneBelow;
    this.#kernels = options.kernels;
    this.#runner = runner;
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
    const run = {
      pacer: createPacer({
        total: steps.length,
        ...(signal ? { signal } : {}),
        ...(onProgress ? { onProgress } : {}),
      }),
      branchCount: 1,
      discarded: 0,
    };
    const start: Branch = { bits: new Uint8Array(circuit.bitCount), state: this.#initialState(initial) };
    const branches = await this.#runSteps(steps, [start], run, true);
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
      branchCount: run.branchCount,
      discardedProbability: run.discarded,
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

  async #runSteps(
    steps: readonly DensityStep[],
    start: readonly Branch[],
    run: { readonly pacer: Pacer; branchCount: number; discarded: number },
    isOutermost: boolean,
  ): Promise<readonly Branch[]> {
    let branches = start;
    let done = 0;
    while (done < steps.length) {
      const step = steps[done];
      let count = 1;
      if (step.kind === "transfer") {
        const batch = takeTransfers(steps, done, this.#runner.batchSize);
        count = batch.length;
        for (const branch of branches) {
          branch.state = await this.#runner.run(batch, branch.state);
          await run.pacer.pause();
        }
      } else if (step.kind === "measure") {
        const table = new BranchTable();
        for (const branch of branches) {
          for (let read = 0; read < 2 ** step.qubits.length; read++) {
            const next = measuredBranch(branch, step, read, this.#kernels);
            const probability = pauliVectorTrace(next.state);
            if (probability <= this.#pruneBelow) run.discarded += Math.max(0, probability);
            else table.add(next);
            this.#checkBranches(table.size + branches.length);
          }
          await run.pacer.pause();
        }
        branches = table.values();
        run.branchCount = Math.max(run.branchCount, branches.length);
      } else if (step.kind === "if") {
        const table = new BranchTable();
        for (const isTaken of [true, false]) {
          const chosen = branches.filter(({ bits }) => evaluateCondition(step.condition, bits) === isTaken);
          if (chosen.length === 0) continue;
          const after = await this.#runSteps(isTaken ? step.then : step.otherwise, chosen, run, false);
          for (const branch of after) table.add(branch);
        }
        branches = table.values();
      } else {
        for (const branch of branches) {
          branch.state = this.#applyUnitaries(step.operations, branch.state);
          await run.pacer.pause();
        }
      }
      done += count;
      if (isOutermost) run.pacer.advance(count);
    }
    return branches;
  }

  /** The state after operations on many qubits; the one before is used up. */
  #applyUnitaries(operations: readonly UnitaryKindOperation[], state: PauliVector): PauliVector {
    const n = this.qubitCount;
    const rho = densityMatrixOf(state);
    const vector = { bitCount: 2 * n, real: rho.real, imaginary: rho.imaginary };
    for (const operation of operations) {
      applyOperation(typescriptVectorKernels, vector, operation, { shift: n, conjugate: false });
      applyOperation(typescriptVectorKernels, vector, operation, { shift: 0, conjugate: true });
    }
    return pauliVectorOf(rho);
  }

  #checkBranches(count: number): void {
    const bytesNeeded = densityMatrixMemoryBytes(this.qubitCount, count);
    if (bytesNeeded <= this.#memoryLimitBytes) return;
    throw new SimulationTooLargeError(
      `measurements inside the circuit keep ${count} classical histories of ${this.qubitCount} qubits apart, which needs ${bytesNeeded} bytes; ` +
        `the limit is ${this.#memoryLimitBytes}: use the method "trajectories", or measure into fewer bits`,
      { qubitCount: this.qubitCount, bytesNeeded, bytesAvailable: this.#memoryLimitBytes },
    );
  }
}

/** The transfer steps from `first` on, up to another kind of step and at most `most`. */
function takeTransfers(steps: readonly DensityStep[], first: number, most: number): TransferStep[] {
  const batch: TransferStep[] = [];
  for (let at = first; at < steps.length && batch.length < most; at++) {
    const step = steps[at];
    if (step.kind !== "transfer") break;
    batch.push(step);
  }
  return batch;
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
  return new BranchingEngine({ qubitCount, memoryLimitBytes, pruneBelow, kernels }, runner);
}
