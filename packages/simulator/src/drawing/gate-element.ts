import { gateTable } from "../circuit/gate-table.ts";
import { isTableGate } from "../circuit/operation.ts";
import type { Control, UnitaryKindOperation } from "../circuit/operation.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import { shapeRows } from "./drawn-element.ts";
import type { BoxShape, DrawnElement, ElementFamily, MarkShape, Shape } from "./drawn-element.ts";
import { formatParameter, printable } from "./format-parameter.ts";

const greatestDetail = 28;

/** Names in boxes where they are not the gate's name in capitals; controlled gates go by their target's. */
const boxNames: Readonly<Partial<Record<UnitaryKindOperation["gate"], string>>> = {
  gphase: "phase",
  id: "I",
  sdg: "S†",
  tdg: "T†",
  sx: "√X",
  sxdg: "√X†",
  cy: "Y",
  ch: "H",
  cs: "S",
  csdg: "S†",
  csx: "√X",
  csxdg: "√X†",
  crx: "RX",
  cry: "RY",
  crz: "RZ",
  cp: "P",
  cu: "U",
  iswap: "iSWAP",
  iswapdg: "iSWAP†",
  xx_plus_yy: "XX+YY",
  xx_minus_yy: "XX−YY",
  pauli: "R",
  unitary: "Unitary",
  diagonal: "Diag",
  permutation: "Perm",
};

/** Gates whose targets are marks instead of boxes. */
const targetMarks: Readonly<Partial<Record<string, MarkShape["kind"]>>> = {
  cx: "target",
  ccx: "target",
  cz: "control-1",
  ccz: "control-1",
  swap: "swap",
  cswap: "swap",
};

/** Runs of neighbouring qubits, each a box, with the pins of its qubits. */
function boxes(qubits: readonly number[], pins: readonly string[], name: string, detail: string): BoxShape[] {
  const order = qubits.map((qubit, place) => ({ qubit, pin: pins[place] ?? "" }));
  order.sort((a, b) => a.qubit - b.qubit);
  const runs: { first: number; last: number; pins: string[] }[] = [];
  for (const { qubit, pin } of order) {
    const run = runs.at(-1);
    if (run?.last === qubit - 1) {
      run.last = qubit;
      run.pins.push(pin);
    } else {
      runs.push({ first: qubit, last: qubit, pins: [pin] });
    }
  }
  return runs.map((run) => ({ kind: "box", ...run, name, detail }));
}

interface Parts {
  readonly controls: readonly Control[];
  readonly targets: readonly number[];
}

/** Controls and targets; a controlled global phase sits as a phase gate on one of its controls. */
function splitQubits(operation: UnitaryKindOperation): Parts {
  const further = operation.controls ?? [];
  if (!isTableGate(operation)) return { controls: further, targets: operation.qubits };
  if (operation.gate === "gphase") {
    const place = Math.max(
      0,
      further.findIndex(({ value }) => value === 1),
    );
    return {
      controls: further.filter((_, index) => index !== place),
      targets: further.length > 0 ? [further[place].qubit] : [0],
    };
  }
  const { controlCount } = gateTable[operation.gate];
  const own = operation.qubits.slice(0, controlCount).map((qubit): Control => ({ qubit, value: 1 }));
  return { controls: [...own, ...further], targets: operation.qubits.slice(controlCount) };
}

function familyOf(operation: UnitaryKindOperation): ElementFamily {
  if (!isTableGate(operation)) return operation.gate === "pauli" ? "rotation" : "matrix";
  return gateTable[operation.gate].parameterCount > 0 ? "rotation" : "fixed";
}

function boxName(operation: UnitaryKindOperation): string {
  if (operation.gate === "gphase" && operation.controls?.length) {
    return operation.controls.some(({ value }) => value === 1) ? "P" : "P on |0⟩";
  }
  return boxNames[operation.gate] ?? operation.gate.toUpperCase();
}

/** A unitary operation as it is drawn; `names` are those of the qubits. */
export function gateElement(operation: UnitaryKindOperation, names: readonly string[]): DrawnElement {
  const { controls, targets } = splitQubits(operation);
  const parameters = (operation.parameters as readonly ParameterValue[]).map(formatParameter);
  const full = parameters.join(", ");
  const mark =
    targetMarks[operation.gate] ??
    // A controlled x or z of the table looks like cx or cz whichever way it is written.
    (controls.length > 0 ? targetMarks[`c${operation.gate}`] : undefined);
  const pins =
    operation.gate === "pauli"
      ? Array.from(operation.pauli)
      : targets.map((_, place) => (targets.length > 1 ? String(place) : ""));
  const targetShapes: Shape[] = mark
    ? targets.map((qubit) => ({ kind: mark, qubit }))
    : boxes(targets, pins, boxName(operation), printable(full, greatestDetail));
  const controlShapes = controls.map(({ qubit, value }): MarkShape => ({
    kind: value === 1 ? "control-1" : "control-0",
    qubit,
  }));
  const shapes = [...targetShapes, ...controlShapes].sort((a, b) => shapeRows(a)[0] - shapeRows(b)[0]);
  return {
    family: familyOf(operation),
    shapes,
    description: describe(operation, { controls, targets }, full, names),
  };
}

function describe(
  operation: UnitaryKindOperation,
  { controls, targets }: Parts,
  parameters: string,
  names: readonly string[],
): string {
  const isControlledName = isTableGate(operation) && gateTable[operation.gate].controlCount > 0;
  const letters = operation.gate === "pauli" ? ` about ${operation.pauli}` : "";
  const name = `${isControlledName ? operation.gate : boxName(operation)}${letters}`;
  const on = targets.map((qubit) => names[qubit]).join(", ");
  const by = controls.map(({ qubit, value }) => (value === 1 ? names[qubit] : `${names[qubit]} being 0`));
  const suffix = by.length > 0 ? ` controlled by ${by.join(", ")}` : "";
  return `${name}${parameters ? `(${parameters})` : ""} on ${on}${suffix}`;
}
