import { InvalidArgumentError } from "../errors.ts";
import { comparisons } from "./classical-condition.ts";
import type { ClassicalCondition } from "./classical-condition.ts";
import { gateQubitCount, gateTable } from "./gate-table.ts";
import { isTableGate, isUnitaryOperation } from "./operation.ts";
import type { Control, Operation, UnitaryKindOperation } from "./operation.ts";
import { gateNames } from "./operation.ts";
import { readParameter } from "./parameter.ts";
import type { ParameterValue } from "./parameter.ts";

/** What a circuit's operations may refer to. */
export interface CircuitSize {
  readonly qubitCount: number;
  readonly bitCount: number;
}

/** Conditionals in conditionals; deeper is refused. */
const greatestDepth = 64;
const greatestUnitaryQubits = 4;
const greatestTableQubits = 20;
/** How far U†U may be from the identity, entry by entry: matrices printed with 8 digits pass. */
const unitarityTolerance = 1e-7;

const otherNames = [
  "pauli",
  "unitary",
  "diagonal",
  "permutation",
  "measure",
  "reset",
  "barrier",
  "if",
] as const;

function fail(where: string, problem: string, details: Readonly<Record<string, unknown>> = {}): never {
  throw new InvalidArgumentError(`${where}${problem}`, { field: where, ...details });
}

function checkList(list: unknown, where: string, what: string): readonly unknown[] {
  if (!Array.isArray(list)) fail(where, `.${what} must be a list, got ${String(list)}`);
  return list as readonly unknown[];
}

function checkIndices(list: unknown, count: number, where: string, what: "qubit" | "bit"): readonly number[] {
  const indices = checkList(list, where, `${what}s`) as readonly number[];
  for (const index of indices) {
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      const range = count === 0 ? `but the circuit has no ${what}s` : `must be in [0, ${count - 1}]`;
      fail(where, `: ${what} ${range}, got ${String(index)}`, { [what]: index });
    }
  }
  if (new Set(indices).size !== indices.length)
    fail(where, `: ${what}s must differ, got ${indices.join(", ")}`);
  return Object.freeze([...indices]);
}

function checkControls(
  operation: UnitaryKindOperation,
  size: CircuitSize,
  where: string,
): readonly Control[] {
  const controls = checkList(operation.controls ?? [], where, "controls") as readonly Control[];
  const checked = controls.map(({ qubit, value }) => {
    if ((value as number) !== 0 && (value as number) !== 1) {
      fail(where, `: a control's value must be 0 or 1, got ${String(value)}`);
    }
    return Object.freeze({ qubit, value });
  });
  checkIndices([...operation.qubits, ...checked.map(({ qubit }) => qubit)], size.qubitCount, where, "qubit");
  return Object.freeze(checked);
}

function checkNumbers(list: unknown, count: number, where: string, what: string): readonly number[] {
  const numbers = checkList(list, where, what) as readonly number[];
  if (numbers.length !== count) fail(where, `.${what} must have ${count} entries, got ${numbers.length}`);
  const at = numbers.findIndex((number) => typeof number !== "number" || !Number.isFinite(number));
  if (at >= 0) fail(`${where}.${what}[${at}]`, ` must be a finite number, got ${String(numbers[at])}`);
  return Object.freeze([...numbers]);
}

function checkUnitary(
  real: readonly number[],
  imaginary: readonly number[],
  size: number,
  where: string,
): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let [re, im] = [row === column ? -1 : 0, 0];
      for (let k = 0; k < size; k++) {
        const [a, b] = [k * size + row, k * size + column];
        re += real[a] * real[b] + imaginary[a] * imaginary[b];
        im += real[a] * imaginary[b] - imaginary[a] * real[b];
      }
      if (Math.hypot(re, im) > unitarityTolerance) {
        fail(
          where,
          `.matrix must be unitary: U†U differs from the identity by ${Math.hypot(re, im).toExponential(2)} in row ${row}, column ${column}`,
        );
      }
    }
  }
}

function checkQubitNumber(qubits: readonly number[], most: number, where: string, name: string): void {
  if (qubits.length < 1 || qubits.length > most) {
    fail(where, `: ${name} takes 1 to ${most} qubits, got ${qubits.length}`);
  }
}

function checkUnitaryKind(
  operation: UnitaryKindOperation,
  size: CircuitSize,
  where: string,
): UnitaryKindOperation {
  const name: string = operation.gate;
  const qubits = checkIndices(operation.qubits, size.qubitCount, where, "qubit");
  const controls = checkControls(operation, size, where);
  const parameterList = checkList(operation.parameters, where, "parameters");
  const expectedParameters = isTableGate(operation)
    ? gateTable[operation.gate].parameterCount
    : operation.gate === "pauli"
      ? 1
      : 0;
  if (parameterList.length !== expectedParameters) {
    fail(where, `: ${name} takes ${expectedParameters} parameters, got ${parameterList.length}`);
  }
  const parameters = Object.freeze(
    parameterList.map((value, at): ParameterValue => {
      const parameter = readParameter(value);
      if (parameter === undefined) {
        fail(
          `${where}.parameters[${at}]`,
          ` must be a finite number or {terms, offset}, got ${String(value)}`,
        );
      }
      return parameter;
    }),
  );
  const common = { qubits, ...(controls.length > 0 ? { controls } : {}) };
  switch (operation.gate) {
    case "pauli": {
      const { pauli } = operation;
      if (typeof pauli !== "string" || !/^[XYZ]+$/.test(pauli)) {
        fail(where, `.pauli must be a text of X, Y and Z, got "${String(pauli)}"`);
      }
      if (pauli.length !== qubits.length) {
        fail(where, `: pauli takes ${pauli.length} qubits, got ${qubits.length}`);
      }
      return Object.freeze({
        gate: "pauli",
        pauli,
        parameters: parameters as readonly [ParameterValue],
        ...common,
      });
    }
    case "unitary": {
      checkQubitNumber(qubits, greatestUnitaryQubits, where, name);
      const rows = 2 ** qubits.length;
      const matrix = operation.matrix as Partial<UnitaryMatrix> | undefined;
      const real = checkNumbers(matrix?.real, rows * rows, where, "matrix.real");
      const imaginary = checkNumbers(matrix?.imaginary, rows * rows, where, "matrix.imaginary");
      checkUnitary(real, imaginary, rows, where);
      return Object.freeze({
        gate: "unitary",
        parameters: parameters as readonly [],
        matrix: Object.freeze({ real, imaginary }),
        ...common,
      });
    }
    case "diagonal": {
      checkQubitNumber(qubits, greatestTableQubits, where, name);
      const phases = checkNumbers(operation.phases, 2 ** qubits.length, where, "phases");
      return Object.freeze({ gate: "diagonal", parameters: parameters as readonly [], phases, ...common });
    }
    case "permutation": {
      checkQubitNumber(qubits, greatestTableQubits, where, name);
      const images = checkNumbers(operation.images, 2 ** qubits.length, where, "images");
      const isReached = new Uint8Array(images.length);
      for (const image of images) {
        if (!Number.isInteger(image) || image < 0 || image >= images.length || isReached[image] === 1) {
          fail(where, `.images must hold each of 0 … ${images.length - 1} once, got ${image}`);
        }
        isReached[image] = 1;
      }
      return Object.freeze({ gate: "permutation", parameters: parameters as readonly [], images, ...common });
    }
    default: {
      const expectedQubits = gateQubitCount(gateTable[operation.gate]);
      if (qubits.length !== expectedQubits) {
        fail(where, `: ${name} takes ${expectedQubits} qubits, got ${qubits.length}`);
      }
      return Object.freeze({ gate: operation.gate, parameters, ...common });
    }
  }
}

interface UnitaryMatrix {
  readonly real: readonly number[];
  readonly imaginary: readonly number[];
}

function checkCondition(
  condition: ClassicalCondition,
  size: CircuitSize,
  where: string,
  depth = 0,
): ClassicalCondition {
  if (depth > greatestDepth) fail(where, `.condition is nested more than ${greatestDepth} deep`);
  const { kind } = condition;
  if (kind === "compare") {
    const bits = checkIndices(condition.bits, size.bitCount, where, "bit");
    const { comparison, value } = condition;
    if (!comparisons.includes(comparison)) {
      fail(where, `.condition.comparison must be one of ${comparisons.join(" ")}, got ${String(comparison)}`);
    }
    if (typeof value !== "string" || !/^[01]+$/.test(value) || value.length !== bits.length) {
      fail(where, `.condition.value must be ${bits.length} binary digits, got "${String(value)}"`);
    }
    return Object.freeze({ kind, bits, comparison, value });
  }
  if (kind === "not") {
    return Object.freeze({ kind, operand: checkCondition(condition.operand, size, where, depth + 1) });
  }
  if (!["and", "or", "xor"].includes(kind)) {
    fail(where, `.condition.kind must be compare, not, and, or or xor, got ${String(kind)}`);
  }
  const operands = checkList(
    condition.operands,
    where,
    "condition.operands",
  ) as readonly ClassicalCondition[];
  return Object.freeze({
    kind,
    operands: Object.freeze(operands.map((operand) => checkCondition(operand, size, where, depth + 1))),
  });
}

/**
 * A frozen copy of an operation (also from parsed JSON). `where` names it in messages.
 * Throws {@link InvalidArgumentError} for whatever does not fit the circuit or the gate.
 */
export function checkOperation(operation: Operation, size: CircuitSize, where: string, depth = 0): Operation {
  if (isUnitaryKind(operation)) {
    if (!isUnitaryOperation(operation))
      fail(where, `: ${(operation as Operation).gate} needs a list of parameters`);
    return checkUnitaryKind(operation, size, where);
  }
  switch (operation.gate) {
    case "measure": {
      const qubits = checkIndices(operation.qubits, size.qubitCount, where, "qubit");
      const bits = checkIndices(operation.bits, size.bitCount, where, "bit");
      if (qubits.length !== bits.length) {
        fail(
          where,
          `: measure takes as many bits as qubits, got ${qubits.length} qubits and ${bits.length} bits`,
        );
      }
      return Object.freeze({ gate: "measure", qubits, bits });
    }
    case "reset":
    case "barrier":
      return Object.freeze({
        gate: operation.gate,
        qubits: checkIndices(operation.qubits, size.qubitCount, where, "qubit"),
      });
    case "if": {
      if (depth >= greatestDepth) fail(where, ` is nested more than ${greatestDepth} deep`);
      const check = (list: unknown, branch: string): readonly Operation[] =>
        Object.freeze(
          (checkList(list, where, branch) as readonly Operation[]).map((inner, index) =>
            checkOperation(inner, size, `${where}.${branch}[${index}]`, depth + 1),
          ),
        );
      return Object.freeze({
        gate: "if",
        condition: checkCondition(operation.condition, size, where),
        then: check(operation.then, "then"),
        otherwise: check(operation.otherwise, "otherwise"),
      });
    }
  }
}

function isUnitaryKind(operation: Operation): operation is UnitaryKindOperation {
  const name = (operation as Operation | null)?.gate as string | undefined;
  const isTable = (gateNames as readonly (string | undefined)[]).includes(name);
  if (!isTable && !(otherNames as readonly (string | undefined)[]).includes(name)) {
    throw new InvalidArgumentError(
      `gate must be ${otherNames.join(", ")} or one of ${gateNames.join(", ")}, got ${String(name)}`,
      { field: "gate" },
    );
  }
  return isTable || ["pauli", "unitary", "diagonal", "permutation"].includes(name!);
}
