import type { FieldErrors } from "./field-errors.ts";

let handed: FieldErrors = {};

/** Errors of a failed job that the form is to show when it opens. */
export function handOver(errors: FieldErrors): void {
  handed = errors;
}

/** The errors handed over, once. */
export function takeHandedErrors(): FieldErrors {
  const errors = handed;
  handed = {};
  return errors;
}
