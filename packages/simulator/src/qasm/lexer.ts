import { longestIdentifier } from "./limits.ts";
import type { SourceTexts } from "./source-texts.ts";

export type TokenKind =
  | "identifier"
  | "integer"
  | "float"
  | "duration"
  | "imaginary"
  | "string"
  | "hardware"
  | "symbol"
  | "end";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Position of its first character. */
  readonly at: number;
}

const symbols = [
  ["**=", "<<=", ">>="],
  [
    "->",
    "==",
    "!=",
    "<=",
    ">=",
    "&&",
    "||",
    "++",
    "**",
    "<<",
    ">>",
    "+=",
    "-=",
    "*=",
    "/=",
    "%=",
    "&=",
    "|=",
    "^=",
    "~=",
  ],
  Array.from(";,()[]{}:+-*/%^&|~!<>=@.#"),
];
const symbolsByLength = symbols.map((list) => new Set(list));
const singles = new Map(symbols[2].map((symbol) => [symbol.charCodeAt(0), symbol]));
/** Symbols that can only be alone: no longer one starts with them. */
const alwaysAlone = new Set(Array.from(";,()[]{}:@.#", (symbol) => symbol.charCodeAt(0)));

const startsIdentifier = /[\p{L}\p{Nl}_]/u;
const continuesIdentifier = /[\p{L}\p{Nl}\p{Mn}\p{Nd}_]/u;
const numberPattern =
  /0[xX][0-9a-fA-F](?:_?[0-9a-fA-F])*|0[oO][0-7](?:_?[0-7])*|0[bB][01](?:_?[01])*|(?:[0-9](?:_?[0-9])*)?\.?(?:[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?/y;
const suffixPattern = /[ \t]*(?:(im|dt|ns|us|µs|μs|ms|s)(?![\p{L}\p{Nd}_]))/uy;

/** Characters that end a plain integer for certain. */
const afterInteger = new Set(Array.from("]),;:*/+", (symbol) => symbol.charCodeAt(0)));

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isWordStart = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;

/** Splits a text into tokens, one at a time. White space, comments and a byte order mark are skipped. */
export class Lexer {
  readonly #text: string;
  readonly #base: number;
  readonly #sources: SourceTexts;
  #offset = 0;

  constructor(sources: SourceTexts, text: string, base: number) {
    this.#sources = sources;
    this.#text = text;
    this.#base = base;
    if (text.charCodeAt(0) === 0xfeff) this.#offset = 1;
  }

  next(): Token {
    this.#skipBlank();
    const text = this.#text;
    const start = this.#offset;
    const at = this.#base + start;
    if (start >= text.length) return { kind: "end", text: "the end of the text", at };
    const code = text.charCodeAt(start);
    if (isWordStart(code)) {
      let end = start + 1;
      for (let next = text.charCodeAt(end); isWordStart(next) || isDigit(next); next = text.charCodeAt(end))
        end++;
      if (text.charCodeAt(end) < 128 || end >= text.length) return this.#identifier(start, end);
      return this.#wideIdentifier(start, end);
    }
    if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(start + 1)))) return this.#number(start, at);
    if (code === 34 || code === 39) return this.#string(start, at, text[start]);
    if (code === 36 && isDigit(text.charCodeAt(start + 1))) {
      let end = start + 1;
      while (isDigit(text.charCodeAt(end))) end++;
      this.#offset = end;
      return { kind: "hardware", text: text.slice(start, end), at };
    }
    if (alwaysAlone.has(code)) {
      this.#offset = start + 1;
      return { kind: "symbol", text: singles.get(code)!, at };
    }
    for (let length = 3; length > 0; length--) {
      const symbol = text.slice(start, start + length);
      if (symbolsByLength[3 - length].has(symbol)) {
        this.#offset = start + length;
        return { kind: "symbol", text: symbol, at };
      }
    }
    const character = String.fromCodePoint(text.codePointAt(start)!);
    if (startsIdentifier.test(character)) return this.#wideIdentifier(start, start);
    const shown = /[\p{C}\p{Z}]/u.test(character)
      ? `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`
      : `"${character}"`;
    this.#sources.fail(at, `the character ${shown} has no meaning here`);
  }

  /** The rest of the line, which the language leaves to tools. */
  skipLine(): string {
    const start = this.#offset;
    const end = this.#text.indexOf("\n", start);
    this.#offset = end < 0 ? this.#text.length : end;
    return this.#text.slice(start, this.#offset);
  }

  #skipBlank(): void {
    const text = this.#text;
    let offset = this.#offset;
    for (;;) {
      const code = text.charCodeAt(offset);
      if (code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff || code === 0x2028) {
        offset++;
      } else if (code === 47 && text.charCodeAt(offset + 1) === 47) {
        const end = text.indexOf("\n", offset);
        offset = end < 0 ? text.length : end + 1;
      } else if (code === 47 && text.charCodeAt(offset + 1) === 42) {
        const end = text.indexOf("*/", offset + 2);
        if (end < 0) this.#sources.fail(this.#base + offset, "the comment has no end: write */ after it");
        offset = end + 2;
      } else {
        this.#offset = offset;
        return;
      }
    }
  }

  #identifier(start: number, end: number): Token {
    if (end - start > longestIdentifier) {
      this.#sources.fail(
        this.#base + start,
        `a name may have ${longestIdentifier} characters, got ${end - start}`,
      );
    }
    this.#offset = end;
    return { kind: "identifier", text: this.#text.slice(start, end), at: this.#base + start };
  }

  #wideIdentifier(start: number, from: number): Token {
    let end = from;
    while (end < this.#text.length) {
      const character = String.fromCodePoint(this.#text.codePointAt(end)!);
      if (!continuesIdentifier.test(character)) break;
      end += character.length;
      if (end - start > longestIdentifier) break;
    }
    return this.#identifier(start, end);
  }

  #string(start: number, at: number, quote: string): Token {
    const text = this.#text;
    let end = start + 1;
    while (end < text.length && text[end] !== quote && text[end] !== "\n") end++;
    if (text[end] !== quote) this.#sources.fail(at, `the text has no end: write ${quote} after it`);
    this.#offset = end + 1;
    return { kind: "string", text: text.slice(start + 1, end), at };
  }

  #number(start: number, at: number): Token {
    let digitsEnd = start;
    while (isDigit(this.#text.charCodeAt(digitsEnd))) digitsEnd++;
    if (afterInteger.has(this.#text.charCodeAt(digitsEnd))) {
      this.#offset = digitsEnd;
      return { kind: "integer", text: this.#text.slice(start, digitsEnd), at };
    }
    numberPattern.lastIndex = start;
    const found = numberPattern.exec(this.#text)![0];
    let end = start + found.length;
    let kind: TokenKind = /^0[xXoObB]/.test(found) || !/[.eE]/.test(found) ? "integer" : "float";
    suffixPattern.lastIndex = end;
    const suffix = suffixPattern.exec(this.#text);
    if (suffix) {
      end += suffix[0].length;
      kind = suffix[1] === "im" ? "imaginary" : "duration";
    }
    const next = this.#text.charCodeAt(end);
    if (isWordStart(next) || isDigit(next)) {
      this.#sources.fail(at, `the number ${found} is followed by a letter: write an operator between them`);
    }
    this.#offset = end;
    return { kind, text: found.includes("_") ? found.replaceAll("_", "") : found, at };
  }
}
