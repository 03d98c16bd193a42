import * as Comlink from "comlink";
import type { Answer, MoleculeWorker } from "./types.ts";

let worker: { readonly remote: MoleculeWorker; readonly failed: Promise<never> } | undefined;

/** Starts the worker with its first question, and again after it could not be loaded. */
function start(): NonNullable<typeof worker> {
  const thread = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "molecules" });
  const failed = new Promise<never>((_resolve, reject) => {
    thread.addEventListener("error", (event) => {
      worker = undefined;
      thread.terminate();
      reject(new Error(`The page's molecule worker stopped: ${event.message || "it could not be loaded"}.`));
    });
  });
  failed.catch(() => undefined);
  // All its functions answer promises already, so that the remote has the same type.
  return { remote: Comlink.wrap(thread), failed };
}

/** Asks the worker; rejects when it stops instead of waiting for ever. */
export function askWorker<Value>(question: (remote: MoleculeWorker) => Promise<Value>): Promise<Value> {
  worker ??= start();
  return Promise.race([question(worker.remote), worker.failed]);
}

/** The value of an answer; throws the worker's error under its own code. */
export function unwrap<Value>(answer: Answer<Value>): Value {
  if (answer.ok) return answer.value;
  throw new MoleculeQuestionError(answer.error);
}

/** A molecule that cannot be used, with the code of the table of errors. */
export class MoleculeQuestionError extends Error {
  override readonly name = "MoleculeQuestionError";
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor({
    code,
    message,
    details,
  }: {
    code: string;
    message: string;
    details?: Record<string, unknown> | undefined;
  }) {
    super(message);
    this.code = code;
    this.details = details ?? {};
  }
}
