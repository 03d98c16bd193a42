import { workerModule } from "../workers/compute-pool.ts";
import type { ComputePool } from "../workers/compute-pool.ts";
import type { PauliVector } from "./pauli-vector.ts";
import type { TransferKernels } from "./transfer-kernels.ts";
import type { TransferStep } from "./transfer-plan.ts";
import type { TransferGangCall } from "./transfer-worker.ts";

/** Applies transfer steps to a vector. */
export interface TransferRunner {
  /** Steps worth handing over at once: between calls a run can be cancelled. */
  readonly batchSize: number;
  /** The state after the steps; the one before is used up. */
  run(steps: readonly TransferStep[], state: PauliVector): Promise<PauliVector>;
}

/** Bits of the vector's index for a step: the qubits' x bits, then their z bits. */
export function stepBits({ qubits }: TransferStep, qubitCount: number): readonly number[] {
  return [...qubits, ...qubits.map((qubit) => qubit + qubitCount)];
}

/** Step by step on the caller's thread. */
export function createInlineRunner(kernels: TransferKernels): TransferRunner {
  return {
    batchSize: 1,
    run: (steps, state) => {
      for (const step of steps) {
        kernels.apply(state.values, step.matrix, stepBits(step, state.qubitCount));
      }
      return Promise.resolve(state);
    },
  };
}

/** Numbers that a batch of steps goes through: a fraction of a second. */
const batchNumbers = 2 ** 25;

/** The same vector in memory that threads share. */
function share({ qubitCount, values }: PauliVector): PauliVector {
  if (values.buffer instanceof SharedArrayBuffer) return { qubitCount, values };
  const shared = new Float64Array(new SharedArrayBuffer(values.byteLength));
  shared.set(values);
  return { qubitCount, values: shared };
}

/** Every step on all threads of a pool, with a barrier after each; the results are those of one thread, to the last bit. */
export function createGangRunner(pool: ComputePool, qubitCount: number): TransferRunner {
  const module = workerModule(import.meta.url, "./transfer-worker");
  return {
    batchSize: Math.max(1, Math.floor(batchNumbers / 4 ** qubitCount)),
    run: async (steps, state) => {
      const shared = share(state);
      const data: TransferGangCall = {
        values: shared.values,
        arrivals: new Int32Array(new SharedArrayBuffer(4)),
        steps: steps.map((step) => ({ matrix: step.matrix, bits: stepBits(step, qubitCount) })),
      };
      await pool.runOnAll({ module, name: "runTransferSteps", data });
      return shared;
    },
  };
}
