import type { StateVectorKernels } from "../kernels.ts";
import {
  accumulateGroup,
  accumulateTerms,
  fillDiagonal,
  groupExpectation,
  realOverlap,
  walshHadamard,
} from "./observables.ts";
import { runProgram } from "./program.ts";

/** The state-vector kernels in TypeScript on a memory, for states that are one chunk, on one thread. */
export function createTypeScriptKernels(memory: WebAssembly.Memory): StateVectorKernels {
  const doubles = (): Float64Array => new Float64Array(memory.buffer);
  const singles = (): Float32Array => new Float32Array(memory.buffer);
  return {
    runDouble: (system, program) => runProgram(memory.buffer, 8, system, program),
    runSingle: (system, program) => runProgram(memory.buffer, 4, system, program),
    fillDiagonal: (...words) => fillDiagonal(memory.buffer, ...words),
    walshHadamard: (diagonal, qubitCount) => walshHadamard(doubles(), diagonal, qubitCount),
    accumulateGroupDouble: (...words) => accumulateGroup(doubles(), 8, doubles(), words),
    accumulateGroupSingle: (...words) => accumulateGroup(singles(), 4, doubles(), words),
    accumulateTermsDouble: (...words) => accumulateTerms(doubles(), 8, doubles(), words),
    accumulateTermsSingle: (...words) => accumulateTerms(singles(), 4, doubles(), words),
    groupExpectationDouble: (...words) => groupExpectation(doubles(), 8, doubles(), words),
    groupExpectationSingle: (...words) => groupExpectation(singles(), 4, doubles(), words),
    realOverlapDouble: (...words) => realOverlap(doubles(), 8, doubles(), words),
    realOverlapSingle: (...words) => realOverlap(singles(), 4, doubles(), words),
  };
}
