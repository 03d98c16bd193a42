import type { Register } from "../circuit/circuit.ts";
import type { Operation, UnitaryKindOperation } from "../circuit/operation.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import { limitRemedy } from "./limits.ts";
import type { QasmLimits } from "./limits.ts";
import type { OperationSealer } from "./seal-operations.ts";
import type { SourceTexts } from "./source-texts.ts";
import type { Expression, SubroutineDefinition, TypeExpression } from "./syntax-tree.ts";
import type { QubitsValue, Value } from "./values.ts";

/** What a gate expands to: unitary operations and barriers. */
export type GatePart = UnitaryKindOperation | Extract<Operation, { gate: "barrier" }>;

/** A gate that can be called by its name. */
export interface Gate {
  readonly name: string;
  readonly parameterCount: number;
  /** "any": one and more. */
  readonly qubitCount: number | "any";
  /** Operations that a call adds; a lower bound where loops decide. */
  readonly operationCount: number;
  /** Definitions within definitions. */
  readonly depth: number;
  readonly expand: (
    qubits: readonly number[],
    parameters: readonly ParameterValue[],
    at: number,
  ) => readonly GatePart[];
}

export interface Variable {
  readonly kind: "variable";
  readonly type: TypeExpression | null;
  readonly isConst: boolean;
  /** Conditionals of the run around its declaration. */
  readonly branchDepth: number;
  value: Value | undefined;
  /** The program's clock when the value was stored. */
  storedAt: number;
}

/** A register of the circuit's classical bits, or an alias of some. */
export interface BitsSymbol {
  readonly kind: "bits";
  readonly bits: readonly number[];
  readonly isSingle: boolean;
}

export type ProgramSymbol = Variable | BitsSymbol | QubitsValue;

/** Names in a block; those of the blocks around it are seen through. */
export class Scope {
  readonly #symbols = new Map<string, ProgramSymbol>();
  readonly parent: Scope | null;

  constructor(parent: Scope | null) {
    this.parent = parent;
  }

  find(name: string): ProgramSymbol | undefined {
    const found = this.#symbols.get(name);
    if (found || !this.parent) return found;
    return this.parent.find(name);
  }

  has(name: string): boolean {
    return this.#symbols.has(name);
  }

  set(name: string, symbol: ProgramSymbol): void {
    this.#symbols.set(name, symbol);
  }
}

/** All that is known while a program is read. */
export interface Program {
  readonly version: 2 | 3;
  readonly sources: SourceTexts;
  readonly limits: QasmLimits;
  readonly includes: Readonly<Record<string, string>>;
  /** Files that are being included, outermost first. */
  readonly includeChain: string[];
  /** Inclusions so far, of whatever text. */
  includeCount: number;
  readonly gates: Map<string, Gate>;
  readonly subroutines: Map<string, SubroutineDefinition>;
  readonly globals: Scope;
  /** Executes a call of a subroutine. */
  callSubroutine: (
    context: Context,
    call: Expression & { kind: "call" },
    target?: BitsSymbol,
  ) => Value | undefined;
  readonly qubitRegisters: Register[];
  readonly bitRegisters: Register[];
  readonly bitNames: Set<string>;
  qubitCount: number;
  bitCount: number;
  /** One more than the highest physical qubit that is used. */
  hardwareQubitCount: number;
  /** Where operations are added: the circuit's list, or that of a branch or a gate. */
  output: Operation[];
  /** Gives gates their final form; null inside gate definitions, whose operations are taken apart again. */
  sealer: OperationSealer | null;
  /** For each bit, the clock when it was last measured. */
  readonly measuredAt: (number | undefined)[];
  clock: number;
  branchDepth: number;
  callDepth: number;
  operationCount: number;
  steps: number;
}

export function fail(program: Program, at: number, problem: string): never {
  return program.sources.fail(at, problem);
}

/** Counts operations before they are made. */
export function reserveOperations(program: Program, count: number, at: number): void {
  program.operationCount += count;
  const { operations } = program.limits;
  if (program.operationCount <= operations) return;
  const found = program.operationCount;
  const figure = Number.isSafeInteger(found) ? String(found) : found.toExponential(2);
  fail(
    program,
    at,
    `the circuit would have at least ${figure} operations, more than the limit of ${operations}: ${limitRemedy(program.limits, "operations")}`,
  );
}

/** Counts a statement that is executed. */
export function countStep(program: Program, at: number): void {
  if (++program.steps > program.limits.steps) {
    fail(program, at, `more than ${program.limits.steps} statements are executed: the loops are too long`);
  }
}

/** Where an expression is evaluated. */
export interface Context {
  readonly program: Program;
  readonly scope: Scope;
  /** In a subroutine whose result is stored in bits: the local name that it returns stands for those bits. */
  readonly returnTarget?: { readonly name: string | null; readonly bits: BitsSymbol };
}
