import type { PortfolioRequest } from "@ansatz/contract";
import { workerModule } from "@ansatz/simulator";
import { callApart } from "../threads/call-apart.ts";

const call = { module: workerModule(import.meta.url, "../tasks/portfolio-tasks"), name: "checkPortfolioJob" };

/**
 * Checks a portfolio job without holding up the event loop: its tables are read in a thread.
 *
 * @throws PriceTableError, MomentsError, MandateError, PortfolioTooLargeError.
 */
export async function checkPortfolioApart(
  request: PortfolioRequest,
  options: { readonly memoryLimitBytes: number | undefined },
): Promise<void> {
  await callApart(call, request, options);
}
