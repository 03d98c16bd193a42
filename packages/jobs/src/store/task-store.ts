import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import { isFinal, type JobError } from "@ansatz/contract";
import type { JobDefinition, TaskProgress } from "../definitions/job-definition.ts";
import { WorkerLostError } from "../errors.ts";
import type { Queue, QueueEntry } from "../queue/queue.ts";
import type { Orm, Transaction } from "./database.ts";
import { changeJob, type JobChange, type NewEvent } from "./job-events.ts";
import { endJob, insertTasks, lockJob, plainLine } from "./job-store.ts";
import { announce } from "./messages.ts";
import { jobs, tasks, type JobRow, type TaskRow } from "./schema.ts";

/** Losses in a row, without a checkpoint between them, after which a task is given up. */
const lossLimit = 3;

/** A task taken by this process, with the right to write its outcome. */
export interface ClaimedTask {
  readonly entry: QueueEntry;
  readonly task: TaskRow;
  readonly attempt: string;
  readonly job: Pick<JobRow, "id" | "kind" | "request">;
  /** Number of tasks of the same step. */
  readonly count: number;
  readonly lastEvent: number;
}

/**
 * Takes the task of a claimed entry. Undefined when nothing is left to do, the entry being settled then.
 *
 * A task that is found running was lost with its process.
 */
export async function claimTask(
  orm: Orm,
  queue: Queue,
  entry: QueueEntry,
  instance: string,
): Promise<ClaimedTask | undefined> {
  return orm.transaction(async (tx) => {
    const [{ jobId }] = await tx.select({ jobId: tasks.jobId }).from(tasks).where(eq(tasks.id, entry.taskId));
    const job = await lockJob(tx, jobId);
    const [found] = await tx.select().from(tasks).where(eq(tasks.id, entry.taskId));
    if (isFinal(job.status) || found.status === "succeeded" || found.status === "ended") {
      await queue.settle(tx, entry);
      return undefined;
    }
    const task = found.instance === null ? found : await takeOver(tx, job.id, found, instance);
    if (task.losses >= lossLimit) {
      await queue.settle(tx, entry);
      await endJob(tx, queue, job.id, "failed", workerLost(task.losses));
      return undefined;
    }
    const attempt = randomUUID();
    await tx.update(tasks).set({ status: "running", attempt, instance }).where(eq(tasks.id, task.id));
    const lastEvent =
      job.status === "queued"
        ? await changeJob(tx, job.id, { status: "running", startedAt: new Date() }, [
            { type: "status", status: "running" },
          ])
        : job.lastEvent;
    const [{ count }] = await tx
      .select({ count: sql<number>`count(*)::integer` })
      .from(tasks)
      .where(and(eq(tasks.jobId, job.id), eq(tasks.step, task.step)));
    return { entry, task, attempt, job, count, lastEvent };
  });
}

/**
 * Takes a task over from the process that had it: running, then it was lost, or waiting, then it was given back. The
 * job's other tasks in the same state come along, so that one process makes one `restarted` event.
 *
 * @returns the task as it is then.
 */
async function takeOver(
  tx: Transaction,
  jobId: string,
  { id, status, instance }: TaskRow,
  newInstance: string,
): Promise<TaskRow> {
  // This very process lost it with the store: no reason to doubt the task.
  const isOwn = instance === newInstance;
  const isLost = status === "running" && !isOwn;
  const again = await tx
    .update(tasks)
    .set({
      status: "queued",
      attempt: null,
      instance: null,
      ...(isLost ? { losses: sql`${tasks.losses} + 1` } : {}),
    })
    .where(and(eq(tasks.jobId, jobId), eq(tasks.status, status), eq(tasks.instance, instance!)))
    .returning();
  const cause = isOwn
    ? "The store failed while the job ran"
    : `The process that ran the job was ${isLost ? "lost" : "stopped"}`;
  await changeJob(tx, jobId, { restarts: sql`${jobs.restarts} + 1` }, [
    { type: "restarted", message: restartMessage(cause, again) },
  ]);
  return again.find((task) => task.id === id)!;
}

function restartMessage(cause: string, again: readonly TaskRow[]): string {
  const resumed = again.filter(({ checkpoint }) => checkpoint !== null).length;
  if (again.length === 1) {
    return `${cause}; it ${resumed === 1 ? "goes on from its checkpoint" : "starts again, as it had no checkpoint yet"}.`;
  }
  return `${cause}; of ${again.length} tasks, ${resumed} go on from a checkpoint and ${again.length - resumed} start again.`;
}

function workerLost(losses: number): JobError {
  const { code, message, details } = new WorkerLostError(
    `The process that ran the job was lost ${losses} times without getting on. ` +
      "It may have run out of memory: choose a smaller basis set or active space, or a smaller circuit.",
    { details: { losses } },
  );
  return { code, message, details };
}

/**
 * Hands the tasks of other processes to this one. Only for a database that no other process can have open: then
 * whatever another one was running is lost.
 */
export async function reclaimLostTasks(orm: Orm, queue: Queue, instance: string): Promise<void> {
  await orm.transaction(async (tx) => {
    const lost = await tx
      .select({ queue: tasks.queue, entry: tasks.entry })
      .from(tasks)
      .where(and(eq(tasks.status, "running"), ne(tasks.instance, instance)));
    for (const { queue: name, entry } of lost) {
      if (entry !== null) await queue.reclaim(tx, name, entry);
    }
  });
}

/** What a running task has to store. */
export interface TaskNews {
  readonly progress: readonly TaskProgress[];
  /** Share of the task done. */
  readonly fraction: number | undefined;
  readonly checkpoint?: unknown;
}

/**
 * Stores a running task's progress and checkpoint.
 *
 * @returns the number of the job's newest event; undefined when the task is no longer this attempt's.
 */
export async function saveNews(
  orm: Orm,
  { task, attempt, job, count }: ClaimedTask,
  { progress, fraction, checkpoint }: TaskNews,
): Promise<number | undefined> {
  return orm.transaction(async (tx) => {
    await lockJob(tx, job.id);
    const kept = await tx
      .update(tasks)
      .set({
        attempt, // unchanged: an update must set something, and planning has neither of the others
        ...(fraction === undefined ? {} : { fraction }),
        ...(checkpoint === undefined ? {} : { checkpoint, losses: 0 }),
      })
      .where(and(eq(tasks.id, task.id), eq(tasks.attempt, attempt)))
      .returning({ id: tasks.id });
    if (kept.length === 0) return undefined;
    const change: JobChange = {
      ...(progress.length === 0 ? {} : { message: plainLine(progress[progress.length - 1].message) }),
      ...(task.step === "run" ? { fraction: jobFraction(job.id, count) } : {}),
    };
    return changeJob(tx, job.id, change, progress.map(progressEvent));
  });
}

/** The mean of the tasks' shares; it never falls. Nearly done is not done. */
function jobFraction(jobId: string, count: number) {
  return sql`greatest(${jobs.fraction}, least(0.999, (
    SELECT sum(${tasks.fraction}) / ${count}::integer FROM ${tasks}
    WHERE ${tasks.jobId} = ${jobId} AND ${tasks.step} = 'run')))`;
}

function progressEvent(progress: TaskProgress): NewEvent {
  return { type: "progress", progress };
}

/**
 * Stores a task's output with its last progress, and takes the job's next step: its tasks after planning, combining
 * after the last task, the result after that.
 */
export async function finishTask(
  orm: Orm,
  queue: Queue,
  definition: JobDefinition,
  claimed: ClaimedTask,
  output: unknown,
  progress: readonly TaskProgress[],
): Promise<void> {
  const { entry, task, attempt, job, count } = claimed;
  await orm.transaction(async (tx) => {
    await lockJob(tx, job.id);
    const isResult = task.step === "combine" || !definition.plan;
    const kept = await tx
      .update(tasks)
      .set({
        status: "succeeded",
        output: isResult ? null : output,
        attempt: null,
        checkpoint: null,
        fraction: 1,
      })
      .where(and(eq(tasks.id, task.id), eq(tasks.attempt, attempt)))
      .returning({ id: tasks.id });
    await queue.settle(tx, entry);
    if (kept.length === 0) return;
    const events = progress.map(progressEvent);
    if (isResult) {
      const { headline, verdictLevel } = definition.headline(output as never);
      // What the result was made of is of no more use.
      await tx.update(tasks).set({ input: null, output: null }).where(eq(tasks.jobId, job.id));
      await changeJob(
        tx,
        job.id,
        { status: "succeeded", result: output, headline, verdictLevel, fraction: 1, finishedAt: new Date() },
        [...events, { type: "status", status: "succeeded" }],
      );
      return;
    }
    if (task.step === "plan") {
      await changeJob(tx, job.id, {}, events);
      await insertTasks(tx, queue, definition, job.id, "run", output as readonly unknown[]);
      return;
    }
    const [{ open }] = await tx
      .select({ open: sql<number>`count(*)::integer` })
      .from(tasks)
      .where(and(eq(tasks.jobId, job.id), eq(tasks.step, "run"), ne(tasks.status, "succeeded")));
    const ended = definition.taskEnded?.(output as never, {
      index: task.position,
      count,
      done: count - open,
    });
    const message = ended?.message ?? progress.at(-1)?.message;
    await changeJob(
      tx,
      job.id,
      {
        fraction: jobFraction(job.id, count),
        ...(message === undefined ? {} : { message: plainLine(message) }),
      },
      ended ? [...events, progressEvent(ended)] : events,
    );
    if (open === 0) await insertTasks(tx, queue, definition, job.id, "combine", [null]);
  });
}

/** A task's input; that of combining is the request with the outputs of all tasks, in their order. */
export async function readInput(orm: Orm, { task, job }: ClaimedTask): Promise<unknown> {
  if (task.step !== "combine") return task.input;
  const rows = await orm
    .select({ output: tasks.output })
    .from(tasks)
    .where(and(eq(tasks.jobId, job.id), eq(tasks.step, "run")))
    .orderBy(asc(tasks.position));
  return { request: job.request, outputs: rows.map(({ output }) => output) };
}

/** Fails the job of a task, unless the task is no longer this attempt's. */
export async function failTask(
  orm: Orm,
  queue: Queue,
  { entry, task, attempt, job }: ClaimedTask,
  error: JobError,
  progress: readonly TaskProgress[],
): Promise<void> {
  await orm.transaction(async (tx) => {
    await lockJob(tx, job.id);
    await queue.settle(tx, entry);
    const [current] = await tx.select({ attempt: tasks.attempt }).from(tasks).where(eq(tasks.id, task.id));
    if (current.attempt !== attempt) return;
    await changeJob(tx, job.id, {}, progress.map(progressEvent));
    await endJob(tx, queue, job.id, "failed", error);
  });
}

/** Gives a running task back with its newest checkpoint, so that any process may go on with it. */
export async function releaseTask(
  orm: Orm,
  queue: Queue,
  { entry, task, attempt, job }: ClaimedTask,
  checkpoint?: unknown,
): Promise<void> {
  await orm.transaction(async (tx) => {
    await lockJob(tx, job.id);
    await tx
      .update(tasks)
      .set({ status: "queued", attempt: null, ...(checkpoint === undefined ? {} : { checkpoint }) })
      .where(and(eq(tasks.id, task.id), eq(tasks.attempt, attempt)));
    await queue.release(tx, entry);
    await announce(tx, { type: "tasks" });
  });
}

/** Which of the given attempts still own their tasks. */
export async function readOwned(orm: Orm, attempts: readonly string[]): Promise<Set<string>> {
  if (attempts.length === 0) return new Set();
  const rows = await orm
    .select({ attempt: tasks.attempt })
    .from(tasks)
    .where(inArray(tasks.attempt, [...attempts]));
  return new Set(rows.map(({ attempt }) => attempt!));
}
