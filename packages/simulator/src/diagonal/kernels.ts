import { KernelError } from "../errors.ts";
import { relaxedSimd, simd } from "../generated/diagonal-kernels.ts";
import type { KernelBuilds } from "../kernels/load-kernels.ts";

/** The WASM builds of assembly/diagonal. */
export const diagonalKernelBuilds: KernelBuilds = { relaxedSimd, simd };

type Kernel = (system: number, thread: number, threads: number) => number;

/** The kernels of assembly/diagonal, which documents them; the result is a status, 0 for success. */
export interface DiagonalKernels {
  readonly runFull: Kernel;
  readonly undoFull: Kernel;
  readonly runSector: Kernel;
  readonly undoSector: Kernel;
  readonly weigh: Kernel;
}

/** Throws {@link KernelError} unless a kernel's status is 0. */
export function checkDiagonalStatus(status: number, kernel: keyof DiagonalKernels): void {
  if (status === 0) return;
  const reason = status === 2 ? "a thread was lost" : `status ${status.toString()}`;
  throw new KernelError(`the diagonal kernel ${kernel} failed: ${reason}`, { kernel, status });
}
