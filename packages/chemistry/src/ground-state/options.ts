import type { ComputePool } from "@ansatz/simulator";
import type { OptimizerCheckpoint } from "@ansatz/variational";
import type { GroundStateProgress } from "./types.ts";

/** A checkpoint of a running VQE, JSON-safe. The SCF is repeated on resuming; it is fast. */
export interface GroundStateCheckpoint {
  readonly version: 1;
  /** What the checkpoint belongs to; another calculation ignores it. */
  readonly fingerprint: string;
  readonly casci: ExactReference | null;
  readonly optimizer: OptimizerCheckpoint;
}

/** The exact state of an active space, as far as a result needs it. */
export interface ExactReference {
  /** hartree */
  readonly energy: number;
  readonly converged: boolean;
  readonly seconds: number;
  /** Square of the reference determinant's coefficient. */
  readonly referenceWeight: number;
}

export interface GroundStateOptions {
  /** Worker threads; without it everything runs on the calling thread. */
  readonly pool?: ComputePool | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((event: GroundStateProgress) => void) | undefined;
  /** Continue from here. */
  readonly checkpoint?: GroundStateCheckpoint | undefined;
  readonly onCheckpoint?: ((checkpoint: GroundStateCheckpoint) => void) | undefined;
  /** Least time between checkpoints, default 2 s. */
  readonly checkpointIntervalSeconds?: number | undefined;
  /** Default 2 GiB. */
  readonly memoryLimitBytes?: number | undefined;
  /** Default 100. */
  readonly maxScfIterations?: number | undefined;
}

/** Pool and signal as the stages take them. */
export interface SharedOptions {
  readonly pool?: ComputePool;
  readonly signal?: AbortSignal;
}
