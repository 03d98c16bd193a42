import type { GangCall } from "../workers/compute-pool.ts";
import { loadKernels } from "./load-kernels.ts";
import type { KernelBuildName, KernelBuilds } from "./load-kernels.ts";

/** What a worker thread needs to run its part of a kernel. */
export interface KernelCall {
  /** Names the engine, so that a thread makes one instance for each. */
  readonly engine: string;
  readonly memory: WebAssembly.Memory;
  readonly build: KernelBuildName;
  readonly kernel: string;
  /** The kernel's arguments before the number of the thread and of all threads. */
  readonly pointers: readonly number[];
}

type Kernels = Readonly<Record<string, (...words: number[]) => number>>;

/** The functions that a worker module exports so that a gang of threads can run its kernels. */
export function createKernelWorker(builds: KernelBuilds): {
  /** Runs this thread's part of a kernel and returns its status. */
  readonly runKernel: (call: GangCall<KernelCall>) => Promise<number>;
  /** Forgets an engine, so that its memory can be freed. */
  readonly releaseEngine: (call: GangCall<string>) => void;
} {
  const instances = new Map<string, Promise<Kernels>>();
  return {
    runKernel: async ({ thread, threads, data }) => {
      let instance = instances.get(data.engine);
      if (!instance) {
        instance = loadKernels<Kernels>(builds, data.memory, data.build);
        instances.set(data.engine, instance);
      }
      return (await instance)[data.kernel](...data.pointers, thread, threads);
    },
    releaseEngine: ({ data }) => {
      instances.delete(data);
    },
  };
}
