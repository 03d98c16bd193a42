import { toJobError } from "@ansatz/contract";
import * as Comlink from "comlink";
import type { Answer } from "../../shared/page-worker.ts";
import type { MaterialsWorker } from "./types.ts";

async function answer<Value>(find: () => Value | Promise<Value>): Promise<Answer<Value>> {
  try {
    return { ok: true, value: await find() };
  } catch (error) {
    return { ok: false, error: toJobError(error) };
  }
}

const worker: MaterialsWorker = {
  checkMaterials: (question) =>
    answer(async () => (await import("./check-materials.ts")).checkMaterials(question)),
  listModels: (task, qubits) =>
    answer(async () => (await import("./list-models.ts")).listModels(task, qubits)),
  previewCandidates: (question) =>
    answer(async () => (await import("./preview-candidates.ts")).previewCandidates(question)),
  describeCrystal: (structure) =>
    answer(async () => (await import("./describe-crystal.ts")).describeCrystal(structure)),
};

Comlink.expose(worker);
