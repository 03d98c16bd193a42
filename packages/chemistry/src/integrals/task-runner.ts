import { loadKernels, workerModule, type ComputePool, type KernelBuildName } from "@ansatz/simulator";
import { relaxedSimd, simd } from "../generated/integrals-kernels.ts";
import { integersAt, type IntegralMemory } from "./integral-memory.ts";
import { integralScratchBytes, type IntegralKernels } from "./integral-kernels.ts";
import { contextLayout } from "./integral-tables.ts";

/** Names of the kernels that take tasks from the shared counter. */
export type TaskKernelName = Exclude<keyof IntegralKernels, "schwarzBounds">;

/** A run of a task kernel. */
export interface TaskRun {
  readonly name: TaskKernelName;
  /** The kernel's arguments between context and scratch. */
  readonly operands: readonly number[];
  readonly taskCount: number;
  /** Whether the work is large enough to be shared among threads. */
  readonly worthThreads: boolean;
  /** Scratch bytes per thread; that of the integral kernels unless given. */
  readonly scratchBytes?: number;
}

/** What a worker thread needs to take part in a run. */
export interface TaskRunMessage {
  readonly memory: WebAssembly.Memory;
  readonly context: number;
  readonly name: TaskKernelName;
  readonly operands: readonly number[];
  /** One scratch block for each thread. */
  readonly scratch: readonly number[];
}

/** Runs kernels on the calling thread or on all threads of a pool. */
export interface TaskRunner {
  readonly kernels: IntegralKernels;
  /** Scratch of the calling thread. */
  readonly scratch: number;
  /**
   * Runs all tasks: on the pool if there is one and they are worth it, else here, giving way to the event loop about
   * every 30 ms.
   */
  runTasks(run: TaskRun): Promise<void>;
}

/** The kernels compiled to WASM. */
export function loadIntegralKernels(
  memory: WebAssembly.Memory,
  build?: KernelBuildName,
): Promise<IntegralKernels> {
  return loadKernels<IntegralKernels>({ relaxedSimd, simd }, memory, build);
}

/** Calls a task kernel: all of them take (context, …operands, scratch, maximumTasks). */
export function callTaskKernel(
  kernels: IntegralKernels,
  { name, context, operands }: Pick<TaskRunMessage, "context" | "name" | "operands">,
  scratch: number,
  maximumTasks: number,
): number {
  const kernel: (...values: number[]) => number = kernels[name];
  return kernel(context, ...operands, scratch, maximumTasks);
}

const sliceMilliseconds = 30;
const tasksBetweenChecks = 1;

/** A {@link TaskRunner} on one memory. */
export async function createTaskRunner(
  arena: IntegralMemory,
  context: number,
  options: {
    readonly pool?: ComputePool | undefined;
    readonly signal?: AbortSignal | undefined;
    readonly kernels?: ((memory: WebAssembly.Memory) => Promise<IntegralKernels>) | undefined;
  },
): Promise<TaskRunner> {
  const { pool, signal } = options;
  const kernels = await (options.kernels ? options.kernels(arena.memory) : loadIntegralKernels(arena.memory));
  const threads = pool?.threads ?? 1;
  const scratch = Array.from({ length: threads }, () => arena.allocate(integralScratchBytes));
  const setField = (offset: number, value: number): void => {
    Atomics.store(integersAt(arena.memory, context + offset, 1), 0, value);
  };

  return {
    kernels,
    scratch: scratch[0],
    runTasks: async ({ name, operands, taskCount, worthThreads, scratchBytes }) => {
      signal?.throwIfAborted();
      const mark = arena.mark();
      const ownScratch = scratchBytes
        ? Array.from({ length: worthThreads ? threads : 1 }, () => arena.allocate(scratchBytes))
        : scratch;
      setField(contextLayout.taskCounter, 0);
      setField(contextLayout.taskCount, taskCount);
      setField(contextLayout.stop, 0);
      if (pool && worthThreads) {
        const stop = (): void => setField(contextLayout.stop, 1);
        signal?.addEventListener("abort", stop, { once: true });
        const data: TaskRunMessage = { memory: arena.memory, context, name, operands, scratch: ownScratch };
        try {
          await pool.runOnAll({
            module: workerModule(import.meta.url, "./task-worker"),
            name: "runTaskKernel",
            data,
          });
        } finally {
          signal?.removeEventListener("abort", stop);
        }
      } else {
        let sliceStart = performance.now();
        while (
          callTaskKernel(kernels, { context, name, operands }, ownScratch[0], tasksBetweenChecks) !== 0
        ) {
          if (performance.now() - sliceStart < sliceMilliseconds) continue;
          await new Promise((resolve) => setTimeout(resolve, 0));
          signal?.throwIfAborted();
          sliceStart = performance.now();
        }
      }
      arena.releaseTo(mark);
      signal?.throwIfAborted();
    },
  };
}
