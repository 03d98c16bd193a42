import type { JobService, OpenJobsOptions } from "./service/job-service.ts";

export { catalogue } from "./catalogue.ts";
export {
  countResourcesLocally,
  drawCircuitLocally,
  namedNoiseModels,
  runCircuitLocally,
  transpileCircuitLocally,
} from "./circuits/local-circuits.ts";
export type { LocalCircuitOptions } from "./circuits/local-circuits.ts";
export type { CircuitSettings } from "./circuits/plan-circuit.ts";
export type { CircuitSource } from "./circuits/read-circuit.ts";
export type { CircuitRun } from "./circuits/run-circuit.ts";
export type { Transpilation } from "./circuits/transpile-circuit.ts";
export {
  CircuitRequestError,
  CircuitTooLargeError,
  DataDirectoryInUseError,
  JobCancelledError,
  JobFinishedError,
  JobNotFoundError,
  JobsOptionError,
  ModelNotFoundError,
  StorageUnavailableError,
  TaskMemoryError,
  WorkerLostError,
} from "./errors.ts";
export { predictRows as predictLocally } from "./learning/predict-rows.ts";
export { predictInThread } from "./learning/predict-apart.ts";
export { runJobLocally } from "./local/run-job-locally.ts";
export type { RunJobLocallyOptions } from "./local/run-job-locally.ts";
export type { Log } from "./log.ts";
export type { JobService, OpenJobsOptions } from "./service/job-service.ts";
export { makeDirectory } from "./store/make-directory.ts";

/**
 * Opens the job service on the embedded database of `dataDirectory`, or on the PostgreSQL server at `databaseUrl`.
 *
 * @throws `DataDirectoryInUseError` when another process has the directory open, `StorageUnavailableError` when the
 * database cannot be opened, `JobsOptionError` for options out of range.
 */
export async function openJobs(options: OpenJobsOptions): Promise<JobService> {
  // The databases take half a second to load; who runs a job without a store does not wait for them.
  const { openJobService } = await import("./service/open-jobs.ts");
  const { jobDefinitions } = await import("./definitions/index.ts");
  const service = await openJobService(jobDefinitions, options);
  // The first request is to be checked at once.
  void import("@ansatz/chemistry");
  return service;
}
