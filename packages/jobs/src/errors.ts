import { CodedError, type JobError } from "@ansatz/contract";

/** An id that no stored job has. */
export class JobNotFoundError extends CodedError {
  override readonly name = "JobNotFoundError";
  readonly code = "job-not-found";
}

/** An id under which no job has trained a model. */
export class ModelNotFoundError extends CodedError {
  override readonly name = "ModelNotFoundError";
  readonly code = "model-not-found";
}

/** A change of a job that has ended; `details.status` is its final status. */
export class JobFinishedError extends CodedError {
  override readonly name = "JobFinishedError";
  readonly code = "job-finished";
}

/** A job that was cancelled before it had a result. */
export class JobCancelledError extends CodedError {
  override readonly name = "JobCancelledError";
  readonly code = "cancelled";
}

/** A task whose process ended without a word too often; `details.losses` counts how often. */
export class WorkerLostError extends CodedError {
  override readonly name = "WorkerLostError";
  readonly code = "worker-lost";
}

/** A data directory that another process works on; `details.processId` names it. */
export class DataDirectoryInUseError extends CodedError {
  override readonly name = "DataDirectoryInUseError";
  readonly code = "data-directory-in-use";
}

/** A database that cannot be opened, read or written. The message names no path; `cause` has the driver's error. */
export class StorageUnavailableError extends CodedError {
  override readonly name = "StorageUnavailableError";
  readonly code = "storage-unavailable";
}

/** A calculation that used up the memory of its thread. */
export class TaskMemoryError extends CodedError {
  override readonly name = "TaskMemoryError";
  readonly code = "too-large";
}

/** What is asked about a circuit does not fit the circuit; `details.field` names the part of the request. */
export class CircuitRequestError extends CodedError {
  override readonly name = "CircuitRequestError";
  readonly code = "invalid-argument";
}

/** A circuit whose states do not fit into the memory; `details` has `bytesNeeded` and `bytesAvailable`. */
export class CircuitTooLargeError extends CodedError {
  override readonly name = "CircuitTooLargeError";
  readonly code = "too-large";
}

/** An option of this package outside its range. */
export class JobsOptionError extends CodedError {
  override readonly name = "JobsOptionError";
  readonly code = "invalid-argument";
}

/** The error that a job's stored failure stands for. */
export function errorOfFailure({ code, message, details }: JobError): Error {
  return Object.assign(new Error(message), { code, details: details ?? {} });
}
