import * as Comlink from "comlink";
import type { Answer, MaterialsWorker } from "./types.ts";

let worker: { readonly remote: MaterialsWorker; readonly failed: Promise<never> } | undefined;

/** Starts the worker with its first question, and again after it stopped. */
function start(): NonNullable<typeof worker> {
  const thread = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "materials" });
  const failed = new Promise<never>((_resolve, reject) => {
    thread.addEventListener("error", (event) => {
      worker = undefined;
      thread.terminate();
      reject(new Error(`The page's materials worker stopped: ${event.message || "it could not be loaded"}.`));
    });
  });
  failed.catch(() => undefined);
  // Its functions answer promises already, so that the remote has the same type.
  return { remote: Comlink.wrap(thread), failed };
}

/** Data that cannot be used, with the code of the table of errors. */
export class MaterialsQuestionError extends Error {
  override readonly name = "MaterialsQuestionError";
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor({ code, message, details }: Extract<Answer<never>, { ok: false }>["error"]) {
    super(message);
    this.code = code;
    this.details = details ?? {};
  }
}

/** The worker's answer to a question. @throws MaterialsQuestionError */
export async function askMaterials<Value>(
  ask: (remote: MaterialsWorker) => Promise<Answer<Value>>,
): Promise<Value> {
  worker ??= start();
  const answer = await Promise.race([ask(worker.remote), worker.failed]);
  if (answer.ok) return answer.value;
  throw new MaterialsQuestionError(answer.error);
}
