import type { JobEvent } from "@ansatz/contract";
import { expect } from "vitest";
import type { JobService } from "../service/job-service.ts";

/** All events of a job above `after`, until its end. */
export async function readEvents(jobs: JobService, id: string, after = 0): Promise<JobEvent[]> {
  const seen: JobEvent[] = [];
  for await (const event of jobs.events(id, { after })) seen.push(event);
  return seen;
}

export function expectGapless(events: readonly JobEvent[], first = 1): void {
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => first + index));
}

/** Resolves once a task of the job has told of progress. */
export async function untilProgress(jobs: JobService, id: string, fraction = 0): Promise<void> {
  for await (const event of jobs.events(id)) {
    if (event.type === "progress" && (event.progress.fraction ?? 0) >= fraction) return;
  }
}
