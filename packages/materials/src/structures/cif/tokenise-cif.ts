import { StructureError } from "../../errors.ts";

/** A piece of a CIF with the line on which it starts, counted from 1. */
export interface CifToken {
  readonly kind: "data" | "loop" | "save" | "tag" | "value";
  /** Without quotes; of a data block its name; of a tag lower case. */
  readonly text: string;
  readonly line: number;
  readonly isQuoted: boolean;
}

/** A bare word, or a quoted one whose closing quote stands before white space or the line's end. */
const wordPattern = /'((?:[^']|'(?=\S))*)'(?=\s|$)|"((?:[^"]|"(?=\S))*)"(?=\s|$)|#.*|(\S+)/gy;

function bareToken(word: string, line: number): CifToken {
  const lower = word.toLowerCase();
  if (lower.startsWith("data_")) return { kind: "data", text: word.slice(5), line, isQuoted: false };
  if (lower === "loop_") return { kind: "loop", text: lower, line, isQuoted: false };
  if (lower.startsWith("save_")) return { kind: "save", text: word.slice(5), line, isQuoted: false };
  if (word.startsWith("_")) return { kind: "tag", text: lower, line, isQuoted: false };
  return { kind: "value", text: word, line, isQuoted: false };
}

/**
 * Splits a CIF 1.1 text into tokens: words, quoted words and text fields between lines that start with a semicolon;
 * comments are left out.
 *
 * @throws StructureError with the line of a quote or text field that is not closed.
 */
export function tokeniseCif(text: string): CifToken[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  const tokens: CifToken[] = [];
  for (let index = 0; index < lines.length; index++) {
    const content = lines[index];
    const line = index + 1;
    if (content.startsWith(";")) {
      const field = [content.slice(1)];
      index++;
      while (index < lines.length && !lines[index].startsWith(";")) field.push(lines[index++]);
      if (index >= lines.length) {
        throw new StructureError(
          `the text field that starts on line ${line} must end with a line that starts with a semicolon`,
          { line },
        );
      }
      tokens.push({ kind: "value", text: field.join("\n").trim(), line, isQuoted: true });
      // What follows the closing semicolon on its line.
      lines[index] = ` ${lines[index].slice(1)}`;
      index--;
      continue;
    }
    let at = 0;
    for (;;) {
      while (at < content.length && /\s/.test(content[at])) at++;
      if (at >= content.length) break;
      wordPattern.lastIndex = at;
      const match = wordPattern.exec(content);
      if (match === null) break;
      at = wordPattern.lastIndex;
      const [whole, single, double, word] = match as unknown as [
        string,
        string | undefined,
        string | undefined,
        string,
      ];
      if (whole.startsWith("#")) break;
      const quoted = single ?? double;
      if (quoted !== undefined) tokens.push({ kind: "value", text: quoted, line, isQuoted: true });
      else if (word.startsWith("'") || word.startsWith('"')) {
        throw new StructureError(
          `the quoted text on line ${line} must end with ${word[0]} on the same line, got ${content.trim()}`,
          { line },
        );
      } else tokens.push(bareToken(word, line));
    }
  }
  return tokens;
}
