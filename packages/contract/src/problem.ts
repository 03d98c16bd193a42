import { z } from "zod";
import { issueMessage } from "./issue-message.ts";

/** What an error code means at the edges: HTTP status, CLI exit code, short title. */
export interface ErrorCodeEntry {
  readonly status: number;
  readonly exitCode: number;
  readonly title: string;
}

/** CLI exit codes: 0 success, 1 a fault of the program, 2 bad input, 3 not converged, 4 refused for size, 5 storage or server, 130 cancelled. */
export const exitCodes = {
  success: 0,
  internal: 1,
  badInput: 2,
  notConverged: 3,
  tooLarge: 4,
  unavailable: 5,
  cancelled: 130,
} as const;

/** Every error code of every package. */
export const errorCodes = {
  // requests
  "invalid-request": { status: 400, exitCode: 2, title: "The request does not match its schema" },
  "body-too-large": { status: 413, exitCode: 2, title: "The request body is too large" },
  "unsupported-media-type": { status: 415, exitCode: 2, title: "The request body is not JSON" },
  forbidden: { status: 403, exitCode: 2, title: "The server does not take requests from there" },
  "not-found": { status: 404, exitCode: 2, title: "There is nothing at this address" },
  "method-not-allowed": { status: 405, exitCode: 2, title: "This address does not take that method" },
  "job-not-found": { status: 404, exitCode: 2, title: "There is no such job" },
  "model-not-found": { status: 404, exitCode: 2, title: "There is no such model" },
  "job-finished": { status: 409, exitCode: 2, title: "The job has ended already" },
  "too-many-requests": { status: 429, exitCode: 5, title: "Too many requests" },
  // molecules and chemistry
  smiles: { status: 422, exitCode: 2, title: "The SMILES cannot be read" },
  xyz: { status: 422, exitCode: 2, title: "The XYZ text cannot be read" },
  "library-molecule": { status: 422, exitCode: 2, title: "The molecule library has no such name" },
  molecule: { status: 422, exitCode: 2, title: "The molecule is not usable" },
  "atoms-too-close": { status: 422, exitCode: 2, title: "Two atoms are too close" },
  multiplicity: { status: 422, exitCode: 2, title: "Electrons and multiplicity do not match" },
  "geometry-generation": { status: 422, exitCode: 2, title: "No geometry could be made for the molecule" },
  "basis-not-available": { status: 422, exitCode: 2, title: "The basis set does not cover the molecule" },
  "active-space": { status: 422, exitCode: 2, title: "The active space is not possible" },
  "bond-scan": { status: 422, exitCode: 2, title: "The bond cannot be scanned" },
  "too-large": { status: 422, exitCode: 4, title: "The problem does not fit into memory" },
  // circuits
  "invalid-qasm": { status: 422, exitCode: 2, title: "The OpenQASM text cannot be used" },
  // portfolios and risk
  "price-table": { status: 422, exitCode: 2, title: "The table of prices cannot be used" },
  moments: { status: 422, exitCode: 2, title: "The means and covariances cannot be used" },
  mandate: { status: 422, exitCode: 2, title: "The mandate cannot be fulfilled" },
  "risk-model": { status: 422, exitCode: 2, title: "The risk model is not possible" },
  solver: { status: 500, exitCode: 1, title: "A solver ended without an answer" },
  // learning and materials
  "data-set": { status: 422, exitCode: 2, title: "Nothing can be learnt from the data" },
  model: { status: 422, exitCode: 2, title: "The model cannot be built as asked for" },
  composition: { status: 422, exitCode: 2, title: "A chemical formula cannot be read" },
  structure: { status: 422, exitCode: 2, title: "A crystal structure cannot be used" },
  "materials-table": { status: 422, exitCode: 2, title: "The table of materials cannot be used" },
  // engines
  "invalid-argument": { status: 422, exitCode: 2, title: "A value lies outside its range" },
  numerical: { status: 500, exitCode: 1, title: "A calculation produced no finite number" },
  kernel: { status: 500, exitCode: 1, title: "A compute kernel failed" },
  checkpoint: { status: 500, exitCode: 1, title: "A checkpoint cannot be used" },
  // jobs and storage
  cancelled: { status: 409, exitCode: 130, title: "The job was cancelled" },
  "worker-lost": { status: 500, exitCode: 1, title: "The process that ran the job was lost too often" },
  "data-directory-in-use": { status: 503, exitCode: 5, title: "Another process holds the data directory" },
  "storage-unavailable": { status: 503, exitCode: 5, title: "The data cannot be stored" },
  "server-unavailable": { status: 503, exitCode: 5, title: "The server cannot be reached" },
  internal: { status: 500, exitCode: 1, title: "A fault inside the program" },
} as const satisfies Record<string, ErrorCodeEntry>;

export type ErrorCode = keyof typeof errorCodes;

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(errorCodes, code);
}

/** One thing wrong with a request: which field, what, and what to do. */
export const issueSchema = z.object({ path: z.string(), message: z.string() });

/** RFC 9457 problem details, with our code. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    issues: z.array(issueSchema).optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details" });
export type Problem = z.infer<typeof problemSchema>;

/** The serialisable form of an error, in jobs and between threads. */
export const jobErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type JobError = z.infer<typeof jobErrorSchema>;

/**
 * The problem document of an error. Errors without a known code become "internal" and show no message of their own,
 * so that no path or stack leaks.
 */
export function toProblem(error: unknown): Problem {
  const known = toJobError(error);
  const entry = errorCodes[isErrorCode(known.code) ? known.code : "internal"];
  const issues = error instanceof RequestError ? error.issues : undefined;
  return {
    type: `urn:ansatz:problem:${known.code}`,
    title: entry.title,
    status: entry.status,
    detail: known.message,
    code: known.code,
    ...(issues ? { issues: [...issues] } : {}),
    ...(known.details ? { details: known.details } : {}),
  };
}

/** The serialisable form of any thrown value. Only errors with a code of the table keep their message. */
export function toJobError(error: unknown): JobError {
  if (typeof error === "object" && error !== null && "code" in error && isErrorCode(error.code)) {
    const { code } = error;
    const message =
      "message" in error && typeof error.message === "string" ? error.message : errorCodes[code].title;
    const details =
      "details" in error && typeof error.details === "object" && error.details !== null
        ? (error.details as Record<string, unknown>)
        : undefined;
    return { code, message, ...(details ? { details } : {}) };
  }
  if (error instanceof Error && error.name === "AbortError") {
    return { code: "cancelled", message: "The job was cancelled." };
  }
  return {
    code: "internal",
    message: "A fault inside the program stopped this. The log of the server has the cause.",
  };
}

/** A request that does not match its schema. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly code = "invalid-request";
  readonly issues: readonly z.infer<typeof issueSchema>[];

  constructor(issues: readonly z.infer<typeof issueSchema>[]) {
    super(issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; "));
    this.issues = issues;
  }
}

/** Without limits that a field's own, narrower ones make superfluous, such as that of a safe integer. */
function tightest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const limitOf = (issue: z.core.$ZodIssue): number =>
    issue.code === "too_big"
      ? Number(issue.maximum)
      : issue.code === "too_small"
        ? -Number(issue.minimum)
        : 0;
  return issues.filter(
    (issue) =>
      !issues.some(
        (other) =>
          other.code === issue.code &&
          other.path.join(".") === issue.path.join(".") &&
          limitOf(other) < limitOf(issue),
      ),
  );
}

/** Parses outside input with a schema; throws {@link RequestError} with one issue per fault. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input, { error: issueMessage });
  if (parsed.success) return parsed.data;
  throw new RequestError(
    tightest(parsed.error.issues).map((issue) => ({
      path: issue.path.map(String).join("."),
      message: issue.message,
    })),
  );
}
