import { greatestExpressionSize } from "./limits.ts";
import type { Expression, TypeExpression, TypeName } from "./syntax-tree.ts";
import type { TokenStream } from "./token-stream.ts";

/** Binding powers of the operators between two operands. */
const strengths: Readonly<Record<string, number>> = {
  "++": 1,
  "||": 2,
  "&&": 3,
  "|": 4,
  "^": 5,
  "&": 6,
  "==": 7,
  "!=": 7,
  "<": 8,
  "<=": 8,
  ">": 8,
  ">=": 8,
  "<<": 9,
  ">>": 9,
  "+": 10,
  "-": 10,
  "*": 11,
  "/": 11,
  "%": 11,
  "**": 13,
};
const prefixStrength = 12;
const chained = new Set(["&&", "||", "&", "|", "^", "++"]);
const typeNames: ReadonlySet<string> = new Set<TypeName>([
  "bit",
  "bool",
  "int",
  "uint",
  "float",
  "angle",
  "complex",
  "duration",
  "stretch",
]);

export function isTypeName(text: string): text is TypeName {
  return typeNames.has(text) || text === "array" || text === "qubit";
}

/** A type such as `uint[8]`, `bit` or `array[float[64], 3, 2]`. */
export function parseType(stream: TokenStream): TypeExpression {
  const { text: name, at } = stream.current;
  if (stream.current.kind !== "identifier" || !isTypeName(name)) stream.failAtCurrent("expected a type");
  stream.take();
  if (name === "array") {
    stream.expect("[", "array");
    const element = parseType(stream);
    let type: TypeExpression = element;
    const sizes: Expression[] = [];
    while (stream.accept(",")) sizes.push(parseExpression(stream));
    stream.expect("]", "an array's sizes");
    for (const size of sizes.reverse()) type = { name: "array", size, element: type, at };
    return type;
  }
  if (!stream.accept("[")) return { name, size: null, at };
  if (name === "complex") {
    parseType(stream);
    stream.expect("]", "the type of a complex number");
    return { name, size: null, at };
  }
  const size = parseExpression(stream);
  stream.expect("]", `the size of ${name}`);
  return { name, size, at };
}

/**
 * An expression (Pratt's method). `version` 2 knows `^` as power and no operator that the older language lacks.
 * Throws {@link QasmError} at the first token that does not fit.
 */
export function parseExpression(stream: TokenStream, version: 2 | 3 = 3): Expression {
  const parser = new ExpressionParser(stream, version);
  return stream.nested(() => parser.parse(0));
}

const version2Operators = new Set(["+", "-", "*", "/", "^", "**"]);

class ExpressionParser {
  readonly #stream: TokenStream;
  readonly #version: 2 | 3;
  #size = 0;

  constructor(stream: TokenStream, version: 2 | 3) {
    this.#stream = stream;
    this.#version = version;
  }

  parse(least: number): Expression {
    const stream = this.#stream;
    let left = this.#prefix();
    /** The chain that this loop itself builds; one in parentheses stays an operand of its own. */
    let chain: Expression[] | null = null;
    for (;;) {
      const { kind, text, at } = stream.current;
      if (kind !== "symbol") return left;
      if (this.#version === 2 && !version2Operators.has(text)) return left;
      const operator = this.#version === 2 && text === "^" ? "**" : text;
      const strength = strengths[operator] as number | undefined;
      if (strength === undefined || strength < least) return left;
      if (++this.#size > greatestExpressionSize) {
        stream.fail(at, `an expression may have ${greatestExpressionSize} operators`);
      }
      stream.take();
      // Powers group to the right, all others to the left.
      const right = operator === "**" ? stream.nested(() => this.parse(strength)) : this.parse(strength + 1);
      if (chained.has(operator)) {
        if (chain && left.kind === "chain" && left.operator === operator) chain.push(right);
        else {
          chain = [left, right];
          left = { kind: "chain", operator, operands: chain, at };
        }
      } else {
        left = { kind: "binary", operator, left, right, at };
        chain = null;
      }
    }
  }

  #prefix(): Expression {
    const { kind, text, at } = this.#stream.current;
    if (kind === "symbol" && (text === "-" || text === "+" || text === "!" || text === "~")) {
      this.#stream.take();
      const operand = this.#stream.nested(() => this.parse(prefixStrength));
      return text === "+" ? operand : { kind: "unary", operator: text, operand, at };
    }
    let base = this.#primary();
    while (this.#version === 3 && this.#stream.is("[")) {
      const { at: bracket } = this.#stream.take();
      base = {
        kind: "index",
        base,
        indices: this.#stream.nested(() => parseIndices(this.#stream)),
        at: bracket,
      };
    }
    return base;
  }

  #primary(): Expression {
    const stream = this.#stream;
    const token = stream.current;
    const { at, text } = token;
    switch (token.kind) {
      case "integer":
        stream.take();
        return { kind: "integer", value: integerValue(stream, text, at), at };
      case "float":
        stream.take();
        return { kind: "float", value: Number(text), at };
      case "duration":
        stream.take();
        return { kind: "duration", at };
      case "imaginary":
        return stream.fail(at, "complex numbers are not supported: gates take real parameters");
      case "string":
        stream.take();
        if (!/^[01](?:_?[01])*$/.test(text)) stream.fail(at, `"${text}" is no text of binary digits`);
        return { kind: "bitstring", text: text.replaceAll("_", ""), at };
      case "hardware":
        stream.take();
        return { kind: "hardware", qubit: Number(text.slice(1)), at };
      case "identifier":
        return this.#named();
      case "symbol":
        if (text === "(") {
          stream.take();
          const inner = stream.nested(() => this.parse(0));
          stream.expect(")", "an expression in parentheses");
          return inner;
        }
        if (text === "{" && this.#version === 3) return stream.nested(() => parseSet(stream));
        break;
      case "end":
    }
    return stream.failAtCurrent("expected an expression");
  }

  #named(): Expression {
    const stream = this.#stream;
    const { text, at } = stream.current;
    if (this.#version === 3) {
      if (text === "true" || text === "false") {
        stream.take();
        return { kind: "boolean", value: text === "true", at };
      }
      if (text === "measure") {
        stream.take();
        return { kind: "measure", operand: parseOperand(stream, 3), at };
      }
      if (typeNames.has(text)) {
        const type = parseType(stream);
        stream.expect("(", `the type ${text}`);
        const operand = stream.nested(() => this.parse(0));
        stream.expect(")", "the value to convert");
        return { kind: "cast", type, operand, at };
      }
      if (text === "durationof") stream.fail(at, "durationof is not supported: circuits have no timing");
    }
    stream.take();
    if (!stream.accept("(")) return { kind: "name", name: text, at };
    const operands = stream.nested(() => parseList(stream, ")", () => this.parse(0)));
    return { kind: "call", name: text, operands, at };
  }
}

function integerValue(stream: TokenStream, text: string, at: number): bigint {
  if (text.length > 1000) stream.fail(at, `an integer may have 1000 digits, got ${text.length}`);
  return BigInt(text);
}

/** Items between commas up to a closing symbol, which is taken; a comma may come last. */
export function parseList<Item>(stream: TokenStream, close: string, parseItem: () => Item): Item[] {
  const items: Item[] = [];
  while (!stream.is(close)) {
    items.push(parseItem());
    if (!stream.accept(",")) break;
  }
  stream.expect(close, "a list");
  return items;
}

function parseSet(stream: TokenStream): Expression {
  const { at } = stream.expect("{", "a set");
  return { kind: "set", items: parseList(stream, "}", () => parseExpression(stream)), at };
}

/** A range `start:step:stop` (each part may be missing), or an expression. */
export function parseRange(stream: TokenStream): Expression {
  const { at } = stream.current;
  const part = (): Expression | null =>
    stream.is(":") || stream.is("]") || stream.is(",") ? null : parseExpression(stream);
  const first = part();
  if (!stream.accept(":")) return first ?? stream.failAtCurrent("expected an index");
  const second = part();
  if (!stream.accept(":")) return { kind: "range", start: first, step: null, stop: second, at };
  return { kind: "range", start: first, step: second, stop: part(), at };
}

function parseIndices(stream: TokenStream): Expression[] {
  const indices = parseList(stream, "]", () => parseRange(stream));
  if (indices.length === 0) stream.fail(stream.at, "an index is missing");
  return indices;
}

/** A qubit, a bit or a register of them, with or without an index. */
export function parseOperand(stream: TokenStream, version: 2 | 3): Expression {
  const token = stream.current;
  if (version === 3 && token.kind === "hardware") {
    stream.take();
    return { kind: "hardware", qubit: Number(token.text.slice(1)), at: token.at };
  }
  const { text, at } = stream.expectName("the name of a register");
  let operand: Expression = { kind: "name", name: text, at };
  while (stream.accept("[")) {
    if (version === 2) {
      // The only form of the older language, and what most lines of most files consist of.
      const index = stream.current;
      if (index.kind !== "integer") stream.failAtCurrent("expected an index");
      stream.take();
      stream.expect("]", "an index");
      const value = integerValue(stream, index.text, index.at);
      return { kind: "index", base: operand, indices: [{ kind: "integer", value, at: index.at }], at };
    }
    operand = { kind: "index", base: operand, indices: parseIndices(stream), at };
  }
  return operand;
}
