import type { BacktestRequest } from "@ansatz/contract";
import { workerModule } from "@ansatz/simulator";
import { callApart } from "../threads/call-apart.ts";

const call = { module: workerModule(import.meta.url, "../tasks/backtest-tasks"), name: "checkBacktestJob" };

/**
 * Checks a backtest job without holding up the event loop: its table is read in a thread.
 *
 * @throws PriceTableError, MomentsError, MandateError, PortfolioTooLargeError.
 */
export async function checkBacktestApart(
  request: BacktestRequest,
  options: { readonly memoryLimitBytes: number | undefined },
): Promise<void> {
  await callApart(call, request, options);
}
