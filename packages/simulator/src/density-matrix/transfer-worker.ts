import type { GangCall } from "../workers/compute-pool.ts";
import { typescriptTransferKernels } from "./transfer-kernels.ts";
import type { RealMatrix } from "./transfer-matrix.ts";

/** Steps on a vector in shared memory; `arrivals` is one shared 32-bit integer, 0 at the start. */
export interface TransferGangCall {
  readonly values: Float64Array;
  readonly arrivals: Int32Array;
  readonly steps: readonly { readonly matrix: RealMatrix; readonly bits: readonly number[] }[];
}

/** A thread that waits longer than this for the others has lost one of them. */
const patienceMilliseconds = 120_000;

/** Returns once `expected` arrivals have been counted, this one included. */
function arrive(arrivals: Int32Array, expected: number): void {
  let count = Atomics.add(arrivals, 0, 1) + 1;
  if (count === expected) Atomics.notify(arrivals, 0);
  for (; count < expected; count = Atomics.load(arrivals, 0)) {
    if (Atomics.wait(arrivals, 0, count, patienceMilliseconds) === "timed-out") {
      throw new Error("a thread did not finish its part of a density matrix");
    }
  }
}

/** Does this thread's part of every step, each after all threads have done the one before. */
export function runTransferSteps({ thread, threads, data }: GangCall<TransferGangCall>): void {
  data.steps.forEach(({ matrix, bits }, index) => {
    typescriptTransferKernels.apply(data.values, matrix, bits, thread, threads);
    arrive(data.arrivals, (index + 1) * threads);
  });
}
