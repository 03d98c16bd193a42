import type { JobError } from "@ansatz/contract";
import * as Comlink from "comlink";

/** An answer or a named error: classes do not survive the way between threads. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: JobError };

/** A question that a worker of the page could not answer, with the code of the table of errors. */
export class QuestionError extends Error {
  override readonly name = "QuestionError";
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor({ code, message, details }: JobError) {
    super(message);
    this.code = code;
    this.details = details ?? {};
  }
}

/** The value of an answer. @throws QuestionError */
export function unwrap<Value>(answer: Answer<Value>): Value {
  if (answer.ok) return answer.value;
  throw new QuestionError(answer.error);
}

/**
 * Asks a worker of the page, which is started with the first question, and again after it stopped; rejects when it stops
 * instead of waiting for ever.
 *
 * @param noun What the worker is about, for its error.
 */
// The caller states what its worker answers.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function createWorkerClient<Remote>(
  start: () => Worker,
  noun: string,
): <Value>(ask: (remote: Remote) => Promise<Value>) => Promise<Value> {
  let running: { readonly remote: Remote; readonly failed: Promise<never> } | undefined;
  const open = (): NonNullable<typeof running> => {
    const thread = start();
    const failed = new Promise<never>((_resolve, reject) => {
      thread.addEventListener("error", (event) => {
        running = undefined;
        thread.terminate();
        reject(new Error(`The page's ${noun} worker stopped: ${event.message || "it could not be loaded"}.`));
      });
    });
    failed.catch(() => undefined);
    // All its functions answer promises already, so that the remote has the same type.
    return { remote: Comlink.wrap(thread) as Remote, failed };
  };
  return (ask) => {
    running ??= open();
    return Promise.race([ask(running.remote), running.failed]);
  };
}
