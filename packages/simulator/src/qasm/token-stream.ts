import type { Lexer, Token } from "./lexer.ts";
import type { SourceTexts } from "./source-texts.ts";
import { greatestNesting } from "./limits.ts";

function describe(token: Token): string {
  if (token.kind === "end") return token.text;
  return token.kind === "string" ? `"${token.text}"` : token.text;
}

/** Tokens with one token of look-ahead, and the questions that parsers ask of it. */
export class TokenStream {
  readonly sources: SourceTexts;
  readonly #lexer: Lexer;
  #current: Token;
  #depth = 0;

  constructor(sources: SourceTexts, lexer: Lexer) {
    this.sources = sources;
    this.#lexer = lexer;
    this.#current = lexer.next();
  }

  /** The token that comes next. */
  get current(): Token {
    return this.#current;
  }

  /** Position of the next token. */
  get at(): number {
    return this.#current.at;
  }

  take(): Token {
    const token = this.#current;
    if (token.kind !== "end") this.#current = this.#lexer.next();
    return token;
  }

  /** Whether the next token is that symbol or keyword. */
  is(text: string): boolean {
    const { kind } = this.#current;
    return this.#current.text === text && (kind === "symbol" || kind === "identifier");
  }

  /** Takes the next token if it is that symbol or keyword. */
  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.take();
    return true;
  }

  expect(text: string, after: string): Token {
    if (!this.is(text)) this.failAtCurrent(`expected ${text} after ${after}`);
    return this.take();
  }

  expectName(what: string): Token {
    if (this.#current.kind !== "identifier") this.failAtCurrent(`expected ${what}`);
    return this.take();
  }

  /** Takes what follows on the line of the token that was taken last, unread. */
  takeLine(): string {
    // The look-ahead would already be beyond the line's first token: only called right before it is read.
    const line = this.#lexer.skipLine();
    this.#current = this.#lexer.next();
    return line;
  }

  /** Runs a parser one level deeper; refuses what is nested too deep for the call stack. */
  nested<Result>(parse: () => Result): Result {
    if (++this.#depth > greatestNesting) {
      this.fail(this.at, `parentheses and blocks may be nested ${greatestNesting} deep`);
    }
    const result = parse();
    this.#depth--;
    return result;
  }

  fail(at: number, problem: string): never {
    this.sources.fail(at, problem);
  }

  /** An error that adds what was found. */
  failAtCurrent(problem: string): never {
    this.fail(this.at, `${problem}, found ${describe(this.#current)}`);
  }
}
