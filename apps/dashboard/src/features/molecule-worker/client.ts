import { createWorkerClient } from "../../shared/page-worker.ts";
import type { MoleculeWorker } from "./types.ts";

/** Asks the worker that reads, sizes and draws molecules. */
export const askWorker = createWorkerClient<MoleculeWorker>(
  () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "molecules" }),
  "molecule",
);
