import type { ClassicalCondition, Operation } from "@ansatz/simulator";
import { formatParameter, formatShortAngle } from "./angle.ts";
import { paletteGate } from "./gate-catalogue.ts";
import { viewOperation, type OperationView } from "./operation-view.ts";

const furtherLabels: Readonly<Partial<Record<string, string>>> = {
  id: "I",
  sxdg: "√X†",
  cu: "U",
  iswapdg: "iSWAP†",
  ecr: "ECR",
  ryy: "RYY",
  rzx: "RZX",
  xx_plus_yy: "XX+YY",
  xx_minus_yy: "XX−YY",
  gphase: "phase",
  unitary: "Unitary",
  diagonal: "Diag",
  permutation: "Perm",
  if: "if",
};

/** What stands in a gate's box. */
export function boxLabel({ base, inner }: OperationView): string {
  if (inner?.gate === "pauli") return inner.pauli;
  return paletteGate(base)?.label ?? furtherLabels[base] ?? base.toUpperCase();
}

/** The parameters as they stand below a gate's label. */
export function parameterLabel({ parameters }: OperationView): string {
  return parameters.map((value) => formatParameter(value, formatShortAngle)).join(", ");
}

function formatCondition(condition: ClassicalCondition): string {
  if (condition.kind === "compare") {
    const bits =
      condition.bits.length === 1 ? `bit ${condition.bits[0]}` : `bits ${condition.bits.join(", ")}`;
    return `${bits} ${condition.comparison} ${Number.parseInt(condition.value, 2)}`;
  }
  if (condition.kind === "not") return `not (${formatCondition(condition.operand)})`;
  return condition.operands.map((operand) => `(${formatCondition(operand)})`).join(` ${condition.kind} `);
}

function listQubits(qubits: readonly number[]): string {
  if (qubits.length === 1) return `qubit ${qubits[0]}`;
  return `qubits ${qubits.slice(0, -1).join(", ")} and ${qubits[qubits.length - 1]}`;
}

/** A gate's name in words, "RX by π/2". */
export function gateTitle(view: OperationView): string {
  const angles = parameterLabel(view);
  const isNamed = view.base === "measure" || view.base === "reset" || view.base === "barrier";
  const name = isNamed ? paletteGate(view.base)!.name : boxLabel(view);
  return angles === "" ? name : `${name} by ${angles}`;
}

/** An operation in words: "X on qubit 1, controlled by qubit 0". */
export function describeOperation(operation: Operation): string {
  if (operation.gate === "if") {
    const view = viewOperation(operation);
    if (view.inner !== null) {
      return `${describeOperation(view.inner)}, if classical bit ${view.condition!.bit} is ${view.condition!.value}`;
    }
    const count = operation.then.length + operation.otherwise.length;
    return `${count} operations on ${listQubits(view.targets)}, if ${formatCondition(operation.condition)}`;
  }
  const view = viewOperation(operation);
  const on = view.targets.length > 0 ? ` on ${listQubits(view.targets)}` : "";
  const into = operation.gate === "measure" ? ` into classical bit ${operation.bits.join(", ")}` : "";
  const filled = view.controls.filter(({ value }) => value === 1).map(({ qubit }) => qubit);
  const open = view.controls.filter(({ value }) => value === 0).map(({ qubit }) => qubit);
  const controlled = [
    ...(filled.length > 0 ? [`controlled by ${listQubits(filled)}`] : []),
    ...(open.length > 0 ? [`where ${listQubits(open)} ${open.length === 1 ? "is" : "are"} 0`] : []),
  ];
  return [`${gateTitle(view)}${on}${into}`, ...controlled].join(", ");
}
