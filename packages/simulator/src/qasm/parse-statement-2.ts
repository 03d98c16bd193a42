import { comparisons } from "../circuit/classical-condition.ts";
import { parseExpression, parseList, parseOperand } from "./parse-expression.ts";
import { parseGateDefinition } from "./parse-gate-definition.ts";
import type { Expression, GateCall, Statement } from "./syntax-tree.ts";
import type { TokenStream } from "./token-stream.ts";

const laterWords = new Set([
  "qubit",
  "bit",
  "let",
  "for",
  "while",
  "def",
  "input",
  "output",
  "const",
  "ctrl",
  "inv",
]);

const keywords = new Set(
  "OPENQASM include qreg creg gate opaque barrier measure reset if pi U CX sin cos tan exp ln sqrt".split(
    " ",
  ),
);

function parseRegister(stream: TokenStream, word: "qreg" | "creg", at: number): Statement {
  const { text: name, at: nameAt } = stream.expectName("the name of a register");
  if (keywords.has(name)) stream.fail(nameAt, `${name} is a word of the language, no name for a register`);
  stream.expect("[", `the name of register ${name}`);
  if (stream.current.kind !== "integer") stream.failAtCurrent("expected the size of the register");
  const size: Expression = parseExpression(stream, 2);
  stream.expect("]", "the size of a register");
  stream.expect(";", `the declaration of register ${name}`);
  if (word === "qreg") return { kind: "qubits", name, size, at };
  return { kind: "declaration", type: { name: "bit", size, at }, name, role: "variable", value: null, at };
}

function parseOperands(stream: TokenStream): Expression[] {
  const operands = [parseOperand(stream, 2)];
  while (stream.accept(",")) operands.push(parseOperand(stream, 2));
  return operands;
}

function parseBarrier(stream: TokenStream, at: number): Statement {
  const operands = stream.is(";") ? [] : parseOperands(stream);
  stream.expect(";", "barrier");
  return { kind: "barrier", operands, at };
}

function parseGateCall(stream: TokenStream): GateCall {
  const { text: name, at } = stream.take();
  const parameters = stream.accept("(") ? parseList(stream, ")", () => parseExpression(stream, 2)) : [];
  const operands = parseOperands(stream);
  stream.expect(";", `the qubits of ${name}`);
  return { kind: "gate-call", name, modifiers: [], parameters, operands, at };
}

function parseGateBodyStatement(stream: TokenStream): Statement {
  const { text, at } = stream.current;
  if (stream.current.kind !== "identifier") stream.failAtCurrent("expected a gate");
  if (stream.accept("barrier")) return parseBarrier(stream, at);
  if (["measure", "reset", "if", "qreg", "creg", "gate", "opaque"].includes(text)) {
    stream.fail(at, `${text} cannot stand in the body of a gate`);
  }
  return parseGateCall(stream);
}

/** `if (register == number) operation`. Some writers use other comparisons, or single bits. */
function parseIf(stream: TokenStream, at: number): Statement {
  stream.expect("(", "if");
  const left = parseOperand(stream, 2);
  const { text: operator, at: operatorAt } = stream.current;
  if (!(comparisons as readonly string[]).includes(operator)) {
    stream.failAtCurrent("expected == (a condition compares a register with a number)");
  }
  stream.take();
  const right = parseExpression(stream, 2);
  stream.expect(")", "the condition");
  const inner = stream.nested(() => parseStatement2(stream));
  if (!inner) stream.failAtCurrent("expected an operation after the condition");
  if (!["gate-call", "measure", "reset", "barrier", "if"].includes(inner.kind)) {
    stream.fail(inner.at, "only an operation on qubits may follow a condition");
  }
  return {
    kind: "if",
    condition: { kind: "binary", operator, left, right, at: operatorAt },
    then: [inner],
    otherwise: [],
    at,
  };
}

/** The next statement of OpenQASM 2, null for an empty one. */
export function parseStatement2(stream: TokenStream): Statement | null {
  const { text, at, kind } = stream.current;
  if (kind === "symbol" && stream.accept(";")) return null;
  if (kind !== "identifier") stream.failAtCurrent("expected a statement");
  switch (text) {
    case "include": {
      stream.take();
      if (stream.current.kind !== "string") stream.failAtCurrent("expected the name of a file in quotes");
      const { text: file } = stream.take();
      stream.expect(";", "include");
      return { kind: "include", file, at };
    }
    case "qreg":
    case "creg":
      stream.take();
      return parseRegister(stream, text, at);
    case "gate":
    case "opaque":
      stream.take();
      return parseGateDefinition(stream, at, text === "opaque", () => parseGateBodyStatement(stream));
    case "measure": {
      stream.take();
      const qubits = parseOperand(stream, 2);
      stream.expect("->", "the measured qubits");
      const bits = parseOperand(stream, 2);
      stream.expect(";", "measure");
      return { kind: "measure", qubits, bits, at };
    }
    case "reset": {
      stream.take();
      const operand = parseOperand(stream, 2);
      stream.expect(";", "reset");
      return { kind: "reset", operand, at };
    }
    case "barrier":
      stream.take();
      return parseBarrier(stream, at);
    case "if":
      stream.take();
      return parseIf(stream, at);
    case "oracle":
    case "ancilla":
      return stream.fail(
        at,
        `${text} is an extension of OpenQASM 2 that is not supported: expand it to gates`,
      );
    case "OPENQASM":
      return stream.fail(at, "the version may be stated once, in the first statement");
  }
  if (laterWords.has(text)) {
    stream.fail(at, `${text} belongs to OpenQASM 3: start the text with OPENQASM 3.0;`);
  }
  return parseGateCall(stream);
}
