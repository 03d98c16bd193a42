import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { JobEvent, JobStatus } from "@ansatz/contract";
import type { TaskProgress } from "../definitions/job-definition.ts";
import type { Orm, Transaction } from "./database.ts";
import { announce } from "./messages.ts";
import { events, jobs, type EventRow } from "./schema.ts";

/** An event that has not been numbered yet. */
export type NewEvent =
  | { readonly type: "status"; readonly status: JobStatus }
  | { readonly type: "progress"; readonly progress: TaskProgress }
  | { readonly type: "restarted"; readonly message: string };

/** Columns of a job that change with its events. */
export type JobChange = Omit<PgUpdateSetSource<typeof jobs>, "id" | "lastEvent">;

/**
 * Changes a job and appends to its event log. The job's row stays locked until the transaction ends, so that numbers
 * are given without gaps and become visible in their order.
 *
 * @returns the number of the newest event.
 */
export async function changeJob(
  tx: Transaction,
  jobId: string,
  change: JobChange,
  newEvents: readonly NewEvent[],
): Promise<number> {
  const [{ lastEvent }] = await tx
    .update(jobs)
    .set({ ...change, lastEvent: sql`${jobs.lastEvent} + ${newEvents.length}` })
    .where(eq(jobs.id, jobId))
    .returning({ lastEvent: jobs.lastEvent });
  if (newEvents.length > 0) {
    const at = new Date();
    const first = lastEvent - newEvents.length + 1;
    await tx.insert(events).values(
      newEvents.map(({ type, ...body }, index) => ({
        jobId,
        seq: first + index,
        type,
        at,
        body: body as unknown as EventRow["body"],
      })),
    );
    await announce(tx, { type: "events", jobId });
  }
  return lastEvent;
}

/** The job's events numbered above `after`, oldest first, at most `limit`. */
export async function readEvents(orm: Orm, jobId: string, after: number, limit: number): Promise<JobEvent[]> {
  const rows = await orm
    .select()
    .from(events)
    .where(and(eq(events.jobId, jobId), gt(events.seq, after)))
    .orderBy(asc(events.seq))
    .limit(limit);
  return rows.map(({ type, seq, at, body }) => ({ type, seq, at: at.toISOString(), ...body }) as JobEvent);
}
