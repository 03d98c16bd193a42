import { KernelError } from "../errors.ts";
import * as builds from "../generated/statevector-kernels.ts";
import { loadKernels } from "../kernels/load-kernels.ts";
import type { KernelBuildName } from "../kernels/load-kernels.ts";
import { createTypeScriptKernels } from "./typescript-kernels.ts";

/**
 * The kernels of assembly/statevector, which documents them. Arguments are byte offsets into the memory that the
 * kernels were made for, and integers; the result is a status, 0 for success.
 */
export interface StateVectorKernels {
  applyOneQubit(
    re: number,
    im: number,
    qubitCount: number,
    controlMask: number,
    target: number,
    matrix: number,
  ): number;
  applyTwoQubit(
    re: number,
    im: number,
    qubitCount: number,
    controlMask: number,
    target0: number,
    target1: number,
    matrix: number,
  ): number;
  oneQubitOverlap(
    lambdaRe: number,
    lambdaIm: number,
    re: number,
    im: number,
    qubitCount: number,
    controlMask: number,
    target: number,
    matrix: number,
    out: number,
  ): number;
  twoQubitOverlap(
    lambdaRe: number,
    lambdaIm: number,
    re: number,
    im: number,
    qubitCount: number,
    controlMask: number,
    target0: number,
    target1: number,
    matrix: number,
    out: number,
  ): number;
  applyPauliRotation(
    re: number,
    im: number,
    qubitCount: number,
    x: number,
    z: number,
    cosine: number,
    sine: number,
  ): number;
  pauliOverlap(
    lambdaRe: number,
    lambdaIm: number,
    re: number,
    im: number,
    qubitCount: number,
    x: number,
    z: number,
    out: number,
  ): number;
  fillDiagonal(
    diagonal: number,
    qubitCount: number,
    zMasks: number,
    coefficients: number,
    count: number,
  ): number;
  walshHadamard(diagonal: number, qubitCount: number): number;
  accumulateGroup(
    re: number,
    im: number,
    toRe: number,
    toIm: number,
    diagonal: number,
    qubitCount: number,
    x: number,
    isImaginary: number,
  ): number;
  groupExpectation(
    re: number,
    im: number,
    diagonal: number,
    qubitCount: number,
    x: number,
    isImaginary: number,
    out: number,
  ): number;
}

export type StateVectorBackend = "wasm" | "typescript";

/** The kernels on a memory, compiled (which needs a shared memory) or in plain TypeScript. */
export async function createStateVectorKernels(
  memory: WebAssembly.Memory,
  backend: StateVectorBackend,
  build?: KernelBuildName,
): Promise<StateVectorKernels> {
  return backend === "typescript"
    ? createTypeScriptKernels(memory)
    : loadKernels<StateVectorKernels>(builds, memory, build);
}

/** Throws {@link KernelError} unless a kernel's status is 0. */
export function checkStatus(status: number, kernel: keyof StateVectorKernels): void {
  if (status !== 0) {
    throw new KernelError(`the state-vector kernel ${kernel} refused its arguments`, { kernel, status });
  }
}
