import { parseControlFlow } from "./parse-control-flow-3.ts";
import {
  isTypeName,
  parseExpression,
  parseList,
  parseOperand,
  parseRange,
  parseType,
} from "./parse-expression.ts";
import { parseGateDefinition } from "./parse-gate-definition.ts";
import type { Expression, Modifier, Statement, TypeExpression } from "./syntax-tree.ts";
import type { TokenStream } from "./token-stream.ts";

const modifierNames: ReadonlySet<string> = new Set(["ctrl", "negctrl", "inv", "pow"]);
const assignments: ReadonlySet<string> = new Set([
  "=",
  "+=",
  "-=",
  "*=",
  "/=",
  "%=",
  "**=",
  "&=",
  "|=",
  "^=",
  "~=",
  "<<=",
  ">>=",
]);
/** What depends on pulses, time or code outside the program. */
const unsupported: Readonly<Record<string, string>> = {
  defcal: "calibrations",
  cal: "calibrations",
  defcalgrammar: "calibrations",
  extern: "functions from outside the program",
  opaque: "gates without a definition",
};
const notInGates = new Set([
  "measure",
  "reset",
  "qubit",
  "qreg",
  "creg",
  "gate",
  "def",
  "let",
  "input",
  "output",
]);

/** The next statement of OpenQASM 3, null for one without effect. */
export function parseStatement3(stream: TokenStream): Statement | null {
  const { kind, text, at } = stream.current;
  if (kind === "symbol") return parseSymbolStatement(stream);
  if (kind === "hardware" || kind !== "identifier") stream.failAtCurrent("expected a statement");
  if (modifierNames.has(text)) return parseGateCall(stream, parseModifiers(stream));
  if (Object.hasOwn(unsupported, text)) {
    stream.fail(at, `${text} is not supported: circuits hold no ${unsupported[text]}`);
  }
  if (isTypeName(text)) return parseDeclaration(stream, "variable");
  switch (text) {
    case "include": {
      stream.take();
      if (stream.current.kind !== "string") stream.failAtCurrent("expected the name of a file in quotes");
      const { text: file } = stream.take();
      return ended(stream, { kind: "include", file, at });
    }
    case "qreg":
    case "creg": {
      stream.take();
      const { text: name } = stream.expectName("the name of a register");
      const size = stream.accept("[") ? parseSize(stream) : null;
      return ended(
        stream,
        text === "qreg"
          ? { kind: "qubits", name, size, at }
          : { kind: "declaration", type: { name: "bit", size, at }, name, role: "variable", value: null, at },
      );
    }
    case "const":
    case "input":
    case "output":
      stream.take();
      if (!isTypeName(stream.current.text)) stream.failAtCurrent("expected a type");
      return parseDeclaration(stream, text);
    case "let": {
      stream.take();
      const { text: name } = stream.expectName("the name of an alias");
      stream.expect("=", "the name of an alias");
      return ended(stream, { kind: "alias", name, value: parseExpression(stream), at });
    }
    case "gate":
      stream.take();
      return parseGateDefinition(stream, at, false, () => {
        const { text: word } = stream.current;
        if (notInGates.has(word)) stream.failAtCurrent("the body of a gate may only hold gates");
        return parseStatement3(stream);
      });
    case "def":
      stream.take();
      return parseSubroutine(stream, at);
    case "measure": {
      stream.take();
      const qubits = parseOperand(stream, 3);
      const bits = stream.accept("->") ? parseOperand(stream, 3) : null;
      return ended(stream, { kind: "measure", qubits, bits, at });
    }
    case "reset":
      stream.take();
      return ended(stream, { kind: "reset", operand: parseOperand(stream, 3), at });
    case "barrier":
    case "nop": {
      stream.take();
      const operands = stream.is(";") ? [] : parseOperands(stream);
      ended(stream, null);
      return text === "nop" ? null : { kind: "barrier", operands, at };
    }
    case "delay":
      stream.take();
      stream.expect("[", "delay");
      parseExpression(stream);
      stream.expect("]", "the duration of a delay");
      if (!stream.is(";")) parseOperands(stream);
      return ended(stream, null);
    case "box": {
      stream.take();
      if (stream.accept("[")) {
        parseExpression(stream);
        stream.expect("]", "the duration of a box");
      }
      return { kind: "block", body: parseBlock(stream), at };
    }
    case "pragma":
      stream.takeLine();
      return null;
    case "OPENQASM":
      return stream.fail(at, "the version may be stated once, in the first statement");
  }
  const flow = parseControlFlow(stream, parseStatement3);
  return flow ?? parseNamed(stream);
}

/** Statements that start with a symbol: empty ones, blocks, pragmas and annotations, which have no effect here. */
function parseSymbolStatement(stream: TokenStream): Statement | null {
  const { at } = stream.current;
  if (stream.is("@") || stream.is("#")) {
    stream.takeLine();
    return null;
  }
  if (stream.accept(";")) return null;
  if (stream.is("{")) return { kind: "block", body: parseBlock(stream), at };
  return stream.failAtCurrent("expected a statement");
}

/** A name first: an assignment, a call of a gate or of a subroutine. */
function parseNamed(stream: TokenStream): Statement {
  const { text: name, at } = stream.current;
  const target = parseOperand(stream, 3);
  const { text: operator } = stream.current;
  if (stream.current.kind === "symbol" && assignments.has(operator)) {
    stream.take();
    return ended(stream, { kind: "assignment", target, operator, value: parseExpression(stream), at });
  }
  if (target.kind === "index") {
    if (stream.current.kind !== "identifier") stream.failAtCurrent("expected an assignment");
    stream.fail(at, `the duration of ${name} is not supported: circuits have no timing`);
  }
  const parameters = stream.accept("(") ? parseList(stream, ")", () => parseExpression(stream)) : [];
  if (stream.accept("[")) stream.fail(at, "the duration of a gate is not supported: circuits have no timing");
  if (stream.accept(";")) {
    if (name === "gphase") return { kind: "gate-call", name, modifiers: [], parameters, operands: [], at };
    return { kind: "expression", value: { kind: "call", name, operands: parameters, at }, at };
  }
  return ended(stream, {
    kind: "gate-call",
    name,
    modifiers: [],
    parameters,
    operands: parseOperands(stream),
    at,
  });
}

function parseGateCall(stream: TokenStream, modifiers: readonly Modifier[]): Statement {
  const { text: name, at } = stream.expectName("the name of a gate");
  const parameters = stream.accept("(") ? parseList(stream, ")", () => parseExpression(stream)) : [];
  const operands = stream.is(";") ? [] : parseOperands(stream);
  return ended(stream, { kind: "gate-call", name, modifiers, parameters, operands, at });
}

function parseModifiers(stream: TokenStream): Modifier[] {
  const modifiers: Modifier[] = [];
  while (modifierNames.has(stream.current.text) && stream.current.kind === "identifier") {
    const { text, at } = stream.take();
    const name = text as Modifier["name"];
    let argument: Expression | null = null;
    if (stream.accept("(")) {
      argument = parseExpression(stream);
      stream.expect(")", `the argument of ${name}`);
    }
    if (name === "pow" && !argument) stream.fail(at, "pow needs an exponent: write pow(2) @");
    if (name === "inv" && argument) stream.fail(at, "inv takes no argument");
    stream.expect("@", name);
    modifiers.push({ name, argument, at });
    if (modifiers.length > 1000) stream.fail(at, "a gate may have 1000 modifiers");
  }
  return modifiers;
}

function parseDeclaration(stream: TokenStream, role: "variable" | "const" | "input" | "output"): Statement {
  const { at } = stream.current;
  const type = parseType(stream);
  const { text: name } = stream.expectName("the name of a variable");
  if (type.name === "qubit") {
    if (role !== "variable") stream.fail(at, `a qubit cannot be declared ${role}`);
    return ended(stream, { kind: "qubits", name, size: type.size, at });
  }
  const value = stream.accept("=") ? parseExpression(stream) : null;
  if (role === "const" && !value) stream.failAtCurrent(`constant ${name} needs a value`);
  return ended(stream, { kind: "declaration", type, name, role, value, at });
}

/** `def name(parameters) -> type { … }`. */
function parseSubroutine(stream: TokenStream, at: number): Statement {
  const { text: name } = stream.expectName("the name of a subroutine");
  stream.expect("(", `the name of subroutine ${name}`);
  const parameters = parseList(stream, ")", () => {
    if (stream.is("mutable")) {
      stream.failAtCurrent("references that change arrays are not supported: use a global array");
    }
    if (!stream.accept("readonly")) stream.accept("const");
    if (!isTypeName(stream.current.text)) stream.failAtCurrent("expected the type of a parameter");
    const type = parseType(stream);
    return { type, name: stream.expectName("the name of a parameter").text };
  });
  const returns: TypeExpression | null = stream.accept("->") ? parseType(stream) : null;
  return { kind: "subroutine", name, parameters, returns, body: parseBlock(stream), at };
}

/** Statements between braces. */
export function parseBlock(stream: TokenStream): Statement[] {
  const { at } = stream.expect("{", "the head of a block");
  const body = stream.nested(() => {
    const statements: Statement[] = [];
    while (!stream.is("}")) {
      if (stream.current.kind === "end") stream.fail(at, "the block has no end: write } after it");
      const statement = parseStatement3(stream);
      if (statement) statements.push(statement);
    }
    return statements;
  });
  stream.expect("}", "a block");
  return body;
}

function parseSize(stream: TokenStream): Expression {
  const size = parseRange(stream);
  stream.expect("]", "a size");
  return size;
}

function parseOperands(stream: TokenStream): Expression[] {
  const operands = [parseOperand(stream, 3)];
  while (stream.accept(",")) operands.push(parseOperand(stream, 3));
  return operands;
}

function ended<Result extends Statement | null>(stream: TokenStream, statement: Result): Result {
  stream.expect(";", "a statement");
  return statement;
}
