import { createApiClient, type ApiClient, type CreateJob, type Job, type JobResult } from "@ansatz/contract";
import type { ProgressDisplay } from "../output/progress.ts";
import { followJob } from "./job-events.ts";

/** A job that ended without a result, as an error with the job's own code. */
function failureOf({ id, error, status }: Job): Error {
  if (status === "cancelled") {
    return Object.assign(new Error(`Job ${id} was cancelled.`), { code: "cancelled" });
  }
  return Object.assign(new Error(error?.message ?? `Job ${id} failed.`), {
    code: error?.code ?? "internal",
    details: { ...error?.details, job: id },
  });
}

async function cancelQuietly(client: ApiClient, id: string): Promise<void> {
  try {
    await client.cancelJob(id);
  } catch {
    // The job may have ended in the meantime, or the server is gone: there is nothing left to cancel.
  }
}

/** Submits a job, follows its events and returns its result. When `signal` aborts, the job is cancelled on the server. */
export async function runOnServer(
  server: string,
  job: CreateJob,
  signal: AbortSignal,
  display: ProgressDisplay,
): Promise<JobResult> {
  const client = createApiClient(server);
  const { id } = await client.createJob(job);
  try {
    for await (const event of followJob(client, id, signal)) {
      if (event.type === "progress") display.update(event.progress);
      if (event.type === "restarted") display.note(event.message);
    }
  } catch (error) {
    if (signal.aborted) await cancelQuietly(client, id);
    throw error;
  }
  const ended = await client.readJob(id);
  if (ended.status === "succeeded" && ended.result) return ended.result;
  throw failureOf(ended);
}
