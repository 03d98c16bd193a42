import { RequestError, toProblem, type Problem } from "@ansatz/contract";
import type { ErrorRequestHandler, Response } from "express";
import type { Logger } from "pino";
import { AddressNotFoundError, BodyTooLargeError, MediaTypeError } from "../errors.ts";
import { bodyLimitBytes } from "./json-body.ts";

/** Writes a problem document (RFC 9457). */
export function sendProblem(response: Response, problem: Problem): void {
  response.status(problem.status).type("application/problem+json").send(JSON.stringify(problem));
}

/** Our error for one that Express or its parsers threw; any other value as it is. */
function translate(error: unknown): unknown {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return error;
  const { status } = error;
  if (status === 413) {
    return new BodyTooLargeError(
      `The request body may have up to ${bodyLimitBytes} bytes; send a smaller molecule, table or job.`,
      { details: { limitBytes: bodyLimitBytes }, cause: error },
    );
  }
  if (status === 415) {
    return new MediaTypeError(
      "The request body must be JSON in UTF-8, plain or compressed by gzip, deflate or br.",
      {
        cause: error,
      },
    );
  }
  if (status === 404) return new AddressNotFoundError("There is nothing at this address.", { cause: error });
  if (status >= 400 && status < 500) {
    return new RequestError([
      { path: "", message: "The request cannot be read: its address or body is damaged." },
    ]);
  }
  return error;
}

/** Answers any error as a problem document. Faults of the program are logged with their cause and shown without. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  // Express tells an error handler from others by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  return (thrown: unknown, request, response, _next) => {
    const problem = toProblem(translate(thrown));
    if (problem.status >= 500) {
      log.error({ err: thrown, method: request.method, url: request.originalUrl }, problem.title);
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.status === 503) response.setHeader("retry-after", "5");
    sendProblem(response, problem);
  };
}
