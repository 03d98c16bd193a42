import { randomUUID } from "node:crypto";
import { isFinal, type JobEvent } from "@ansatz/contract";
import { createCleanup } from "../cleanup.ts";
import type { JobDefinition } from "../definitions/job-definition.ts";
import { JobsOptionError } from "../errors.ts";
import { silentLog } from "../log.ts";
import { readEvents } from "../store/job-events.ts";
import { cancelJob, countOpenJobs, insertJob, listJobs, readJob } from "../store/job-store.ts";
import { listModels, readModel } from "../store/model-store.ts";
import { openStoreKeeper } from "../store/store-keeper.ts";
import { resolveThreads } from "../threads/task-threads.ts";
import { version } from "../version.ts";
import { createEventsHub } from "./events-hub.ts";
import type { JobService, OpenJobsOptions } from "./job-service.ts";
import { slotsOf, startWorker, type Worker } from "./worker.ts";

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
  const slots = slotsOf(threads, options.concurrency);
  const hub = createEventsHub();
  const closing = new AbortController();
  const instance = randomUUID();
  let worker: Worker | undefined;
  const catchUp = (): void => {
    worker?.wake();
    hub.wake();
  };
  const opened = createCleanup();
  const { use, storage } = opened.use(
    await openStoreKeeper({
      dataDirectory: options.dataDirectory,
      databaseUrl: options.databaseUrl,
      instance,
      onMessage: (message) => {
        if (message.type === "tasks") worker?.wake();
        else hub.wake(message.jobId);
        if (message.type === "ended") worker?.stopJob(message.jobId);
      },
      onGap: catchUp,
      onReopen: catchUp,
      log,
    }),
  );
  if (options.worker !== false) {
    const { memoryLimitBytes } = options;
    worker = opened.use(
      startWorker({ use, definitions: byKind, threads, slots, memoryLimitBytes, instance, log }),
    );
  }

  async function* events(
    id: string,
    { after = 0, signal }: { readonly after?: number; readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<JobEvent> {
    const stop = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
    using watch = hub.watch(id);
    const job = await use(({ orm }) => readJob(orm, id));
    if (isFinal(job.status) && after >= job.lastEvent) return;
    const isStopped = (): boolean => stop.aborted;
    let seen = after;
    while (!isStopped()) {
      const from = seen;
      const news = await use(({ orm }) => readEvents(orm, id, from, eventsAtOnce));
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
      await definition.check?.(input.request as never, { memoryLimitBytes: options.memoryLimitBytes });
      const versions = { ansatz: version, ...definition.versions };
      const job = await use(({ orm, queue }) => insertJob(orm, queue, definition, input, versions));
      worker?.wake();
      return job;
    },
    list: (query) => use(({ orm }) => listJobs(orm, query)),
    read: (id) => use(({ orm }) => readJob(orm, id)),
    cancel: (id) => use(({ orm, queue }) => cancelJob(orm, queue, id)),
    models: () => use(({ orm }) => listModels(orm)),
    model: (id) => use(({ orm }) => readModel(orm, id)),
    events,
    async waitFor(id, { signal } = {}) {
      // The events before the present one are of no interest.
      const { lastEvent, status } = await use(({ orm }) => readJob(orm, id));
      if (!isFinal(status)) {
        const rest = events(id, { after: lastEvent, ...(signal ? { signal } : {}) });
        while (!(await rest.next()).done);
        signal?.throwIfAborted();
      }
      return use(({ orm }) => readJob(orm, id));
    },
    async health() {
      return { storage, threads, jobs: await use(({ orm }) => countOpenJobs(orm)) };
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await opened.run();
    },
  };
}
