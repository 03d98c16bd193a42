import type { BacktestRequest, BacktestResult } from "@ansatz/contract";
import { combineWindows } from "../backtests/combine-windows.ts";
import { prepareBacktest } from "../backtests/prepare-backtest.ts";
import {
  decideWindows,
  groupWindows,
  type WindowGroup,
  type WindowGroupOutput,
} from "../backtests/window-groups.ts";
import type { TaskContext } from "../definitions/job-definition.ts";

/** Checks a job before it is stored. */
export async function checkBacktestJob(request: BacktestRequest, context: TaskContext): Promise<null> {
  await prepareBacktest(request, context);
  return null;
}

/** The groups of windows that tasks decide. */
export async function planWindows(request: BacktestRequest, context: TaskContext): Promise<WindowGroup[]> {
  context.onProgress({ stage: "read-market", message: "Reading the prices", fraction: 0.01 });
  const { returns, plan } = await prepareBacktest(request, context);
  const { strategies, pick, riskAversion, layers, mixer, shots, estimator, halfLife, factors } = request;
  const settings = { strategies, pick, riskAversion, layers, mixer, shots, estimator, halfLife, factors };
  return groupWindows(returns, plan, settings);
}

export function runWindows(group: WindowGroup, context: TaskContext): Promise<WindowGroupOutput> {
  return decideWindows(group, context);
}

export function combineWindowGroups(
  { request, outputs }: { readonly request: BacktestRequest; readonly outputs: readonly WindowGroupOutput[] },
  context: TaskContext,
): Promise<BacktestResult> {
  return combineWindows(
    request,
    outputs.flatMap(({ results }) => results),
    context,
  );
}
