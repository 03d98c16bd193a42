import { ApiProblemError, ServerUnavailableError } from "@ansatz/contract";

/** An error as a page shows it. */
export interface ShownError {
  readonly title: string;
  readonly detail: string;
  readonly code: string;
}

export function describeError(error: unknown): ShownError {
  if (error instanceof ApiProblemError) {
    const { title, detail, code } = error.problem;
    return { title, detail, code };
  }
  if (error instanceof ServerUnavailableError) {
    return { title: "The server does not answer", detail: error.message, code: error.code };
  }
  return {
    title: "Something in this page went wrong",
    detail: error instanceof Error ? error.message : String(error),
    code: "internal",
  };
}
