import { randomUUID } from "node:crypto";
import { and, desc, eq, getTableColumns, inArray, lt, sql } from "drizzle-orm";
import {
  RequestError,
  isFinal,
  type CreateJob,
  type Job,
  type JobList,
  type JobSummary,
  type ListJobsQuery,
} from "@ansatz/contract";
import type { JobDefinition } from "../definitions/job-definition.ts";
import { JobFinishedError, JobNotFoundError } from "../errors.ts";
import { queueNames, type Queue } from "../queue/queue.ts";
import type { Orm, Transaction } from "./database.ts";
import { changeJob } from "./job-events.ts";
import { announce } from "./messages.ts";
import { jobs, tasks, type JobRow, type TaskRow } from "./schema.ts";

// eslint-disable-next-line @typescript-eslint/no-unused-vars
const { request, result, ordinal, ...summaryColumns } = getTableColumns(jobs);

/** Stores a job with its first task. */
export async function insertJob(
  orm: Orm,
  queue: Queue,
  definition: JobDefinition,
  { kind, request }: CreateJob,
  versions: Readonly<Record<string, string>>,
): Promise<Job> {
  const id = randomUUID();
  return orm.transaction(async (tx) => {
    await tx.insert(jobs).values({
      id,
      kind,
      title: plainLine(definition.title(request as never)),
      status: "queued",
      request,
      fraction: 0,
      restarts: 0,
      lastEvent: 0,
      versions,
      createdAt: new Date(),
    });
    await changeJob(tx, id, {}, [{ type: "status", status: "queued" }]);
    await insertTasks(tx, queue, definition, id, definition.plan ? "plan" : "run", [request]);
    return jobOf(await lockJob(tx, id));
  });
}

/** Stores tasks of one step and queues them. */
export async function insertTasks(
  tx: Transaction,
  queue: Queue,
  definition: JobDefinition,
  jobId: string,
  step: TaskRow["step"],
  inputs: readonly unknown[],
): Promise<void> {
  const isAlone = inputs.length === 1 && definition.threads === "all-if-alone";
  const queueName =
    step === "run" && (isAlone || definition.threads === "all") ? "all-threads" : "one-thread";
  // Planning and combining are short and others wait for them.
  const priority = step === "run" ? 0 : 1;
  for (const [position, input] of inputs.entries()) {
    const id = randomUUID();
    const entry = await queue.add(tx, queueName, id, priority);
    await tx.insert(tasks).values({
      id,
      jobId,
      step,
      position,
      input,
      status: "queued",
      fraction: 0,
      losses: 0,
      queue: queueName,
      entry,
    });
  }
  await announce(tx, { type: "tasks" });
}

/** @throws {@link JobNotFoundError} */
export async function readJob(orm: Orm, id: string): Promise<Job> {
  const [row] = await orm.select().from(jobs).where(eq(jobs.id, id));
  return jobOf(found(row, id));
}

/** A job's row, locked until the transaction ends. Whatever changes a job or its tasks takes this lock first. */
export async function lockJob(tx: Transaction, id: string): Promise<JobRow> {
  const [row] = await tx.select().from(jobs).where(eq(jobs.id, id)).for("update");
  return found(row, id);
}

function found(row: JobRow | undefined, id: string): JobRow {
  if (!row) throw new JobNotFoundError(`There is no job ${id}.`, { details: { id } });
  return row;
}

/** Jobs, newest first. */
export async function listJobs(orm: Orm, query: ListJobsQuery): Promise<JobList> {
  const before = query.cursor === undefined ? undefined : ordinalOf(query.cursor);
  const rows = await orm
    .select({ row: summaryColumns, ordinal: jobs.ordinal })
    .from(jobs)
    .where(
      and(
        query.kind === undefined ? undefined : eq(jobs.kind, query.kind),
        query.status === undefined ? undefined : eq(jobs.status, query.status),
        before === undefined ? undefined : lt(jobs.ordinal, before),
      ),
    )
    .orderBy(desc(jobs.ordinal))
    .limit(query.limit + 1);
  const page = rows.slice(0, query.limit);
  return {
    jobs: page.map(({ row }) => withDates(row) as JobSummary),
    nextCursor: rows.length > page.length ? page[page.length - 1].ordinal.toString(36) : null,
  };
}

function ordinalOf(cursor: string): number {
  const ordinal = /^[0-9a-z]{1,10}$/.test(cursor) ? Number.parseInt(cursor, 36) : NaN;
  if (Number.isSafeInteger(ordinal)) return ordinal;
  throw new RequestError([{ path: "cursor", message: "must be the nextCursor of an earlier list" }]);
}

/**
 * Cancels a job and removes its tasks from the queue; the processes that run them hear of it.
 *
 * @throws {@link JobNotFoundError}, {@link JobFinishedError}
 */
export async function cancelJob(orm: Orm, queue: Queue, id: string): Promise<Job> {
  return orm.transaction(async (tx) => {
    const { status } = await lockJob(tx, id);
    if (isFinal(status)) {
      throw new JobFinishedError(`Job ${id} has ended already: ${status}.`, { details: { id, status } });
    }
    await endJob(tx, queue, id, "cancelled", null);
    return jobOf(await lockJob(tx, id));
  });
}

/** Ends a locked job without a result, and its open tasks. */
export async function endJob(
  tx: Transaction,
  queue: Queue,
  id: string,
  status: "cancelled" | "failed",
  error: JobRow["error"],
): Promise<void> {
  const open = await tx
    .update(tasks)
    .set({ status: "ended", attempt: null, checkpoint: null })
    .where(and(eq(tasks.jobId, id), inArray(tasks.status, ["queued", "running"])))
    .returning({ queue: tasks.queue, entry: tasks.entry });
  for (const name of queueNames) {
    const entries = open.flatMap(({ queue, entry }) => (queue === name && entry !== null ? [entry] : []));
    await queue.remove(tx, name, entries);
  }
  await changeJob(tx, id, { status, error, finishedAt: new Date() }, [{ type: "status", status }]);
  await announce(tx, { type: "ended", jobId: id });
}

/** How many jobs wait and run. */
export async function countOpenJobs(orm: Orm): Promise<{ queued: number; running: number }> {
  const rows = await orm
    .select({ status: jobs.status, count: sql<number>`count(*)::integer` })
    .from(jobs)
    .where(inArray(jobs.status, ["queued", "running"]))
    .groupBy(jobs.status);
  const count = (status: string): number => rows.find((row) => row.status === status)?.count ?? 0;
  return { queued: count("queued"), running: count("running") };
}

function jobOf(row: JobRow): Job {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  const { headline, verdictLevel, ordinal, ...fields } = row;
  return withDates(fields) as Job;
}

function withDates<Row extends Pick<JobRow, "createdAt" | "startedAt" | "finishedAt">>(row: Row) {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** A text without control characters, which a text column or a terminal would take amiss. */
export function plainLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").trim();
}
