import { KernelError } from "../errors.ts";
import { relaxedSimd, simd } from "../generated/gram-kernels.ts";
import type { KernelBuilds } from "../kernels/load-kernels.ts";

/** The WASM builds of assembly/gram. */
export const gramKernelBuilds: KernelBuilds = { relaxedSimd, simd };

type Kernel = (system: number, thread: number, threads: number) => number;

/** The kernels of assembly/gram, which documents them; the result is a status, 0 for success. */
export interface GramKernels {
  readonly prepareLayers: Kernel;
  readonly multiplyTiles: Kernel;
  readonly blochVectors: Kernel;
}

/** Throws {@link KernelError} unless a kernel's status is 0. */
export function checkGramStatus(status: number, kernel: keyof GramKernels): void {
  if (status === 0) return;
  throw new KernelError(`the kernel ${kernel} failed: status ${status.toString()}`, { kernel, status });
}
