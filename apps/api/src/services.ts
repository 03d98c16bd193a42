import type { Catalogue, CreateJob, Health, Job, JobEvent, JobList, ListJobsQuery } from "@ansatz/contract";

/** What the HTTP layer needs of the job service. */
export interface JobService extends AsyncDisposable {
  create(job: CreateJob): Promise<Job>;
  list(query: ListJobsQuery): Promise<JobList>;
  read(id: string): Promise<Job>;
  cancel(id: string): Promise<Job>;
  /** The job's events numbered above `after`, then live ones; ends after the final status. */
  events(
    id: string,
    options: { readonly after?: number; readonly signal?: AbortSignal },
  ): AsyncIterable<JobEvent>;
  health(): Promise<Pick<Health, "storage" | "threads" | "jobs">>;
}

/** What the route handlers share. */
export interface Services {
  readonly jobs: JobService;
  readonly catalogue: () => Catalogue | Promise<Catalogue>;
  readonly version: string;
  /** Aborted when the server closes: event streams end then. */
  readonly closing: AbortSignal;
}
