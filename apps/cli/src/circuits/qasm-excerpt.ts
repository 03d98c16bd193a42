import type { Problem } from "@ansatz/contract";
import type { CircuitFile } from "./circuit-file.ts";

interface Place {
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;
  readonly fileName?: string;
}

function placeOf(details: unknown): Place | undefined {
  const { line, column, excerpt, fileName } = (details ?? {}) as Partial<Place>;
  if (typeof line !== "number" || typeof column !== "number" || typeof excerpt !== "string") return undefined;
  return { line, column, excerpt, ...(typeof fileName === "string" ? { fileName } : {}) };
}

/** Characters of the excerpt before the place: an excerpt of a long line starts somewhere in it. */
function caretOffset(
  { line, column, excerpt, fileName }: Place,
  { name, qasm, includes }: CircuitFile,
): number {
  const text = fileName === undefined || fileName === name ? qasm : includes?.[fileName];
  const whole = text?.split("\n")[line - 1];
  if (whole === undefined) return column - 1;
  for (let start = whole.indexOf(excerpt); start >= 0; start = whole.indexOf(excerpt, start + 1)) {
    if (start <= column - 1 && column - 1 <= start + excerpt.length) return column - 1 - start;
  }
  return column - 1;
}

/** Adds to an error in an OpenQASM text where in its excerpt the place is, and the file where it has none. */
export function locateInSource(error: unknown, file: CircuitFile): void {
  if (typeof error !== "object" || error === null) return;
  const holder =
    "problem" in error ? (error.problem as { details?: unknown }) : (error as { details?: unknown });
  const place = placeOf(holder.details);
  if (!place) return;
  holder.details = { fileName: file.name, ...place, caret: caretOffset(place, file) };
}

/** `file:line:column: what`, the line and a caret below the place; undefined for other problems. */
export function qasmProblemLines({ code, detail, details }: Problem): string[] | undefined {
  if (code !== "invalid-qasm") return undefined;
  const place = placeOf(details);
  if (!place) return undefined;
  const { line, column, excerpt, fileName } = place;
  const what = detail.replace(/^(?:[^\n]*?, )?line \d+, column \d+: /, "");
  const caret = typeof details?.caret === "number" ? details.caret : column - 1;
  const plain = excerpt.replaceAll("\t", " ");
  return [
    `${fileName === undefined ? "" : `${fileName}:`}${line}:${column}: ${what}`,
    `  ${plain}`,
    `  ${" ".repeat(Math.min(Math.max(caret, 0), plain.length))}^`,
  ];
}
