import { isTypeName, parseExpression, parseRange, parseType } from "./parse-expression.ts";
import type { Expression, Statement, SwitchCase } from "./syntax-tree.ts";
import type { TokenStream } from "./token-stream.ts";

type ParseStatement = (stream: TokenStream) => Statement | null;

/** `if`, `for`, `while`, `switch`, `break`, `continue`, `end` and `return`; null for anything else. */
export function parseControlFlow(stream: TokenStream, parseStatement: ParseStatement): Statement | null {
  const { text, at } = stream.current;
  switch (text) {
    case "if": {
      stream.take();
      const condition = parseCondition(stream, "if");
      const then = parseBody(stream, parseStatement);
      const otherwise = stream.accept("else") ? parseBody(stream, parseStatement) : [];
      return { kind: "if", condition, then, otherwise, at };
    }
    case "while": {
      stream.take();
      const condition = parseCondition(stream, "while");
      return { kind: "while", condition, body: parseBody(stream, parseStatement), at };
    }
    case "for": {
      stream.take();
      const type = isTypeName(stream.current.text) ? parseType(stream) : null;
      const { text: name } = stream.expectName("the name of the loop variable");
      stream.expect("in", "the loop variable");
      const values = parseLoopValues(stream);
      return { kind: "for", type, name, values, body: parseBody(stream, parseStatement), at };
    }
    case "switch":
      stream.take();
      return parseSwitch(stream, parseStatement, at);
    case "break":
    case "continue":
    case "end":
      stream.take();
      stream.expect(";", text);
      return { kind: text, at };
    case "return": {
      stream.take();
      const value = stream.is(";") ? null : parseExpression(stream);
      stream.expect(";", "return");
      return { kind: "return", value, at };
    }
    default:
      return null;
  }
}

function parseCondition(stream: TokenStream, word: string): Expression {
  stream.expect("(", word);
  const condition = parseExpression(stream);
  stream.expect(")", "the condition");
  return condition;
}

/** `[a:b]`, a set or the name of something that holds several values. */
function parseLoopValues(stream: TokenStream): Expression {
  if (!stream.accept("[")) return parseExpression(stream);
  const range = parseRange(stream);
  if (range.kind !== "range") stream.fail(range.at, "expected a range such as 0:4");
  stream.expect("]", "the range of a loop");
  return range;
}

/** A block, or one statement. */
function parseBody(stream: TokenStream, parseStatement: ParseStatement): Statement[] {
  return stream.nested(() => {
    if (!stream.accept("{")) {
      const statement = parseStatement(stream);
      return statement ? [statement] : [];
    }
    const { at } = stream;
    const body: Statement[] = [];
    while (!stream.is("}")) {
      if (stream.current.kind === "end") stream.fail(at, "the block has no end: write } after it");
      const statement = parseStatement(stream);
      if (statement) body.push(statement);
    }
    stream.expect("}", "a block");
    return body;
  });
}

function parseSwitch(stream: TokenStream, parseStatement: ParseStatement, at: number): Statement {
  const value = parseCondition(stream, "switch");
  stream.expect("{", "the value of a switch");
  const cases: SwitchCase[] = [];
  let otherwise: Statement[] = [];
  let hasDefault = false;
  while (!stream.is("}")) {
    if (stream.is("default") && !hasDefault) {
      stream.take();
      hasDefault = true;
      otherwise = stream.accept(":")
        ? parseOldBody(stream, parseStatement)
        : parseBody(stream, parseStatement);
    } else {
      if (hasDefault) stream.failAtCurrent("expected } after the default of a switch");
      cases.push(parseCase(stream, parseStatement));
    }
  }
  stream.expect("}", "a switch");
  return { kind: "switch", value, cases, otherwise, at };
}

/** `case a, b { … }`; before version 3.1 some programs wrote `case a: case b: { … } break;`. */
function parseCase(stream: TokenStream, parseStatement: ParseStatement): SwitchCase {
  stream.expect("case", "{ or a case");
  const values = [parseExpression(stream)];
  while (stream.accept(",")) values.push(parseExpression(stream));
  if (!stream.accept(":")) return { values, body: parseBody(stream, parseStatement) };
  while (stream.accept("case")) {
    values.push(parseExpression(stream));
    stream.expect(":", "the value of a case");
  }
  return { values, body: parseOldBody(stream, parseStatement) };
}

function parseOldBody(stream: TokenStream, parseStatement: ParseStatement): Statement[] {
  const body = parseBody(stream, parseStatement);
  if (stream.accept("break")) stream.expect(";", "break");
  else if (!stream.is("}"))
    stream.failAtCurrent("expected break; cases that run into the next one are not supported");
  return body;
}
