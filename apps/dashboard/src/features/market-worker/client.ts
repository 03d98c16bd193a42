import { createWorkerClient, unwrap } from "../../shared/page-worker.ts";
import type { MarketFacts, MarketQuestion, MarketWorker } from "./types.ts";

const ask = createWorkerClient<MarketWorker>(
  () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "market" }),
  "market",
);

/** What the tables of a market hold. @throws QuestionError */
export async function askMarket(question: MarketQuestion): Promise<MarketFacts> {
  return unwrap(await ask((remote) => remote.checkMarket(question)));
}
