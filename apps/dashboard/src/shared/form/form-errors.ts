import { ApiProblemError, RequestError } from "@ansatz/contract";

/** What is wrong, by the field where it is shown; "form" for what belongs to no field. */
export type FormErrors = Readonly<Partial<Record<string, string>>>;

/** What is known of an error that is no fault of one value. */
export interface NamedError {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** How a form's errors find their fields. */
export interface ErrorPlaces {
  /** The field of a path within the request, for example ["groups", "0", "minimum"]. */
  readonly fieldOfPath: (path: readonly string[]) => string | undefined;
  /** The fields that a named error speaks of. */
  readonly fieldsOfError: (error: NamedError) => readonly string[];
}

/** A message as a sentence. */
export function sentence(message: string): string {
  const text = message.endsWith(", got nothing") ? message.slice(0, -", got nothing".length) : message;
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}

/** Messages as sentences one after the other. */
export function sentences(messages: readonly string[]): string {
  return messages.map(sentence).join(" ");
}

function fromIssues(
  issues: readonly { readonly path: string; readonly message: string }[],
  { fieldOfPath }: ErrorPlaces,
): FormErrors {
  const errors: Record<string, string> = {};
  for (const { path, message } of issues) {
    const [head, ...rest] = path.split(".");
    const field = fieldOfPath(head === "request" ? rest : [head, ...rest]) ?? "form";
    errors[field] ??= sentence(message);
  }
  return errors;
}

/** The errors of a refused form, by field. */
export function toFormErrors(error: unknown, places: ErrorPlaces): FormErrors {
  if (error instanceof RequestError) return fromIssues(error.issues, places);
  if (error instanceof ApiProblemError) {
    const { issues, code, detail, details = {} } = error.problem;
    if (issues && issues.length > 0) return fromIssues(issues, places);
    const fields = places.fieldsOfError({ code, message: detail, details });
    return Object.fromEntries(
      (fields.length === 0 ? ["form"] : fields).map((field) => [field, sentence(detail)]),
    );
  }
  return { form: error instanceof Error ? error.message : String(error) };
}
