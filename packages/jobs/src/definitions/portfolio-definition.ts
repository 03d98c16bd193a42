import type { PortfolioResult } from "@ansatz/contract";
import { workerModule } from "@ansatz/simulator";
import { checkInThread } from "../threads/call-apart.ts";
import type { JobDefinition } from "./job-definition.ts";
import { portfolioTitle } from "./portfolio-title.ts";

const module = workerModule(import.meta.url, "../tasks/portfolio-tasks");

/** Plan → restarts and numbers of holdings as tasks → the result; without restarts one task, which may use all threads. */
export const portfolioDefinition: JobDefinition = {
  kind: "portfolio",
  versions: { node: process.versions.node },
  check: checkInThread({ module: module, name: "checkPortfolioJob" }),
  plan: { module, name: "planPortfolioTasks" },
  run: { module, name: "runPortfolioPart" },
  combine: { module, name: "combinePortfolioParts" },
  threads: "all-if-alone",
  title: portfolioTitle,
  headline: ({ approximationRatio, verdict }: PortfolioResult) => ({
    headline: approximationRatio,
    verdictLevel: verdict.level,
  }),
  jobProgress: ({ fraction, ...progress }, { index, count }) =>
    count === 1
      ? { ...progress, fraction }
      : { ...progress, message: `Part ${index + 1} of ${count}: ${progress.message}` },
  taskEnded: (_, { count, done }) => ({
    stage: "select",
    message: `${done} of ${count} part${count === 1 ? "" : "s"} done`,
    fraction: 0.95 * (done / count),
  }),
};
