import { evaluateCondition } from "../circuit/classical-condition.ts";
import type { UnitaryKindOperation } from "../circuit/operation.ts";
import { SimulationTooLargeError } from "../errors.ts";
import type { Pacer } from "../trajectories/pacer.ts";
import { applyOperation } from "./apply-operation.ts";
import { BranchTable, measuredBranch } from "./branches.ts";
import type { Branch } from "./branches.ts";
import { densityMatrixMemoryBytes } from "./memory-bytes.ts";
import { densityMatrixOf, pauliVectorOf, pauliVectorTrace } from "./pauli-vector.ts";
import type { PauliVector } from "./pauli-vector.ts";
import type { TransferKernels } from "./transfer-kernels.ts";
import type { DensityStep, TransferStep } from "./transfer-plan.ts";
import type { TransferRunner } from "./transfer-runner.ts";
import { typescriptVectorKernels } from "./vector-kernels.ts";

export interface BranchWalkOptions {
  readonly qubitCount: number;
  readonly memoryLimitBytes: number;
  readonly pruneBelow: number;
  readonly kernels: TransferKernels;
  readonly runner: TransferRunner;
}

/** One run of steps, with a branch for each value of the classical bits. */
export class BranchWalk {
  readonly #options: BranchWalkOptions;
  readonly #pacer: Pacer;
  /** The greatest number of branches at a time. */
  branchCount = 1;
  discardedProbability = 0;

  constructor(options: BranchWalkOptions, pacer: Pacer) {
    this.#options = options;
    this.#pacer = pacer;
  }

  /** The branches after the steps; those given are used up. Only the outermost list counts as progress. */
  async walk(
    steps: readonly DensityStep[],
    start: readonly Branch[],
    isOutermost = true,
  ): Promise<readonly Branch[]> {
    let branches = start;
    let done = 0;
    while (done < steps.length) {
      const step = steps[done];
      let count = 1;
      if (step.kind === "transfer") {
        const batch = takeTransfers(steps, done, this.#options.runner.batchSize);
        count = batch.length;
        for (const branch of branches) {
          branch.state = await this.#options.runner.run(batch, branch.state);
          await this.#pacer.pause();
        }
      } else if (step.kind === "measure") {
        const table = new BranchTable();
        for (const branch of branches) {
          for (let read = 0; read < 2 ** step.qubits.length; read++) {
            const next = measuredBranch(branch, step, read, this.#options.kernels);
            const probability = pauliVectorTrace(next.state);
            if (probability <= this.#options.pruneBelow)
              this.discardedProbability += Math.max(0, probability);
            else table.add(next);
            this.#checkBranches(table.size + branches.length);
          }
          await this.#pacer.pause();
        }
        branches = table.values();
        this.branchCount = Math.max(this.branchCount, branches.length);
      } else if (step.kind === "if") {
        const table = new BranchTable();
        for (const isTaken of [true, false]) {
          const chosen = branches.filter(({ bits }) => evaluateCondition(step.condition, bits) === isTaken);
          if (chosen.length === 0) continue;
          const after = await this.walk(isTaken ? step.then : step.otherwise, chosen, false);
          for (const branch of after) table.add(branch);
        }
        branches = table.values();
      } else {
        for (const branch of branches) {
          branch.state = this.#applyUnitaries(step.operations, branch.state);
          await this.#pacer.pause();
        }
      }
      done += count;
      if (isOutermost) this.#pacer.advance(count);
    }
    return branches;
  }

  /** The state after operations on many qubits; the one before is used up. */
  #applyUnitaries(operations: readonly UnitaryKindOperation[], state: PauliVector): PauliVector {
    const n = this.#options.qubitCount;
    const rho = densityMatrixOf(state);
    const vector = { bitCount: 2 * n, real: rho.real, imaginary: rho.imaginary };
    for (const operation of operations) {
      applyOperation(typescriptVectorKernels, vector, operation, { shift: n, conjugate: false });
      applyOperation(typescriptVectorKernels, vector, operation, { shift: 0, conjugate: true });
    }
    return pauliVectorOf(rho);
  }

  #checkBranches(count: number): void {
    const bytesNeeded = densityMatrixMemoryBytes(this.#options.qubitCount, count);
    if (bytesNeeded <= this.#options.memoryLimitBytes) return;
    throw new SimulationTooLargeError(
      `measurements inside the circuit keep ${count} classical histories of ${this.#options.qubitCount} qubits apart, which needs ${bytesNeeded} bytes; ` +
        `the limit is ${this.#options.memoryLimitBytes}: use the method "trajectories", or measure into fewer bits`,
      { qubitCount: this.#options.qubitCount, bytesNeeded, bytesAvailable: this.#options.memoryLimitBytes },
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
