import * as Comlink from "comlink";
import { simulateCircuit } from "./simulate.ts";
import type { SimulationWorker } from "./types.ts";

let controller: AbortController | undefined;

/** The code of an error of the simulator, which all carry one. */
function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : "internal";
}

const worker: SimulationWorker = {
  async simulate(question, onPart, onProgress) {
    const own = new AbortController();
    controller = own;
    try {
      return { ok: true, value: await simulateCircuit(question, { onPart, onProgress, signal: own.signal }) };
    } catch (error) {
      if (own.signal.aborted) return null;
      return {
        ok: false,
        error: { code: codeOf(error), message: error instanceof Error ? error.message : String(error) },
      };
    }
  },
  cancel() {
    controller?.abort();
    return Promise.resolve();
  },
};

Comlink.expose(worker);
