import type { FormErrors } from "./form-errors.ts";

let handed: FormErrors = {};

/** Errors of a failed job that the form is to show when it opens. */
export function handOver(errors: FormErrors): void {
  handed = errors;
}

/** The errors handed over, once. */
export function takeHandedErrors(): FormErrors {
  const errors = handed;
  handed = {};
  return errors;
}
