import { isFinal, type JobEvent } from "@ansatz/contract";
import type { JobDefinition } from "../definitions/job-definition.ts";
import { JobsOptionError } from "../errors.ts";
import { silentLog } from "../log.ts";
import type { QueueName } from "../queue/queue.ts";
import { readEvents } from "../store/job-events.ts";
import { cancelJob, countOpenJobs, insertJob, listJobs, readJob } from "../store/job-store.ts";
import { createTaskThreads, resolveThreads } from "../threads/task-threads.ts";
import { version } from "../version.ts";
import { createEventsHub } from "./events-hub.ts";
import type { JobService, OpenJobsOptions } from "./job-service.ts";
import { openSession, type WorkerOptions } from "./session.ts";

/** How often the log is read without a word of news, ms: a safety net. */
const pollMs = 2_000;
const eventsAtOnce = 500;

/** Opens the job service for the given kinds of jobs. */
export async function openJobService(
  definitions: readonly JobDefinition[],
  options: OpenJobsOptions,
): Promise<JobService> {
  const log = options.log ?? silentLog;
  const threads = resolveThreads(options.threads);
  const byKind = new Map(definitions.map((definition) => [definition.kind, definition]));
  const hub = createEventsHub();
  const closing = new AbortController();
  await using opened = new AsyncDisposableStack();
  const worker =
    options.worker === false ? undefined : createWorker(opened, threads, options.concurrency ?? 2);
  const session = opened.use(
    await openSession({
      dataDirectory: options.dataDirectory,
      databaseUrl: options.databaseUrl,
      definitions: byKind,
      hub,
      worker,
      memoryLimitBytes: options.memoryLimitBytes,
      log,
    }),
  );
  const { orm, storage } = session.database;
  const { queue } = session;
  const owned = opened.move();

  async function* events(
    id: string,
    { after = 0, signal }: { readonly after?: number; readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<JobEvent> {
    const stop = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
    using watch = hub.watch(id);
    const job = await readJob(orm, id);
    if (isFinal(job.status) && after >= job.lastEvent) return;
    const isStopped = (): boolean => stop.aborted;
    let seen = after;
    while (!isStopped()) {
      const news = await readEvents(orm, id, seen, eventsAtOnce);
      for (const event of news) {
        if (isStopped()) return;
        seen = event.seq;
        yield event;
        if (event.type === "status" && isFinal(event.status)) return;
      }
      if (news.length < eventsAtOnce) await watch.next(pollMs, stop);
    }
  }

  return {
    async create(input) {
      const definition = byKind.get(input.kind);
      if (!definition) {
        throw new JobsOptionError(`kind must be one of ${[...byKind.keys()].join(", ")}, got ${input.kind}.`);
      }
      const job = await insertJob(orm, queue, definition, input, { ansatz: version, ...definition.versions });
      session.wake();
      return job;
    },
    list: (query) => listJobs(orm, query),
    read: (id) => readJob(orm, id),
    cancel: (id) => cancelJob(orm, queue, id),
    events,
    async waitFor(id, { signal } = {}) {
      // The events before the present one are of no interest.
      const { lastEvent, status } = await readJob(orm, id);
      if (!isFinal(status)) {
        const rest = events(id, { after: lastEvent, ...(signal ? { signal } : {}) });
        while (!(await rest.next()).done);
        signal?.throwIfAborted();
      }
      return readJob(orm, id);
    },
    async health() {
      return { storage, threads, jobs: await countOpenJobs(orm) };
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await owned.disposeAsync();
    },
  };
}

/** The threads of a process that takes tasks; `owner` ends them. */
function createWorker(owner: AsyncDisposableStack, threads: number, concurrency: number): WorkerOptions {
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) {
    throw new JobsOptionError(`concurrency must be an integer in [1, 64], got ${concurrency}.`, {
      details: { name: "concurrency", value: concurrency },
    });
  }
  const slots: Record<QueueName, number> = { "all-threads": concurrency, "one-thread": threads };
  return {
    threads,
    slots,
    threadsOf: {
      "all-threads": owner.use(createTaskThreads({ maximum: slots["all-threads"] })),
      "one-thread": owner.use(createTaskThreads({ maximum: slots["one-thread"] })),
    },
  };
}
