import type { RiskRequest } from "@ansatz/contract";
import { workerModule } from "@ansatz/simulator";
import { callApart } from "../threads/call-apart.ts";

const call = { module: workerModule(import.meta.url, "../tasks/risk-tasks"), name: "checkRiskJob" };

/**
 * Checks a risk job without holding up the event loop: its table is read in a thread.
 *
 * @throws PriceTableError, MandateError, RiskModelError, PortfolioTooLargeError.
 */
export async function checkRiskApart(
  request: RiskRequest,
  options: { readonly memoryLimitBytes: number | undefined },
): Promise<void> {
  await callApart(call, request, options);
}
