import type { LayerAngles } from "./qaoa-machine.ts";

/** What a mixer's kernels read, beside the fields that all share. */
export interface KernelProgram {
  /** Parts that work and sums are divided in, whatever the number of threads. */
  readonly groupCount: number;
  /** The doubles of the angles' area, and the factor that the amplitudes lack after a run. */
  encodeAngles(angles: LayerAngles): { values: Float64Array; scale: number };
}

export const greatestGroupCount = 64;
