import { isErrorCode } from "@ansatz/contract";
import { StorageUnavailableError } from "../errors.ts";

/** SQLSTATE classes that tell of a wrong statement, not of a failing store: data, constraint, syntax. */
const programClasses = ["22", "23", "42"];

/** The error of a failed operation on the store for those who asked for it; faults of the program stay as they are. */
export function asStorageError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if ("code" in error && isErrorCode(error.code)) return error;
  if (error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError)
    return error;
  const state = sqlState(error);
  if (state !== undefined && programClasses.includes(state.slice(0, 2))) return error;
  const isFull = state === "53100" || /no space left|ENOSPC|disk is full/i.test(messagesOf(error));
  return new StorageUnavailableError(
    isFull
      ? "The disk that keeps the jobs is full; free some space on it. What was stored is kept."
      : "The jobs cannot be stored or read at the moment; the log of the server has the cause.",
    { cause: error },
  );
}

/** SQLSTATE of an error or of what caused it. */
function sqlState(error: Error): string | undefined {
  if ("code" in error && typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code))
    return error.code;
  return error.cause instanceof Error ? sqlState(error.cause) : undefined;
}

function messagesOf(error: Error): string {
  return error.cause instanceof Error ? `${error.message} ${messagesOf(error.cause)}` : error.message;
}
