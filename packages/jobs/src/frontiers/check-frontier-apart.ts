import type { FrontierRequest } from "@ansatz/contract";
import { workerModule } from "@ansatz/simulator";
import { callApart } from "../threads/call-apart.ts";

const call = { module: workerModule(import.meta.url, "../tasks/frontier-tasks"), name: "checkFrontierJob" };

/**
 * Checks a frontier job without holding up the event loop: its tables are read in a thread.
 *
 * @throws PriceTableError, MomentsError, MandateError, PortfolioTooLargeError.
 */
export async function checkFrontierApart(
  request: FrontierRequest,
  options: { readonly memoryLimitBytes: number | undefined },
): Promise<void> {
  await callApart(call, request, options);
}
