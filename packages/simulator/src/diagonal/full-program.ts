import type { KernelMemory } from "../kernels/kernel-memory.ts";
import type { DiagonalSpace } from "./diagonal-space.ts";
import { systemFields } from "./fields.ts";
import { greatestGroupCount } from "./kernel-program.ts";
import type { KernelProgram } from "./kernel-program.ts";

/** Amplitudes of a chunk; 2^13 of 16 bytes stay in a second-level cache. */
const usualChunkBits = 13;
/** Columns of a high chunk: whole cache lines. */
const leastColumnBits = 3;
/** tan β of greater angles would stretch the state: such a rotation is made of two halves. */
const leastCosine = 0.1;
const layerHead = 4;

/** Writes the fields of the transverse mixer and returns its program. */
export function createFullProgram(options: {
  readonly memory: KernelMemory;
  readonly words: Int32Array;
  readonly space: DiagonalSpace;
  readonly threads: number;
  readonly lowBits?: number | undefined;
}): KernelProgram {
  const { memory, words, threads } = options;
  const { qubitCount } = options.space;
  const lowBits = Math.min(qubitCount, options.lowBits ?? usualChunkBits);
  const highBits = qubitCount - lowBits;
  const columnBits = Math.min(lowBits, Math.max(leastColumnBits, lowBits - highBits));
  const workspaceStride = highBits === 0 ? 0 : 32 * 2 ** (columnBits + highBits);
  words[systemFields.lowBits] = lowBits;
  words[systemFields.columnBits] = columnBits;
  words[systemFields.workspaceStride] = workspaceStride;
  if (highBits > 0) words[systemFields.workspace] = memory.allocate(threads * workspaceStride);
  const chunkCount = highBits === 0 ? 1 : Math.min(2 ** highBits, 2 ** (lowBits - columnBits));
  return {
    groupCount: Math.min(chunkCount, greatestGroupCount),
    encodeAngles: ({ gammas, betas }) => {
      const stride = layerHead + 2 * qubitCount;
      const values = new Float64Array(gammas.length * stride);
      let scale = 1;
      gammas.forEach((gamma, layer) => {
        const angles = betas.subarray(layer * qubitCount, (layer + 1) * qubitCount);
        const repeat = angles.some((beta) => Math.abs(Math.cos(beta)) < leastCosine) ? 2 : 1;
        // Whole turns of π change a sign only; the half of what is left is at most π/4.
        const reduced = angles.map((beta) =>
          repeat === 1 ? beta : (beta - Math.PI * Math.round(beta / Math.PI)) / 2,
        );
        const signs = angles.map((beta) => (repeat === 1 || Math.round(beta / Math.PI) % 2 === 0 ? 1 : -1));
        const factors = reduced.map((beta, qubit) => signs[qubit] * Math.cos(beta) ** repeat);
        const missing = scale;
        scale = factors.reduce((product, factor) => product * factor, 1);
        values.set([(-2 * gamma) / Math.PI, missing, repeat, scale], layer * stride);
        values.set(reduced.map(Math.tan), layer * stride + layerHead);
        values.set(factors, layer * stride + layerHead + qubitCount);
      });
      return { values, scale };
    },
  };
}
