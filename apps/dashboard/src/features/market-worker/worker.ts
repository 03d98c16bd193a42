import { toJobError } from "@ansatz/contract";
import * as Comlink from "comlink";
import { checkMarket } from "./check-market.ts";
import type { MarketWorker } from "./types.ts";

const worker: MarketWorker = {
  async checkMarket(question) {
    try {
      return { ok: true, value: await checkMarket(question) };
    } catch (error) {
      return { ok: false, error: toJobError(error) };
    }
  },
};

Comlink.expose(worker);
