import type { ChunkShape } from "./plan/plan-circuit.ts";

/** Qubits of a state below which programs need no cutting: it fits the cache of one core. */
export const greatestUncutQubits = 13;
/** Bits of a chunk's index otherwise: 2^13 amplitudes in double precision are 128 KiB. */
const chunkBits = 13;
/** Amplitudes side by side when a chunk is copied: 2^4 doubles are two cache lines. */
const chunkRunBits = 4;

/** Vectors hold up to four amplitudes, and kernels need a pair of them: smaller states are padded with zeros. */
export const leastKernelQubits = 3;

/** How a state of so many qubits is cut; never in plain TypeScript, which knows whole states only. */
export function chunkShape(kernelQubits: number, isCut: boolean): ChunkShape {
  if (!isCut || kernelQubits <= greatestUncutQubits) return { localBits: kernelQubits, runBits: 0 };
  return { localBits: chunkBits, runBits: chunkRunBits };
}
