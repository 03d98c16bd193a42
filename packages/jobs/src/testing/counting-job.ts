import { workerModule } from "@ansatz/simulator";
import type { CreateJob } from "@ansatz/contract";
import type { JobDefinition } from "../definitions/job-definition.ts";
import type { CountingOutput, CountingRequest } from "./counting-tasks.ts";

const module = workerModule(import.meta.url, "./counting-tasks");

const shared = {
  versions: { counting: "1" },
  run: { module, name: "count" },
  title: ({ steps }: CountingRequest) => `count to ${steps}`,
  headline: ({ steps }: { steps: number }) => ({ headline: steps, verdictLevel: "good" }),
};

/** A job of one task. */
export const countingJob: JobDefinition = { ...shared, kind: "count", threads: "all" };

/** A job that fans out to `parts` tasks. */
export const fanOutJob: JobDefinition = {
  ...shared,
  kind: "fan-out",
  plan: { module, name: "plan" },
  combine: { module, name: "combine" },
  threads: "one",
  jobProgress: ({ message, fraction }, { index, count }) => ({
    stage: "scan",
    message: `part ${index + 1} of ${count}: ${message}`,
    fraction,
  }),
  taskEnded: ({ steps }: CountingOutput, { done, count }) => ({
    stage: "scan",
    message: `${done} of ${count} parts, the last with ${steps} steps`,
    fraction: done / count,
  }),
};

/** The request of a job for {@link countingJob}, as `create` takes it. */
export function countingRequest(request: CountingRequest): CreateJob {
  return { kind: "count", request } as unknown as CreateJob;
}

/** The request of a job for {@link fanOutJob}. */
export function fanOutRequest(request: CountingRequest): CreateJob {
  return { kind: "fan-out", request } as unknown as CreateJob;
}
