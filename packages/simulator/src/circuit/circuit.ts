import { InvalidArgumentError } from "../errors.ts";
import { gateQubitCount, gateTable } from "./gate-table.ts";
import { gateNames } from "./operation.ts";
import type { GateName, Operation } from "./operation.ts";
import { bindParameter, parameter, transformParameter } from "./parameter.ts";
import type { ParameterValue, ParameterValues } from "./parameter.ts";

/**
 * Operations on qubits, first to last. Frozen and JSON-safe; parameters may be symbolic.
 * Qubit 0 is the least significant bit of a basis state's index.
 */
export interface Circuit {
  readonly qubitCount: number;
  readonly operations: readonly Operation[];
}

const greatestQubitCount = 4096;

function fail(message: string, details: Readonly<Record<string, unknown>>): never {
  throw new InvalidArgumentError(message, details);
}

function checkParameter(value: unknown, where: string): ParameterValue {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value === "object" && value !== null && "parameter" in value) {
    const { parameter: name, coefficient, offset } = value as Record<string, unknown>;
    if (
      typeof name === "string" &&
      name !== "" &&
      typeof coefficient === "number" &&
      Number.isFinite(coefficient) &&
      typeof offset === "number" &&
      Number.isFinite(offset)
    ) {
      return parameter(name, coefficient, offset);
    }
  }
  return fail(`${where} must be a finite number or {parameter, coefficient, offset}, got ${String(value)}`, {
    field: where,
  });
}

function checkOperation(operation: Operation, index: number, qubitCount: number): Operation {
  const where = `operations[${index}]`;
  const name: string = operation.gate;
  const isGadget = operation.gate === "pauli";
  if (!isGadget && !(gateNames as readonly string[]).includes(name)) {
    fail(`${where}.gate must be pauli or one of ${gateNames.join(", ")}, got ${name}`, { field: where });
  }
  const { qubits, parameters } = operation;
  const expectedQubits = isGadget ? operation.pauli.length : gateQubitCount(gateTable[operation.gate]);
  const expectedParameters = isGadget ? 1 : gateTable[operation.gate].parameterCount;
  if (isGadget && !/^[XYZ]+$/.test(operation.pauli)) {
    fail(`${where}.pauli must be a text of X, Y and Z, got "${operation.pauli}"`, { field: where });
  }
  if (qubits.length !== expectedQubits) {
    fail(`${where}: ${name} takes ${expectedQubits} qubits, got ${qubits.length}`, { field: where });
  }
  if (parameters.length !== expectedParameters) {
    fail(`${where}: ${name} takes ${expectedParameters} parameters, got ${parameters.length}`, {
      field: where,
    });
  }
  for (const qubit of qubits) {
    if (!Number.isInteger(qubit) || qubit < 0 || qubit >= qubitCount) {
      fail(`${where}: qubit must be in [0, ${qubitCount - 1}], got ${qubit}`, { field: where, qubit });
    }
  }
  if (new Set(qubits).size !== qubits.length) {
    fail(`${where}: qubits must differ, got ${qubits.join(", ")}`, { field: where });
  }
  const checked = parameters.map((value, at) => checkParameter(value, `${where}.parameters[${at}]`));
  const common = { qubits: Object.freeze([...qubits]), parameters: Object.freeze(checked) };
  return Object.freeze(
    isGadget
      ? {
          gate: "pauli",
          pauli: operation.pauli,
          ...common,
          parameters: common.parameters as [ParameterValue],
        }
      : { gate: operation.gate, ...common },
  );
}

/**
 * A frozen circuit from its operations (also from parsed JSON).
 * Throws {@link InvalidArgumentError} that names the operation for an unknown gate, a qubit out of range or twice, or
 * a wrong count of qubits or parameters.
 */
export function createCircuit(qubitCount: number, operations: readonly Operation[]): Circuit {
  if (!Number.isInteger(qubitCount) || qubitCount < 1 || qubitCount > greatestQubitCount) {
    fail(`qubitCount must be an integer in [1, ${greatestQubitCount}], got ${qubitCount}`, {
      field: "qubitCount",
    });
  }
  const checked = operations.map((operation, index) => checkOperation(operation, index, qubitCount));
  return Object.freeze({ qubitCount, operations: Object.freeze(checked) });
}

/** Names of the symbolic parameters, in the order in which they first occur. */
export function parameterNames({ operations }: Circuit): string[] {
  const names = new Set<string>();
  for (const { parameters } of operations) {
    for (const value of parameters) if (typeof value !== "number") names.add(value.parameter);
  }
  return [...names];
}

/** The circuit with every parameter a number. Throws {@link InvalidArgumentError} for a name without a value. */
export function bindParameters({ qubitCount, operations }: Circuit, values: ParameterValues): Circuit {
  return createCircuit(
    qubitCount,
    operations.map(
      (operation) =>
        ({
          ...operation,
          parameters: operation.parameters.map((value) => bindParameter(value, values)),
        }) as Operation,
    ),
  );
}

function invertOperation(operation: Operation): Operation {
  if (operation.gate === "pauli") {
    return { ...operation, parameters: [transformParameter(operation.parameters[0], -1)] };
  }
  const [gate, parameters] = gateTable[operation.gate].inverse(operation.parameters);
  return { gate, qubits: operation.qubits, parameters };
}

/** The inverse circuit: inverse operations in reverse order. Symbolic parameters stay symbolic. */
export function invertCircuit({ qubitCount, operations }: Circuit): Circuit {
  return createCircuit(qubitCount, operations.map(invertOperation).reverse());
}

/** The circuits one after the other, the first one first. All must have the same qubit count. */
export function composeCircuits(first: Circuit, ...others: readonly Circuit[]): Circuit {
  for (const { qubitCount } of others) {
    if (qubitCount !== first.qubitCount) {
      fail(`circuits must have the same qubit count, got ${first.qubitCount} and ${qubitCount}`, {
        field: "qubitCount",
      });
    }
  }
  return createCircuit(
    first.qubitCount,
    [first, ...others].flatMap(({ operations }) => operations),
  );
}

/** The circuit in the gates u, rz and cx alone, global phase included. Pauli gadgets become CX ladders around an rz. */
export function decomposeCircuit({ qubitCount, operations }: Circuit): Circuit {
  const decompose = (operation: Operation): readonly Operation[] => {
    const parts = decomposeOnce(operation);
    return parts ? parts.flatMap(decompose) : [operation];
  };
  return createCircuit(qubitCount, operations.flatMap(decompose));
}

const intoZBasis: Readonly<Record<string, readonly [GateName, GateName] | null>> = {
  X: ["h", "h"],
  Y: ["sx", "sxdg"],
  Z: null,
};

/** One step of the decomposition; null for a primitive. */
export function decomposeOnce(operation: Operation): readonly Operation[] | null {
  if (operation.gate !== "pauli") {
    return gateTable[operation.gate].decomposition?.(operation.qubits, operation.parameters) ?? null;
  }
  const { pauli, qubits, parameters } = operation;
  const changeBasis = (side: 0 | 1): Operation[] =>
    qubits.flatMap((qubit, index) => {
      const gates = intoZBasis[pauli[index]];
      return gates ? [{ gate: gates[side], qubits: [qubit], parameters: [] }] : [];
    });
  const ladder: Operation[] = qubits
    .slice(1)
    .map((qubit, index) => ({ gate: "cx", qubits: [qubits[index], qubit], parameters: [] }));
  const last = qubits[qubits.length - 1];
  return [
    ...changeBasis(0),
    ...ladder,
    { gate: "rz", qubits: [last], parameters },
    ...ladder.toReversed(),
    ...changeBasis(1),
  ];
}
