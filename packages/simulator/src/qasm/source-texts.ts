import { QasmError } from "../errors.ts";
import type { QasmErrorDetails } from "../errors.ts";

interface Source {
  readonly base: number;
  readonly text: string;
  readonly fileName: string | undefined;
}

const longestExcerpt = 80;

/**
 * The texts that a program consists of: the file itself and what it includes. A position is one number over all of
 * them, so that tokens and syntax trees stay small.
 */
export class SourceTexts {
  readonly #sources: Source[] = [];
  #end = 0;

  /** The position of the text's first character. */
  add(text: string, fileName?: string): number {
    const base = this.#end;
    this.#sources.push({ base, text, fileName });
    this.#end += text.length + 1;
    return base;
  }

  locate(position: number): QasmErrorDetails {
    const source = this.#sources.findLast(({ base }) => base <= position)!;
    const { text, base, fileName } = source;
    const offset = Math.min(position - base, text.length);
    const start = text.lastIndexOf("\n", offset - 1) + 1;
    const lineEnd = text.indexOf("\n", offset);
    const end = lineEnd < 0 ? text.length : lineEnd;
    let line = 1;
    for (let at = text.indexOf("\n"); at >= 0 && at < start; at = text.indexOf("\n", at + 1)) line++;
    const from = Math.max(start, Math.min(offset - longestExcerpt / 2, end - longestExcerpt));
    const excerpt = text.slice(from, Math.min(end, from + longestExcerpt)).trimEnd();
    return { line, column: offset - start + 1, excerpt, ...(fileName === undefined ? {} : { fileName }) };
  }

  /** Throws {@link QasmError} for the place. */
  fail(position: number, problem: string, options?: ErrorOptions): never {
    const details = this.locate(position);
    const place = `${details.fileName === undefined ? "" : `${details.fileName}, `}line ${details.line}, column ${details.column}`;
    throw new QasmError(`${place}: ${problem}`, details, options);
  }
}
