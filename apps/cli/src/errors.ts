import { CodedError } from "@ansatz/contract";

/** A command line that says nothing that can be done. */
export class UsageError extends CodedError {
  override readonly name = "UsageError";
  readonly code = "invalid-request";
}

/** A data directory that cannot be made or written; `details.directory`. */
export class DataDirectoryError extends CodedError {
  override readonly name = "DataDirectoryError";
  readonly code = "storage-unavailable";
}

/** A server that stopped answering while a job was followed; the job may go on there. */
export class ServerLostError extends CodedError {
  override readonly name = "ServerLostError";
  readonly code = "server-unavailable";
}
