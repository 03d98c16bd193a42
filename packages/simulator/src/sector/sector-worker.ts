import { loadKernels } from "../kernels/load-kernels.ts";
import type { GangCall } from "../workers/compute-pool.ts";
import type { SectorKernels } from "./kernel-fields.ts";
import type { GangKernelCall } from "./kernel-runner.ts";
import { sectorKernelBuilds } from "./load-sector-kernels.ts";

/** This thread's kernel instances, one for each engine's memory. */
const instances = new Map<string, Promise<SectorKernels>>();

/** Runs this thread's part of a kernel and returns its status. */
export async function runSectorKernel({ thread, threads, data }: GangCall<GangKernelCall>): Promise<number> {
  let instance = instances.get(data.engine);
  if (!instance) {
    instance = loadKernels<SectorKernels>(sectorKernelBuilds, data.memory, data.build);
    instances.set(data.engine, instance);
  }
  const kernels = await instance;
  const run: (...words: number[]) => number = kernels[data.kernel];
  return run(...data.pointers, thread, threads);
}

/** Forgets an engine, so that its memory can be freed. */
export function releaseSectorEngine({ data }: GangCall<string>): void {
  instances.delete(data);
}
