/** What reading a table of materials found out, and what was done about it. */
export interface MaterialsFinding {
  readonly code:
    | "ambiguous-formula"
    | "blank-rows"
    | "class-of-one"
    | "column-assumed"
    | "decimal-comma"
    | "duplicate-compositions"
    | "few-rows"
    | "filled-properties"
    | "impossible-composition"
    | "missing-feature"
    | "missing-target"
    | "no-header"
    | "outliers"
    | "read-as-classes"
    | "text-in-number-column"
    | "unit-differs"
    | "numbered-rows"
    | "unreadable-molecule"
    | "unreadable-structure"
    | "unused-structures";
  /** A warning may change a conclusion; an information does not. */
  readonly severity: "information" | "warning";
  /** A sentence: what was found and what was done. */
  readonly message: string;
  /** Rows of the text, counted from 1 with the header; all of them. */
  readonly rows?: readonly number[];
  readonly column?: string;
}

/** The first few of a list, for messages. */
export function listSome(items: readonly (number | string)[], limit = 5): string {
  const shown = items.slice(0, limit).join(", ");
  return items.length > limit ? `${shown} and ${items.length - limit} more` : shown;
}

/** "row 3" or "rows 3, 5 and 4 more". */
export function nameRows(rows: readonly number[]): string {
  return `${rows.length === 1 ? "row" : "rows"} ${listSome(rows)}`;
}

/** "3 rows" or "1 row". */
export function countRows(count: number): string {
  return `${count} ${count === 1 ? "row" : "rows"}`;
}
