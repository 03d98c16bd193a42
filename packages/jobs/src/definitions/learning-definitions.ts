import type { AuditResult, ProposeResult, TrainResult } from "@ansatz/contract";
import { workerModule } from "@ansatz/simulator";
import type { AuditTaskOutput } from "../learning/audit-tasks.ts";
import type { ProposeTaskOutput } from "../learning/propose-compounds.ts";
import { checkInThread } from "../threads/call-apart.ts";
import type { JobDefinition, TaskProgress } from "./job-definition.ts";
import { auditTitle, proposeTitle, trainTitle } from "./learning-title.ts";

const versions = { node: process.versions.node };
const module = workerModule(import.meta.url, "../tasks/learning-tasks");

/** Shares of a job that are done when it is planned and when its tasks are. */
const plannedShare = 0.02;
const fittedShare = 0.93;

/** A task's share of itself is none of the job's. */
const withoutFraction = (progress: TaskProgress): TaskProgress => ({ ...progress, fraction: undefined });

const shareOf = (done: number, count: number): number =>
  plannedShare + ((fittedShare - plannedShare) * done) / count;

/** Plan → folds by families of models → comparison and verdict. */
export const auditDefinition: JobDefinition = {
  kind: "audit",
  versions,
  check: checkInThread({ module, name: "checkAuditJob" }),
  plan: { module, name: "planAuditJob" },
  run: { module, name: "runAuditTask" },
  combine: { module, name: "combineAuditJob" },
  threads: "one",
  title: auditTitle,
  headline: ({ geometricDifference, verdict }: AuditResult) => ({
    headline: geometricDifference,
    verdictLevel: verdict.level,
  }),
  jobProgress: withoutFraction,
  taskEnded: ({ label }: AuditTaskOutput, { count, done }) => ({
    stage: "fit",
    message: `${done} of ${count} parts: ${label}`,
    fraction: shareOf(done, count),
  }),
};

/** Held-out error, then a fit to all rows. */
export const trainDefinition: JobDefinition = {
  kind: "train",
  versions,
  check: checkInThread({ module, name: "checkTrainJob" }),
  run: { module, name: "runTrainJob" },
  threads: "all",
  title: trainTitle,
  headline: ({ model, verdict }: TrainResult) => ({
    headline: model.score.value,
    verdictLevel: verdict.level,
  }),
};

/** Plan → ranking and replays → proposals. */
export const proposeDefinition: JobDefinition = {
  kind: "propose",
  versions,
  check: checkInThread({ module, name: "checkProposeJob" }),
  plan: { module, name: "planProposeJob" },
  run: { module, name: "runProposeTask" },
  combine: { module, name: "combineProposeJob" },
  threads: "one",
  title: proposeTitle,
  headline: ({ proposals, verdict }: ProposeResult) => ({
    headline: proposals.at(0)?.mean ?? null,
    verdictLevel: verdict.level,
  }),
  jobProgress: withoutFraction,
  taskEnded: ({ kind }: ProposeTaskOutput, { count, done }) => ({
    stage: "rank",
    message: kind === "rank" ? "Candidates ranked" : `${done} of ${count} parts: a search on the known rows`,
    fraction: shareOf(done, count),
  }),
};
