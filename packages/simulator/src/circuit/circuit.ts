import { InvalidArgumentError } from "../errors.ts";
import { checkOperation } from "./check-operation.ts";
import { countOperations } from "./count-operations.ts";
import { isUnitaryOperation } from "./operation.ts";
import type { Operation, UnitaryKindOperation } from "./operation.ts";
import { bindParameter } from "./parameter.ts";
import type { ParameterValue, ParameterValues } from "./parameter.ts";

/** A named run of qubits or classical bits, in the order of the circuit's indices. */
export interface Register {
  readonly name: string;
  readonly size: number;
}

/** Names for a circuit's qubits and bits; the sizes of each list add up to the circuit's counts. */
export interface Registers {
  readonly qubits: readonly Register[];
  readonly bits: readonly Register[];
}

/**
 * Operations on qubits and classical bits, first to last. Frozen and JSON-safe; parameters may be symbolic.
 * Qubit 0 is the least significant bit of a basis state's index; classical bits start as 0.
 */
export interface Circuit {
  readonly qubitCount: number;
  readonly bitCount: number;
  readonly operations: readonly Operation[];
  readonly registers?: Registers;
}

/** What `createCircuit` takes beside qubits and operations. */
export interface CircuitOptions {
  /** Classical bits that measurements write, by default none. */
  readonly bitCount?: number;
  readonly registers?: Registers;
}

const greatestQubitCount = 4096;
const greatestBitCount = 65536;
/** Operations and conditions that one circuit may hold, those inside conditionals included. */
export const greatestOperationCount = 2 ** 22;

function fail(message: string, field: string): never {
  throw new InvalidArgumentError(message, { field });
}

function checkRegisters(
  registers: Partial<Registers>,
  count: number,
  field: "qubits" | "bits",
): readonly Register[] {
  const list: unknown = registers[field];
  if (!Array.isArray(list)) fail(`registers.${field} must be a list, got ${typeof list}`, "registers");
  const names = new Set<string>();
  let total = 0;
  for (const register of list as readonly unknown[]) {
    const { name, size } = (register ?? {}) as Partial<Register>;
    if (typeof name !== "string" || name === "" || names.has(name)) {
      fail(`registers.${field} must have different names, got "${String(name)}"`, "registers");
    }
    if (!Number.isInteger(size) || size! < 1) {
      fail(`register ${name} must have a size of at least 1, got ${String(size)}`, "registers");
    }
    names.add(name);
    total += size!;
  }
  if (total !== count) fail(`registers.${field} must hold ${count} ${field}, got ${total}`, "registers");
  return Object.freeze(list.map(({ name, size }: Register) => Object.freeze({ name, size })));
}

/**
 * A frozen circuit from its operations (also from parsed JSON).
 * Throws {@link InvalidArgumentError} that names the operation for an unknown gate, a qubit out of range or twice, a
 * wrong count of qubits or parameters, a matrix that is not unitary, and the like.
 */
export function createCircuit(
  qubitCount: number,
  operations: readonly Operation[],
  { bitCount = 0, registers }: CircuitOptions = {},
): Circuit {
  if (!Number.isInteger(qubitCount) || qubitCount < 1 || qubitCount > greatestQubitCount) {
    fail(`qubitCount must be an integer in [1, ${greatestQubitCount}], got ${qubitCount}`, "qubitCount");
  }
  if (!Number.isInteger(bitCount) || bitCount < 0 || bitCount > greatestBitCount) {
    fail(`bitCount must be an integer in [0, ${greatestBitCount}], got ${bitCount}`, "bitCount");
  }
  if (!Array.isArray(operations)) fail(`operations must be a list, got ${typeof operations}`, "operations");
  const count = countOperations(operations);
  if (count > greatestOperationCount) {
    fail(
      `a circuit may hold at most ${greatestOperationCount} operations and conditions, got ${count}`,
      "operations",
    );
  }
  const context = { qubitCount, bitCount };
  const checked = operations.map((operation: Operation, index) =>
    checkOperation(operation, context, `operations[${index}]`),
  );
  return Object.freeze({
    qubitCount,
    bitCount,
    operations: Object.freeze(checked),
    ...(registers
      ? {
          registers: Object.freeze({
            qubits: checkRegisters(registers, qubitCount, "qubits"),
            bits: checkRegisters(registers, bitCount, "bits"),
          }),
        }
      : {}),
  });
}

/** Throws {@link InvalidArgumentError} for what is no circuit at all, which callers without types may pass. */
export function checkIsCircuit(circuit: unknown): void {
  if (Array.isArray((circuit as Partial<Circuit> | null | undefined)?.operations)) return;
  fail(
    `circuit must be { qubitCount, operations }, as createCircuit and parseQasm make it, got ${typeof circuit}`,
    "circuit",
  );
}

/** The same circuit (registers included) with other operations. */
export function withOperations(circuit: Circuit, operations: readonly Operation[]): Circuit {
  return createCircuit(circuit.qubitCount, operations, circuit);
}

/** Calls `visit` with every operation, those inside conditionals included, in the order of the text. */
export function visitOperations(
  operations: readonly Operation[],
  visit: (operation: Operation) => void,
): void {
  for (const operation of operations) {
    visit(operation);
    if (operation.gate === "if") {
      visitOperations(operation.then, visit);
      visitOperations(operation.otherwise, visit);
    }
  }
}

/** The operations with every unitary one replaced, those inside conditionals included. */
export function mapUnitaryOperations(
  operations: readonly Operation[],
  replace: (operation: UnitaryKindOperation) => readonly Operation[],
): Operation[] {
  return operations.flatMap((operation): readonly Operation[] => {
    if (isUnitaryOperation(operation)) return replace(operation);
    if (operation.gate !== "if") return [operation];
    return [
      {
        ...operation,
        then: mapUnitaryOperations(operation.then, replace),
        otherwise: mapUnitaryOperations(operation.otherwise, replace),
      },
    ];
  });
}

/** Names of the symbolic parameters, in the order in which they first occur. */
export function parameterNames({ operations }: Circuit): string[] {
  const names = new Set<string>();
  visitOperations(operations, (operation) => {
    if (!isUnitaryOperation(operation)) return;
    for (const value of operation.parameters as readonly ParameterValue[]) {
      if (typeof value !== "number") for (const term of value.terms) names.add(term.parameter);
    }
  });
  return [...names];
}

/** The circuit with every parameter a number. Throws {@link InvalidArgumentError} for a name without a value. */
export function bindParameters(circuit: Circuit, values: ParameterValues): Circuit {
  checkIsCircuit(circuit);
  return withOperations(
    circuit,
    mapUnitaryOperations(circuit.operations, (operation) => [
      {
        ...operation,
        parameters: (operation.parameters as readonly ParameterValue[]).map((value) =>
          bindParameter(value, values),
        ),
      } as UnitaryKindOperation,
    ]),
  );
}

/** Whether a circuit measures, resets or branches, so that its final state is not a function of its initial one. */
export function isUnitaryCircuit({ operations }: Circuit): boolean {
  return operations.every((operation) => isUnitaryOperation(operation) || operation.gate === "barrier");
}
