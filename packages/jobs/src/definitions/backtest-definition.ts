import type { BacktestResult } from "@ansatz/contract";
import { workerModule } from "@ansatz/simulator";
import { backtestTitle } from "./backtest-title.ts";
import type { WindowGroupOutput } from "../backtests/window-groups.ts";
import { checkInThread } from "../threads/call-apart.ts";
import type { JobDefinition } from "./job-definition.ts";

const module = workerModule(import.meta.url, "../tasks/backtest-tasks");

/** Shares of a job that are done when it is planned and when its windows are decided. */
const plannedShare = 0.02;
const decidedShare = 0.85;

/** Plan → groups of windows → figures with intervals. */
export const backtestDefinition: JobDefinition = {
  kind: "backtest",
  versions: { node: process.versions.node },
  check: checkInThread({ module: module, name: "checkBacktestJob" }),
  plan: { module, name: "planWindows" },
  run: { module, name: "runWindows" },
  combine: { module, name: "combineWindowGroups" },
  threads: "one",
  title: backtestTitle,
  headline: ({ strategies: [{ figures }], verdict }: BacktestResult) => ({
    headline: "sharpeRatio" in figures ? figures.sharpeRatio.estimate : null,
    verdictLevel: verdict.level,
  }),
  taskEnded: ({ lastDate, windowCount, groupSize }: WindowGroupOutput, { count, done }) => ({
    stage: "windows",
    message: `${Math.min(done * groupSize, windowCount)} of ${windowCount} windows decided, the last up to ${lastDate}`,
    fraction: plannedShare + ((decidedShare - plannedShare) * done) / count,
  }),
};
