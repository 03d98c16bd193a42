import * as Comlink from "comlink";
import type { Answer, MarketFacts, MarketQuestion, MarketWorker } from "./types.ts";

let worker: { readonly remote: MarketWorker; readonly failed: Promise<never> } | undefined;

/** Starts the worker with its first question, and again after it stopped. */
function start(): NonNullable<typeof worker> {
  const thread = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "market" });
  const failed = new Promise<never>((_resolve, reject) => {
    thread.addEventListener("error", (event) => {
      worker = undefined;
      thread.terminate();
      reject(new Error(`The page's market worker stopped: ${event.message || "it could not be loaded"}.`));
    });
  });
  failed.catch(() => undefined);
  // Its function answers a promise already, so that the remote has the same type.
  return { remote: Comlink.wrap(thread), failed };
}

/** A table that cannot be used, with the code of the table of errors. */
export class MarketQuestionError extends Error {
  override readonly name = "MarketQuestionError";
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor({ code, message, details }: Extract<Answer<never>, { ok: false }>["error"]) {
    super(message);
    this.code = code;
    this.details = details ?? {};
  }
}

/** What the tables of a market hold. @throws MarketQuestionError */
export async function askMarket(question: MarketQuestion): Promise<MarketFacts> {
  worker ??= start();
  const answer = await Promise.race([worker.remote.checkMarket(question), worker.failed]);
  if (answer.ok) return answer.value;
  throw new MarketQuestionError(answer.error);
}
