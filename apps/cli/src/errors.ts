/** What the classes below share: structured details beside the message. */
interface ErrorInit {
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** Base of this package's errors. `code` is a literal of the table of error codes. */
abstract class CliError extends Error {
  abstract readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, init: ErrorInit = {}) {
    super(message, "cause" in init ? { cause: init.cause } : undefined);
    this.details = init.details ?? {};
  }
}

/** A command line that says nothing that can be done. */
export class UsageError extends CliError {
  override readonly name = "UsageError";
  readonly code = "invalid-request";
}

/** A data directory that cannot be made or written; `details.directory`. */
export class DataDirectoryError extends CliError {
  override readonly name = "DataDirectoryError";
  readonly code = "storage-unavailable";
}

/** A server that stopped answering while a job was followed; the job may go on there. */
export class ServerLostError extends CliError {
  override readonly name = "ServerLostError";
  readonly code = "server-unavailable";
}
