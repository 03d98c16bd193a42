import { visitOperations } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { conditionBits } from "../circuit/classical-condition.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { IfOperation, Operation } from "../circuit/operation.ts";
import { addParameters } from "../circuit/parameter.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import type { BoxShape, DrawnElement } from "./drawn-element.ts";
import { formatParameter, printable } from "./format-parameter.ts";
import { gateElement } from "./gate-element.ts";
import { bitName, formatCondition, wireNames, wireOfBit } from "./wire-names.ts";
import type { WireNames } from "./wire-names.ts";

/** A circuit as elements in the order of its operations. */
export interface CircuitElements {
  readonly names: WireNames;
  readonly elements: readonly DrawnElement[];
  /** The sum of the circuit's global phases for reading; empty if it is 0. */
  readonly globalPhase: string;
}

const plainBox = (first: number, last: number, name: string): BoxShape => ({
  kind: "box",
  first,
  last,
  name,
  detail: "",
  pins: [],
});

/** Qubits that operations touch, from the lowest to the highest; qubit 0 if none. */
function touchedRange(operations: readonly Operation[]): [number, number] {
  let [first, last] = [Infinity, -Infinity];
  visitOperations(operations, (operation) => {
    if (operation.gate === "if") return;
    const controls = isUnitaryOperation(operation) ? (operation.controls ?? []) : [];
    const qubits = [...operation.qubits, ...controls.map((control) => control.qubit)];
    // A global phase stands on qubit 0.
    for (const qubit of operation.gate === "gphase" && qubits.length === 0 ? [0] : qubits) {
      first = Math.min(first, qubit);
      last = Math.max(last, qubit);
    }
  });
  return first <= last ? [first, last] : [0, 0];
}

/** Whether a conditional is drawn as its one operation with a line to the classical wires. */
function isSimple({ then, otherwise }: IfOperation): boolean {
  return (
    otherwise.length === 0 &&
    then.length === 1 &&
    (isUnitaryOperation(then[0]) ? then[0].gate !== "gphase" : then[0].gate === "reset")
  );
}

function conditionalElements(operation: IfOperation, names: WireNames): DrawnElement[] {
  const { condition, then, otherwise } = operation;
  const text = formatCondition(condition, names.classicalWires);
  const wires = [...new Set(conditionBits(condition).map((bit) => wireOfBit(names.classicalWires, bit)))];
  const classical =
    wires.length > 0
      ? { classical: { wires: wires.sort((a, b) => a - b), label: printable(text), isWritten: false } }
      : {};
  if (isSimple(operation) && wires.length > 0) {
    return operationElements(then[0], names).map((element) => ({
      ...element,
      ...classical,
      description: `if ${text}: ${element.description}`,
    }));
  }
  const [first, last] = touchedRange([...then, ...otherwise]);
  const bracket = (name: string, description: string): DrawnElement => ({
    family: "branch",
    shapes: [plainBox(first, last, name)],
    description,
  });
  const inner = (list: readonly Operation[]): DrawnElement[] =>
    list.flatMap((part) => operationElements(part, names));
  return [
    { ...bracket("if", `if ${text}`), ...classical },
    ...inner(then),
    ...(otherwise.length > 0 ? [bracket("else", "else"), ...inner(otherwise)] : []),
    bracket("end", "end if"),
  ];
}

function operationElements(operation: Operation, names: WireNames): DrawnElement[] {
  switch (operation.gate) {
    case "measure":
      return operation.qubits.map((qubit, index): DrawnElement => {
        const bit = operation.bits[index];
        const wire = wireOfBit(names.classicalWires, bit);
        const { first, size } = names.classicalWires[wire];
        return {
          family: "readout",
          shapes: [{ kind: "measure", qubit }],
          classical: { wires: [wire], label: size === 1 ? "" : String(bit - first), isWritten: true },
          description: `measure ${names.qubits[qubit]} into ${bitName(names.classicalWires, bit)}`,
        };
      });
    case "reset":
      return operation.qubits.map((qubit) => ({
        family: "readout",
        shapes: [plainBox(qubit, qubit, "|0⟩")],
        description: `reset ${names.qubits[qubit]}`,
      }));
    case "barrier":
      if (operation.qubits.length === 0) return [];
      return [
        {
          family: "readout",
          shapes: [],
          barrier: [...operation.qubits].sort((a, b) => a - b),
          description: `barrier on ${operation.qubits.map((qubit) => names.qubits[qubit]).join(", ")}`,
        },
      ];
    case "if":
      return conditionalElements(operation, names);
    default:
      return [gateElement(operation, names.qubits)];
  }
}

/** The elements of a circuit. Global phases outside conditionals and without controls are added up beside them. */
export function drawElements(circuit: Circuit): CircuitElements {
  const names = wireNames(circuit);
  const phases: ParameterValue[] = [];
  const elements = circuit.operations.flatMap((operation) => {
    if (operation.gate === "gphase" && !operation.controls?.length) {
      phases.push(operation.parameters[0]);
      return [];
    }
    return operationElements(operation, names);
  });
  const phase = addParameters(0, ...phases);
  return { names, elements, globalPhase: phase === 0 ? "" : formatParameter(phase) };
}
