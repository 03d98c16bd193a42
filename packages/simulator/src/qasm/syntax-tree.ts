/** Every node says where it is: `at` is a position of `SourceTexts`. */
interface Node {
  readonly at: number;
}

export type Expression =
  | (Node & { readonly kind: "integer"; readonly value: bigint })
  | (Node & { readonly kind: "float"; readonly value: number })
  | (Node & { readonly kind: "boolean"; readonly value: boolean })
  /** "0101", most significant bit first. */
  | (Node & { readonly kind: "bitstring"; readonly text: string })
  | (Node & { readonly kind: "duration" })
  | (Node & { readonly kind: "name"; readonly name: string })
  /** A physical qubit `$n`. */
  | (Node & { readonly kind: "hardware"; readonly qubit: number })
  | (Node & { readonly kind: "unary"; readonly operator: string; readonly operand: Expression })
  | (Node & {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    })
  /** Operands joined by one of && || & | ^ ++ without parentheses between them. */
  | (Node & { readonly kind: "chain"; readonly operator: string; readonly operands: readonly Expression[] })
  | (Node & { readonly kind: "index"; readonly base: Expression; readonly indices: readonly Expression[] })
  | (Node & {
      readonly kind: "range";
      readonly start: Expression | null;
      readonly step: Expression | null;
      readonly stop: Expression | null;
    })
  /** {a, b, c}: a set of indices or the entries of an array. */
  | (Node & { readonly kind: "set"; readonly items: readonly Expression[] })
  | (Node & { readonly kind: "call"; readonly name: string; readonly operands: readonly Expression[] })
  | (Node & { readonly kind: "cast"; readonly type: TypeExpression; readonly operand: Expression })
  | (Node & { readonly kind: "measure"; readonly operand: Expression });

export type TypeName =
  | "bit"
  | "bool"
  | "int"
  | "uint"
  | "float"
  | "angle"
  | "complex"
  | "duration"
  | "stretch"
  | "qubit"
  | "array";

export interface TypeExpression extends Node {
  readonly name: TypeName;
  readonly size: Expression | null;
  /** For arrays. */
  readonly element?: TypeExpression;
}

export interface Modifier extends Node {
  readonly name: "ctrl" | "negctrl" | "inv" | "pow";
  readonly argument: Expression | null;
}

export interface GateCall extends Node {
  readonly kind: "gate-call";
  readonly name: string;
  readonly modifiers: readonly Modifier[];
  readonly parameters: readonly Expression[];
  readonly operands: readonly Expression[];
}

export interface GateDefinition extends Node {
  readonly kind: "gate-definition";
  readonly name: string;
  readonly parameters: readonly string[];
  readonly qubits: readonly string[];
  /** Null for a gate that is declared opaque. */
  readonly body: readonly Statement[] | null;
}

export interface SubroutineDefinition extends Node {
  readonly kind: "subroutine";
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: TypeExpression }[];
  readonly returns: TypeExpression | null;
  readonly body: readonly Statement[];
}

export interface SwitchCase {
  readonly values: readonly Expression[];
  readonly body: readonly Statement[];
}

export type Statement =
  | GateCall
  | GateDefinition
  | SubroutineDefinition
  | (Node & { readonly kind: "include"; readonly file: string })
  | (Node & { readonly kind: "qubits"; readonly name: string; readonly size: Expression | null })
  | (Node & {
      readonly kind: "declaration";
      readonly type: TypeExpression;
      readonly name: string;
      readonly role: "variable" | "const" | "input" | "output";
      readonly value: Expression | null;
    })
  | (Node & { readonly kind: "alias"; readonly name: string; readonly value: Expression })
  | (Node & {
      readonly kind: "assignment";
      readonly target: Expression;
      readonly operator: string;
      readonly value: Expression;
    })
  | (Node & { readonly kind: "measure"; readonly qubits: Expression; readonly bits: Expression | null })
  | (Node & { readonly kind: "reset"; readonly operand: Expression })
  /** Without operands: all qubits. */
  | (Node & { readonly kind: "barrier"; readonly operands: readonly Expression[] })
  | (Node & {
      readonly kind: "if";
      readonly condition: Expression;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    })
  | (Node & {
      readonly kind: "for";
      readonly type: TypeExpression | null;
      readonly name: string;
      readonly values: Expression;
      readonly body: readonly Statement[];
    })
  | (Node & { readonly kind: "while"; readonly condition: Expression; readonly body: readonly Statement[] })
  | (Node & {
      readonly kind: "switch";
      readonly value: Expression;
      readonly cases: readonly SwitchCase[];
      readonly otherwise: readonly Statement[];
    })
  | (Node & { readonly kind: "break" | "continue" | "end" })
  | (Node & { readonly kind: "return"; readonly value: Expression | null })
  | (Node & { readonly kind: "block"; readonly body: readonly Statement[] })
  | (Node & { readonly kind: "expression"; readonly value: Expression });
