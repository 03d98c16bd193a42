import type { PortfolioRequest, PortfolioResult } from "@ansatz/contract";
import type { TaskContext } from "../definitions/job-definition.ts";
import { planPortfolio } from "../portfolios/plan-portfolio.ts";
import { runPortfolio } from "../portfolios/run-portfolio.ts";

/** The only task of a portfolio job. */
export function runPortfolioJob(request: PortfolioRequest, context: TaskContext): Promise<PortfolioResult> {
  return runPortfolio(request, context);
}

/** Checks a job before it is stored. */
export async function checkPortfolioJob(
  request: PortfolioRequest,
  { memoryLimitBytes }: TaskContext,
): Promise<null> {
  await planPortfolio(request, { memoryLimitBytes });
  return null;
}
