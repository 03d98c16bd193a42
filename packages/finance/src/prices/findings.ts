/** What reading a table found out, and what was done about it. */
export interface TableFinding {
  readonly code:
    | "ambiguous-dates"
    | "blank-rows"
    | "column-left-out"
    | "constant-column"
    | "decimal-convention"
    | "duplicate-date"
    | "few-observations"
    | "frequency-unclear"
    | "index-like-column"
    | "late-start"
    | "missing-values"
    | "no-header"
    | "numbered-periods"
    | "read-as-returns"
    | "split-like-jump"
    | "unsorted-dates"
    | "weekend-dates";
  /** A warning may change a conclusion; an information does not. */
  readonly severity: "information" | "warning";
  /** A sentence: what was found and what was done. */
  readonly message: string;
  readonly asset?: string;
  /** ISO date. */
  readonly date?: string;
  readonly count?: number;
}

/** The first few of a list, for messages. */
export function listSome(items: readonly string[], limit = 5): string {
  const shown = items.slice(0, limit).join(", ");
  return items.length > limit ? `${shown} and ${items.length - limit} more` : shown;
}
