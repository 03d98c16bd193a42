import type { PortfolioRequest } from "@ansatz/contract";
import { createDraftStore } from "../../shared/form/draft-store.ts";
import { marketOfRequest } from "../market-input/market-draft.ts";
import { replaceMarket } from "../market-input/market-store.ts";
import { initialPortfolio, portfolioChoices, portfolioOfRequest } from "./portfolio-draft.ts";

export const portfolioStore = createDraftStore("ansatz.portfolio", initialPortfolio, portfolioChoices);

/** Fills the form with what a job was asked. */
export function fillPortfolioForm(request: PortfolioRequest): void {
  replaceMarket(marketOfRequest(request));
  portfolioStore.save(portfolioOfRequest(request));
}
