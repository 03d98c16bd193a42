import { KernelError } from "../errors.ts";
import type { KernelCall } from "../kernels/kernel-worker.ts";
import type { KernelBuildName } from "../kernels/load-kernels.ts";
import { workerModule, type ComputePool } from "../workers/compute-pool.ts";
import { describeStatus, type SectorKernels } from "./kernel-fields.ts";

/** Runs kernels: inline on the caller's thread, or as a gang on all threads of a pool. */
export interface KernelRunner {
  readonly threads: number;
  /** `elementCount` is the length of the vectors at work; it decides where the kernel runs. */
  run(kernel: keyof SectorKernels, pointers: readonly number[], elementCount: number): Promise<void>;
  dispose(): Promise<void>;
}

let engineCounter = 0;

/** A runner that uses the pool for vectors of at least `threshold` elements and the caller's thread for the rest. */
export function createKernelRunner(options: {
  readonly kernels: SectorKernels;
  readonly memory: WebAssembly.Memory;
  readonly build: KernelBuildName | undefined;
  readonly pool: ComputePool | undefined;
  readonly threshold: number;
}): KernelRunner {
  const { kernels, memory, build, threshold } = options;
  const pool = build === undefined ? undefined : options.pool;
  const engine = `sector-${(engineCounter++).toString()}`;
  const module = workerModule(import.meta.url, "./sector-worker");
  let usedPool = false;

  return {
    threads: pool?.threads ?? 1,
    run: async (kernel, pointers, elementCount) => {
      let statuses: number[];
      if (pool && build !== undefined && elementCount >= threshold) {
        usedPool = true;
        const data: KernelCall = { engine, memory, build, kernel, pointers };
        statuses = await pool.runOnAll<number>({ module, name: "runKernel", data });
      } else {
        const run: (...words: number[]) => number = kernels[kernel];
        statuses = [run(...pointers, 0, 1)];
      }
      const failed = statuses.find((status) => status !== 0);
      if (failed !== undefined) {
        throw new KernelError(`the sector kernel ${kernel} failed: ${describeStatus(failed)}`, {
          kernel,
          statuses,
        });
      }
    },
    dispose: async () => {
      if (pool && usedPool) await pool.runOnAll({ module, name: "releaseEngine", data: engine });
    },
  };
}
