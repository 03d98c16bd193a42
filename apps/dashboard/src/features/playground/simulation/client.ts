import * as Comlink from "comlink";
import type { SimulationAnswer, SimulationQuestion, SimulationResult, SimulationWorker } from "./types.ts";

let worker: { readonly remote: SimulationWorker; readonly failed: Promise<never> } | undefined;

/** Starts the worker with its first question, and again after it could not be loaded or ran out of memory. */
function start(): NonNullable<typeof worker> {
  const thread = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "circuits" });
  const failed = new Promise<never>((_resolve, reject) => {
    thread.addEventListener("error", (event) => {
      worker = undefined;
      thread.terminate();
      reject(new Error(`The page's simulator stopped: ${event.message || "it could not be loaded"}.`));
    });
  });
  failed.catch(() => undefined);
  // All its functions answer promises already, so that the remote has the same type.
  return { remote: Comlink.wrap(thread), failed };
}

/** Asks the worker; rejects when it stops instead of waiting for ever. */
export function askSimulator(
  question: SimulationQuestion,
  onPart: (part: SimulationResult) => void,
  onProgress: (fraction: number) => void,
): Promise<SimulationAnswer | null> {
  worker ??= start();
  const asked = worker.remote.simulate(question, Comlink.proxy(onPart), Comlink.proxy(onProgress));
  return Promise.race([asked, worker.failed]);
}

/** Gives up what is being worked on; its answer is null. */
export function cancelSimulation(): void {
  void worker?.remote.cancel();
}
