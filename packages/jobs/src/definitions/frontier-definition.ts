import type { FrontierResult } from "@ansatz/contract";
import { workerModule } from "@ansatz/simulator";
import type { FrontierTaskOutput } from "../frontiers/run-frontier-task.ts";
import { frontierTitle } from "./frontier-title.ts";
import { checkInThread } from "../threads/call-apart.ts";
import type { JobDefinition } from "./job-definition.ts";

const module = workerModule(import.meta.url, "../tasks/frontier-tasks");

const stages = { points: "frontier", cardinality: "cardinality-frontier", selection: "selections" } as const;

/** Plan → chunks of points and selections → the frontiers. */
export const frontierDefinition: JobDefinition = {
  kind: "frontier",
  versions: { node: process.versions.node },
  check: checkInThread({ module: module, name: "checkFrontierJob" }),
  plan: { module, name: "planFrontierTasks" },
  run: { module, name: "runFrontierPart" },
  combine: { module, name: "combineFrontierParts" },
  threads: "one",
  title: frontierTitle,
  headline: ({ maximumSharpe, verdict }: FrontierResult) => ({
    headline: maximumSharpe?.sharpeRatio ?? null,
    verdictLevel: verdict.level,
  }),
  jobProgress: ({ stage, message }) => ({ stage, message }),
  taskEnded: ({ kind }: FrontierTaskOutput, { count, done }) => ({
    stage: stages[kind],
    message: `${done} of ${count} parts of the frontier done`,
    fraction: 0.95 * (done / count),
  }),
};
