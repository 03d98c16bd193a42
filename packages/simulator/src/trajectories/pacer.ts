/** Lets a long calculation on the caller's thread be cancelled, watched and interleaved with other work. */
export interface Pacer {
  /** Gives way to other work if the last time is a while ago. Rejects with the signal's reason once it is aborted. */
  pause(): Promise<void>;
  /** Counts units of work as done. */
  advance(units?: number): void;
}

const breathMilliseconds = 40;

/** A pacer that reports the part of `total` units done, at most once a breath. */
export function createPacer({
  total,
  signal,
  onProgress,
}: {
  readonly total: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
}): Pacer {
  let done = 0;
  let last = performance.now();
  signal?.throwIfAborted();
  return {
    pause: async () => {
      signal?.throwIfAborted();
      if (performance.now() - last < breathMilliseconds) return;
      await new Promise((resolve) => setTimeout(resolve, 0));
      last = performance.now();
      signal?.throwIfAborted();
      onProgress?.(Math.min(1, done / Math.max(1, total)));
    },
    advance: (units = 1) => {
      done += units;
    },
  };
}
