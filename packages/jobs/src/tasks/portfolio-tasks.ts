import type { PortfolioRequest, PortfolioResult } from "@ansatz/contract";
import type { TaskContext } from "../definitions/job-definition.ts";
import { combinePortfolio } from "../portfolios/combine-portfolio.ts";
import { planPortfolio, tasksOf, type PortfolioTask } from "../portfolios/plan-portfolio.ts";
import { runPortfolioTask, type PortfolioTaskOutput } from "../portfolios/run-portfolio-task.ts";

/** Checks a job before it is stored. */
export async function checkPortfolioJob(
  request: PortfolioRequest,
  { memoryLimitBytes }: TaskContext,
): Promise<null> {
  await planPortfolio(request, { memoryLimitBytes });
  return null;
}

/** One task, or one for some restarts in one space of states. */
export async function planPortfolioTasks(
  request: PortfolioRequest,
  context: TaskContext,
): Promise<PortfolioTask[]> {
  context.onProgress({ stage: "read-market", message: "Reading the market", fraction: 0.01 });
  return tasksOf(await planPortfolio(request, context));
}

export function runPortfolioPart(task: PortfolioTask, context: TaskContext): Promise<PortfolioTaskOutput> {
  return runPortfolioTask(task, context);
}

export function combinePortfolioParts(
  input: { readonly request: PortfolioRequest; readonly outputs: readonly PortfolioTaskOutput[] },
  context: TaskContext,
): Promise<PortfolioResult> {
  return combinePortfolio(input, context);
}
