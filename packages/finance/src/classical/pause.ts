/** Milliseconds of work between two turns of the event loop. */
const interval = 50;

/**
 * A function that lets timers and messages have a turn now and then, so that a long calculation can be cancelled. What it
 * returns rejects with the reason of `signal`.
 */
export function createPause(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last > interval) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      last = performance.now();
    }
    signal?.throwIfAborted();
  };
}
