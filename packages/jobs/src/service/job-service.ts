import type {
  CreateJob,
  Health,
  Job,
  JobEvent,
  JobList,
  ListJobsQuery,
  ModelList,
  TrainedModel,
} from "@ansatz/contract";
import type { Log } from "../log.ts";

export interface OpenJobsOptions {
  /** Directory of the embedded database, made when it is missing. Not used with `databaseUrl`. */
  readonly dataDirectory?: string | undefined;
  /** PostgreSQL server in place of the embedded database; any number of processes may share it. */
  readonly databaseUrl?: string | undefined;
  /** Threads for calculations, default one for each core. */
  readonly threads?: number | undefined;
  /** How many jobs that use all threads run at once, default 2: a long one does not keep short ones waiting. */
  readonly concurrency?: number | undefined;
  /** Whether this process takes tasks, default true. */
  readonly worker?: boolean | undefined;
  /** Most memory that one calculation may ask for. Default: that of the calculation. */
  readonly memoryLimitBytes?: number | undefined;
  readonly log?: Log | undefined;
}

/** Durable jobs. Every method rejects with `StorageUnavailableError` when the store cannot be used. */
export interface JobService extends AsyncDisposable {
  create(job: CreateJob): Promise<Job>;
  /** Jobs, newest first. */
  list(query: ListJobsQuery): Promise<JobList>;
  /** Throws `JobNotFoundError`. */
  read(id: string): Promise<Job>;
  /** Cancels a job that has not ended. Throws `JobNotFoundError`, `JobFinishedError`. */
  cancel(id: string): Promise<Job>;
  /**
   * The job's events numbered above `after`, first from the log, then live; ends after the final status, when `signal`
   * aborts, or when the service closes. The iteration throws `JobNotFoundError`.
   */
  events(
    id: string,
    options?: { readonly after?: number; readonly signal?: AbortSignal },
  ): AsyncIterable<JobEvent>;
  /** The job once it has ended. */
  waitFor(id: string, options?: { readonly signal?: AbortSignal }): Promise<Job>;
  /** Models that jobs have trained, newest first. */
  models(): Promise<ModelList>;
  /** A trained model by the id of its job. Throws `ModelNotFoundError`. */
  model(id: string): Promise<TrainedModel>;
  health(): Promise<Pick<Health, "storage" | "threads" | "jobs">>;
  /** Takes no more tasks, gives running ones back to the queue with their checkpoints, closes the store. */
  [Symbol.asyncDispose](): Promise<void>;
}
