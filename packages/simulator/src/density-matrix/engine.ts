import { bindParameters } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { evaluateCondition } from "../circuit/classical-condition.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { InvalidArgumentError, SimulationTooLargeError } from "../errors.ts";
import type { NoiseModel } from "../noise/noise-model.ts";
import { compileNoisyProgram } from "../noise/noisy-program.ts";
import { addOutcomes, readoutDistribution } from "../noise/readout-distribution.ts";
import { splitTerminalMeasurements } from "../noise/terminal-measurements.ts";
import { checkDensityMatrix } from "../results/check-input.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { createPacer } from "../trajectories/pacer.ts";
import type { Pacer } from "../trajectories/pacer.ts";
import { applyOperation } from "./apply-operation.ts";
import { BranchTable, branchProbability, measuredBranch } from "./branches.ts";
import type { Branch } from "./branches.ts";
import { densityMatrixOfState, densityMatrixProbabilities, zeroDensityMatrix } from "./density-matrix.ts";
import type { DensityMatrix } from "./density-matrix.ts";
import { planDensitySteps } from "./superoperator-plan.ts";
import type { DensityStep } from "./superoperator-plan.ts";
import { typescriptVectorKernels } from "./vector-kernels.ts";
import type { VectorKernels } from "./vector-kernels.ts";

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
  readonly kernels?: VectorKernels;
}

const defaultMemoryLimitBytes = 2 ** 31;
/** Row and column bits are addressed by 32-bit integers. */
const greatestQubitCount = 15;

/** Bytes of ρ in double precision, 16·4ⁿ; each classical history kept apart takes as much again. */
export function densityMatrixMemoryBytes(qubitCount: number): number {
  return 16 * 4 ** qubitCount;
}

class BranchingEngine implements DensityMatrixEngine {
  readonly qubitCount: number;
  readonly #memoryLimitBytes: number;
  readonly #pruneBelow: number;
  readonly #kernels: VectorKernels;

  constructor(options: Required<DensityMatrixEngineOptions>) {
    this.qubitCount = options.qubitCount;
    this.#memoryLimitBytes = options.memoryLimitBytes;
    this.#pruneBelow = options.pruneBelow;
    this.#kernels = options.kernels;
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
    const start: Branch = { bits: new Uint8Array(circuit.bitCount), rho: this.#initialState(initial) };
    const branches = await this.#runSteps(steps, [start], run, true);
    const outcomes = new Map<string, number>();
    for (const { bits, rho } of branches) {
      addOutcomes(outcomes, bits, readoutDistribution(densityMatrixProbabilities(rho), program.terminal));
    }
    const [{ rho }, ...others] = branches;
    for (const other of others) {
      for (let at = 0; at < rho.real.length; at++) {
        rho.real[at] += other.rho.real[at];
        rho.imaginary[at] += other.rho.imaginary[at];
      }
    }
    onProgress?.(1);
    return {
      densityMatrix: rho,
      outcomes: new Map([...outcomes].sort(([a], [b]) => (a < b ? -1 : 1))),
      branchCount: run.branchCount,
      discardedProbability: run.discarded,
    };
  }

  #initialState(initial: StateVector | DensityMatrix | undefined): DensityMatrix {
    const size = 2 ** this.qubitCount;
    if (!initial) {
      const rho = zeroDensityMatrix(this.qubitCount);
      rho.real[0] = 1;
      return rho;
    }
    const given = "qubitCount" in initial ? initial.real.length : initial.size;
    if (given !== size) {
      throw new InvalidArgumentError(
        `initial must have the engine's ${this.qubitCount} qubits, that is ${size} basis states, got ${given}`,
        { field: "initial" },
      );
    }
    if ("qubitCount" in initial) return densityMatrixOfState(initial);
    checkDensityMatrix(initial, "initial");
    return { size, real: initial.real.slice(), imaginary: initial.imaginary.slice() };
  }

  async #runSteps(
    steps: readonly DensityStep[],
    start: readonly Branch[],
    run: { readonly pacer: Pacer; branchCount: number; discarded: number },
    isOutermost: boolean,
  ): Promise<readonly Branch[]> {
    let branches = start;
    for (const step of steps) {
      if (step.kind === "measure") {
        const table = new BranchTable();
        for (const branch of branches) {
          for (let read = 0; read < 2 ** step.qubits.length; read++) {
            const next = measuredBranch(branch, step, read);
            const probability = branchProbability(next);
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
        for (const { rho } of branches) {
          this.#apply(step, rho);
          await run.pacer.pause();
        }
      }
      if (isOutermost) run.pacer.advance();
    }
    return branches;
  }

  #apply(step: Exclude<DensityStep, { kind: "measure" | "if" }>, rho: DensityMatrix): void {
    const n = this.qubitCount;
    const vector = { bitCount: 2 * n, real: rho.real, imaginary: rho.imaginary };
    if (step.kind === "superoperator") {
      const bits = [...step.qubits, ...step.qubits.map((qubit) => qubit + n)];
      this.#kernels.applyMatrix(vector, step.matrix, bits);
      return;
    }
    applyOperation(this.#kernels, vector, step.operation, { shift: n, conjugate: false });
    applyOperation(this.#kernels, vector, step.operation, { shift: 0, conjugate: true });
  }

  #checkBranches(count: number): void {
    const bytesNeeded = count * densityMatrixMemoryBytes(this.qubitCount);
    if (bytesNeeded <= this.#memoryLimitBytes) return;
    throw new SimulationTooLargeError(
      `measurements inside the circuit keep ${count} classical histories of ${this.qubitCount} qubits apart, which needs ${bytesNeeded} bytes; ` +
        `the limit is ${this.#memoryLimitBytes}: use the method "trajectories", or measure into fewer bits`,
      { qubitCount: this.qubitCount, bytesNeeded, bytesAvailable: this.#memoryLimitBytes },
    );
  }
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
  kernels = typescriptVectorKernels,
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
  return new BranchingEngine({ qubitCount, memoryLimitBytes, pruneBelow, kernels });
}
