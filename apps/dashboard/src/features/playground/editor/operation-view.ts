import {
  gateTable,
  isTableGate,
  isUnitaryOperation,
  type Control,
  type GateName,
  type GateOperation,
  type Operation,
  type ParameterValue,
  type UnitaryKindOperation,
  uncontrolledGates,
} from "@ansatz/simulator";

/** A single classical bit that decides whether an operation runs. */
export interface BitCondition {
  readonly bit: number;
  readonly value: 0 | 1;
}

/** An operation as the editor shows and changes it: controls apart from targets, a simple condition apart from both. */
export interface OperationView {
  /** The operation without its condition; null for conditionals that only the text can change. */
  readonly inner: Exclude<Operation, { gate: "if" }> | null;
  /** The gate under its controls, "x" for a ccx. */
  readonly base: string;
  readonly targets: readonly number[];
  readonly controls: readonly Control[];
  readonly parameters: readonly ParameterValue[];
  readonly condition: BitCondition | null;
}

/** The name under which the table has a gate with so many controls. */
const controlledNames = new Map(
  Object.entries(uncontrolledGates).map(([name, base]) => [
    `${base}/${gateTable[name as GateName].controlCount}`,
    name as GateName,
  ]),
);

function splitGate(operation: GateOperation): Pick<OperationView, "base" | "targets" | "controls"> {
  const base = uncontrolledGates[operation.gate];
  if (base === undefined) {
    return { base: operation.gate, targets: operation.qubits, controls: operation.controls ?? [] };
  }
  const { controlCount } = gateTable[operation.gate];
  const own = operation.qubits.slice(0, controlCount).map((qubit): Control => ({ qubit, value: 1 }));
  return {
    base,
    targets: operation.qubits.slice(controlCount),
    controls: [...own, ...(operation.controls ?? [])],
  };
}

/** The bit and value of a condition on one bit; null for others. */
function simpleCondition(operation: Extract<Operation, { gate: "if" }>): BitCondition | null {
  const { condition, then, otherwise } = operation;
  if (
    condition.kind !== "compare" ||
    condition.bits.length !== 1 ||
    then.length !== 1 ||
    otherwise.length > 0
  ) {
    return null;
  }
  if (then[0].gate === "if") return null;
  const is = condition.value === "1" ? 1 : 0;
  if (condition.comparison === "==") return { bit: condition.bits[0], value: is };
  if (condition.comparison === "!=") return { bit: condition.bits[0], value: is === 1 ? 0 : 1 };
  return null;
}

export function viewOperation(operation: Operation): OperationView {
  if (operation.gate === "if") {
    const condition = simpleCondition(operation);
    if (condition) return { ...viewOperation(operation.then[0]), condition };
    const targets = qubitsOf(operation);
    return { inner: null, base: "if", targets, controls: [], parameters: [], condition: null };
  }
  if (!isUnitaryOperation(operation)) {
    const { gate: base, qubits: targets } = operation;
    return { inner: operation, base, targets, controls: [], parameters: [], condition: null };
  }
  const parts = isTableGate(operation)
    ? splitGate(operation)
    : { base: operation.gate, targets: operation.qubits, controls: operation.controls ?? [] };
  return { inner: operation, ...parts, parameters: operation.parameters, condition: null };
}

/** The unitary operation with those targets, controls and parameters, under the table's name where there is one. */
function rebuildUnitary(
  operation: UnitaryKindOperation,
  { base, targets, controls, parameters }: OperationView,
): UnitaryKindOperation {
  if (!isTableGate(operation)) {
    const rebuilt = { ...operation, qubits: targets, parameters, controls };
    if (controls.length === 0) Reflect.deleteProperty(rebuilt, "controls");
    return rebuilt as UnitaryKindOperation;
  }
  const named = controls.every(({ value }) => value === 1)
    ? controlledNames.get(`${base}/${controls.length}`)
    : undefined;
  if (named !== undefined) {
    return { gate: named, qubits: [...controls.map(({ qubit }) => qubit), ...targets], parameters };
  }
  return {
    gate: base as GateName,
    qubits: targets,
    parameters,
    ...(controls.length > 0 ? { controls } : {}),
  };
}

/** The operation that a changed view describes. */
export function rebuildOperation(view: OperationView): Operation {
  const { inner, condition, targets } = view;
  if (inner === null) throw new RangeError("a conditional of several operations is changed in the text");
  const plain: Operation = isUnitaryOperation(inner)
    ? rebuildUnitary(inner, view)
    : { ...inner, qubits: targets };
  if (condition === null) return plain;
  const { bit, value } = condition;
  return {
    gate: "if",
    condition: { kind: "compare", bits: [bit], comparison: "==", value: String(value) },
    then: [plain],
    otherwise: [],
  };
}

/** Every qubit that an operation acts on or looks at, each once, ascending. */
export function qubitsOf(operation: Operation): number[] {
  const found = new Set<number>();
  const visit = (one: Operation): void => {
    if (one.gate === "if") {
      one.then.forEach(visit);
      one.otherwise.forEach(visit);
      return;
    }
    one.qubits.forEach((qubit) => found.add(qubit));
    if (isUnitaryOperation(one)) one.controls?.forEach(({ qubit }) => found.add(qubit));
  };
  visit(operation);
  return [...found].sort((a, b) => a - b);
}
