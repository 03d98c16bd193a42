import { KernelError } from "../errors.ts";
import { relaxedSimd, simd } from "../generated/statevector-kernels.ts";
import type { KernelBuilds } from "../kernels/load-kernels.ts";

/** The WASM builds of assembly/statevector. */
export const stateVectorKernelBuilds: KernelBuilds = { relaxedSimd, simd };

/**
 * The kernels of assembly/statevector, which documents them. Arguments are byte addresses in the memory that the kernels
 * were made for, and integers; the result is a status, 0 for success.
 */
export interface StateVectorKernels {
  runDouble(system: number, program: number, thread: number, threads: number): number;
  runSingle(system: number, program: number, thread: number, threads: number): number;
  fillDiagonal(
    diagonal: number,
    zMasks: number,
    coefficients: number,
    count: number,
    first: number,
    end: number,
  ): number;
  walshHadamard(diagonal: number, qubitCount: number): number;
  accumulateGroupDouble(...words: AccumulateArguments): number;
  accumulateGroupSingle(...words: AccumulateArguments): number;
  accumulateTermsDouble(...words: TermArguments): number;
  accumulateTermsSingle(...words: TermArguments): number;
  groupExpectationDouble(...words: ExpectationArguments): number;
  groupExpectationSingle(...words: ExpectationArguments): number;
  realOverlapDouble(...words: OverlapArguments): number;
  realOverlapSingle(...words: OverlapArguments): number;
}

type AccumulateArguments = [
  re: number,
  im: number,
  toRe: number,
  toIm: number,
  diagonal: number,
  x: number,
  isImaginary: number,
  first: number,
  end: number,
];

type ExpectationArguments = [
  re: number,
  im: number,
  diagonal: number,
  x: number,
  isImaginary: number,
  first: number,
  end: number,
  out: number,
];

type TermArguments = [
  re: number,
  im: number,
  toRe: number,
  toIm: number,
  terms: number,
  count: number,
  first: number,
  end: number,
];

type OverlapArguments = [
  lambdaRe: number,
  lambdaIm: number,
  re: number,
  im: number,
  first: number,
  end: number,
  out: number,
];

export type StateVectorBackend = "wasm" | "typescript";

const statuses: Readonly<Record<number, string>> = {
  1: "an operation was unknown",
  2: "a thread was lost",
};

/** Throws {@link KernelError} unless a kernel's status is 0. */
export function checkStatus(status: number, kernel: keyof StateVectorKernels): void {
  if (status !== 0) {
    throw new KernelError(
      `the state-vector kernel ${kernel} failed: ${statuses[status] ?? `status ${status}`}`,
      {
        kernel,
        status,
      },
    );
  }
}
