import type { OptionRequest, RiskRequest, RiskResult } from "@ansatz/contract";
import { errorSeries, type ScenarioDistribution } from "@ansatz/finance";
import type { TaskContext } from "../definitions/job-definition.ts";

/** Share of a job that is done when its errors are measured. */
const before = 0.4;

/** Lets an abort come in. */
export async function pause(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  signal.throwIfAborted();
}

/** Errors of the request's method and of classical Monte Carlo against oracle calls. */
export async function runErrorSeries(
  scenarios: ScenarioDistribution,
  payoff: Float64Array,
  { method, seed }: Pick<RiskRequest | OptionRequest, "method" | "seed">,
  { signal, onProgress }: Pick<TaskContext, "signal" | "onProgress">,
): Promise<NonNullable<RiskResult["errorSeries"]>> {
  const report = (done: number, count: number): void => {
    onProgress({
      stage: "error-series",
      message: `Errors against oracle calls: ${done} of ${count} runs`,
      fraction: before + ((1 - before) * done) / count,
    });
  };
  onProgress({ stage: "error-series", message: "Errors against oracle calls", fraction: before });
  const series = await errorSeries(scenarios, payoff, { seed, method, signal, onProgress: report });
  return { ...series, points: series.points.map((point) => ({ ...point })) };
}
