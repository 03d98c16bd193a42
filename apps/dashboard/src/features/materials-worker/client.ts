import { createWorkerClient, unwrap, type Answer } from "../../shared/page-worker.ts";
import type { MaterialsWorker } from "./types.ts";

const askWorker = createWorkerClient<MaterialsWorker>(
  () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "materials" }),
  "materials",
);

/** The worker's answer to a question. @throws QuestionError */
export async function askMaterials<Value>(
  ask: (remote: MaterialsWorker) => Promise<Answer<Value>>,
): Promise<Value> {
  return unwrap(await askWorker(ask));
}
