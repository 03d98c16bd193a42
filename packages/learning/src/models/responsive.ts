import type { FitContext } from "./model.ts";

/** Milliseconds that a fit may keep the thread before messages and aborts get their turn. */
const sliceMilliseconds = 50;

/** Resolves in a later turn of the event loop. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** To be awaited within long loops: tells the progress, gives others a turn now and then, and stops when aborted. */
export function createPacer(
  context: Pick<FitContext, "signal" | "onProgress">,
): (fraction: number) => Promise<void> {
  let last = performance.now();
  return async (fraction) => {
    context.signal?.throwIfAborted();
    if (performance.now() - last < sliceMilliseconds) return;
    context.onProgress?.(fraction);
    await nextTurn();
    context.signal?.throwIfAborted();
    last = performance.now();
  };
}
