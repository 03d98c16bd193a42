import type { ErrorCode } from "./problem.ts";

/** Base of the errors of jobs, API and CLI: a code of the table of error codes, structured details, a cause. */
export abstract class CodedError extends Error {
  abstract readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    message: string,
    init: { readonly details?: Readonly<Record<string, unknown>>; readonly cause?: unknown } = {},
  ) {
    super(message, "cause" in init ? { cause: init.cause } : undefined);
    this.details = init.details ?? {};
  }
}
