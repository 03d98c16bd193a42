import { openJobService } from "../service/open-jobs.ts";
import type { OpenJobsOptions } from "../service/job-service.ts";
import { countingJob, fanOutJob } from "./counting-job.ts";
import type { CreateJob, JobEvent } from "@ansatz/contract";

/** What a process of {@link startService} is told on its command line. */
export interface ServiceProcessInput {
  readonly options: OpenJobsOptions;
  /** Jobs to submit. */
  readonly jobs?: readonly CreateJob[];
}

/** What it prints, a line each. */
export type ServiceProcessLine =
  | { readonly type: "ready" }
  | { readonly type: "job"; readonly id: string }
  | {
      readonly type: "event";
      readonly id: string;
      readonly event: JobEvent;
    };

function print(line: ServiceProcessLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const { options, jobs: requests = [] } = JSON.parse(process.argv[2]) as ServiceProcessInput;
const jobs = await openJobService([countingJob, fanOutJob], options);
process.once("SIGTERM", () => void jobs[Symbol.asyncDispose]());
print({ type: "ready" });
for (const request of requests) {
  const { id } = await jobs.create(request);
  print({ type: "job", id });
  void follow(id);
}

async function follow(id: string): Promise<void> {
  for await (const event of jobs.events(id)) print({ type: "event", id, event });
}
