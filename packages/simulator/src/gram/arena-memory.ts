import { KernelMemory } from "../kernels/kernel-memory.ts";
import { loadKernels } from "../kernels/load-kernels.ts";
import type { KernelBuildName } from "../kernels/load-kernels.ts";
import { workerModule } from "../workers/compute-pool.ts";
import type { ComputePool } from "../workers/compute-pool.ts";
import { gramKernelBuilds } from "./kernels.ts";
import type { GramKernels } from "./kernels.ts";

/** Memory of an arena, with the kernels that the threads have instantiated on it. */
export interface ArenaMemory {
  readonly memory: KernelMemory;
  readonly build: KernelBuildName;
  /** Names the instances of the pool's threads. */
  readonly engine: string;
  /** Whether the pool's threads hold instances. */
  hasWorkers: boolean;
  /** The instance of the caller's thread. */
  kernels(): Promise<GramKernels>;
}

const greatestMemoryBytes = 2 ** 32;
/** Of memory this large only one piece is kept for later. */
const largeBytes = 2 ** 28;
const idleCount = 2;

/**
 * Memory that is not in use, by pool. WebAssembly memory is freed by the garbage collector only, which does not know its
 * size: thousands of small Gram matrices would fill the machine. So it is used again as long as the pool lives.
 */
const idle = new WeakMap<object, ArenaMemory[]>();
/** Stands for the pool where there is none. */
const callerThread = {};

let engineCounter = 0;

function createMemory(maximumBytes: number): KernelMemory {
  try {
    return new KernelMemory({ maximumBytes: greatestMemoryBytes, shared: true });
  } catch {
    // Where so much address space cannot be had, what is needed now may still fit.
    return new KernelMemory({ maximumBytes, shared: true });
  }
}

function bytesOf({ memory }: ArenaMemory): number {
  return memory.memory.buffer.byteLength;
}

/** Empty memory for up to `maximumBytes`, whose contents are not zeroed; to be given back. */
export function takeMemory(
  pool: ComputePool | undefined,
  build: KernelBuildName,
  maximumBytes: number,
): ArenaMemory {
  const list = idle.get(pool ?? callerThread) ?? [];
  const index = list.findIndex((held) => held.build === build && held.memory.availableBytes >= maximumBytes);
  if (index >= 0) return list.splice(index, 1)[0];
  const memory = createMemory(maximumBytes);
  let kernels: Promise<GramKernels> | undefined;
  return {
    memory,
    build,
    engine: `gram-${(engineCounter++).toString()}`,
    hasWorkers: false,
    kernels: () => (kernels ??= loadKernels<GramKernels>(gramKernelBuilds, memory.memory, build)),
  };
}

/**
 * Keeps memory for the next arena, or lets the threads forget it where there is enough, or where a calculation failed and
 * threads may still write to it.
 */
export async function giveBackMemory(
  pool: ComputePool | undefined,
  held: ArenaMemory,
  { isQuiet }: { readonly isQuiet: boolean },
): Promise<void> {
  const key = pool ?? callerThread;
  const list = idle.get(key) ?? [];
  const isOneTooMany =
    list.length >= idleCount ||
    (bytesOf(held) > largeBytes && list.some((other) => bytesOf(other) > largeBytes));
  if (isQuiet && !isOneTooMany) {
    held.memory.clear();
    idle.set(key, [...list, held]);
    return;
  }
  if (!pool || !held.hasWorkers) return;
  const module = workerModule(import.meta.url, "./gram-worker");
  await pool.runOnAll({ module, name: "releaseEngine", data: held.engine });
}
