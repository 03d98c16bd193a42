import { parseList } from "./parse-expression.ts";
import type { GateDefinition, Statement } from "./syntax-tree.ts";
import type { TokenStream } from "./token-stream.ts";

/**
 * `gate name(parameters) qubits { … }` or `opaque name(parameters) qubits;` with the first word already taken.
 * The statements of the body are those that may stand in a gate.
 */
export function parseGateDefinition(
  stream: TokenStream,
  at: number,
  isOpaque: boolean,
  parseStatement: () => Statement | null,
): GateDefinition {
  const name = stream.expectName("the name of a gate").text;
  const parameters = stream.accept("(")
    ? parseList(stream, ")", () => stream.expectName("the name of a parameter").text)
    : [];
  const qubits: string[] = [];
  do qubits.push(stream.expectName("the name of a qubit").text);
  while (stream.accept(","));
  for (const list of [parameters, qubits]) {
    const seen = new Set<string>();
    for (const each of list) {
      if (seen.has(each)) stream.fail(at, `gate ${name} names ${each} twice`);
      seen.add(each);
    }
  }
  if (isOpaque) {
    stream.expect(";", `the declaration of gate ${name}`);
    return { kind: "gate-definition", name, parameters, qubits, body: null, at };
  }
  stream.expect("{", `the qubits of gate ${name}`);
  const body = stream.nested(() => {
    const statements: Statement[] = [];
    while (!stream.is("}")) {
      if (stream.current.kind === "end") stream.fail(at, `gate ${name} has no end: write } after its body`);
      const statement = parseStatement();
      if (statement) statements.push(statement);
    }
    return statements;
  });
  stream.expect("}", `the body of gate ${name}`);
  return { kind: "gate-definition", name, parameters, qubits, body, at };
}
