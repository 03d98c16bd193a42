import type { Circuit } from "../circuit/circuit.ts";
import type { Control, Operation, UnitaryKindOperation } from "../circuit/operation.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import { formatCondition } from "./format-condition.ts";
import { chooseNames } from "./format-names.ts";
import { formatParameter } from "./format-number.ts";
import { Aliases, operandTexts } from "./format-operands.ts";
import type { OperandTexts } from "./format-operands.ts";
import { GateDefinitions } from "./gate-definitions.ts";

interface Texts {
  readonly qubits: OperandTexts;
  readonly bits: OperandTexts;
}

/** `ctrl(2) @ negctrl @ ` for further controls, runs of equal values joined. */
function formatControls(controls: readonly Control[]): string {
  const runs: { value: 0 | 1; count: number }[] = [];
  for (const { value } of controls) {
    const last = runs.at(-1);
    if (last?.value === value) last.count++;
    else runs.push({ value, count: 1 });
  }
  return runs
    .map(({ value, count }) => `${value === 1 ? "ctrl" : "negctrl"}${count > 1 ? `(${count})` : ""} @ `)
    .join("");
}

/** A call of a gate, its further controls before its qubits. */
function formatCall(
  operation: UnitaryKindOperation,
  name: string,
  qubitText: (qubit: number) => string,
  parameterText: (name: string) => string,
): string {
  const { qubits, controls = [] } = operation;
  const parameters = (operation.parameters as readonly ParameterValue[]).map((value) =>
    formatParameter(value, parameterText),
  );
  const operands = [...controls.map(({ qubit }) => qubit), ...qubits].map(qubitText).join(", ");
  const list = parameters.length > 0 ? `(${parameters.join(", ")})` : "";
  return `${formatControls(controls)}${name}${list}${operands === "" ? "" : ` ${operands}`};`;
}

export function formatVersion3(circuit: Circuit): string {
  const names = chooseNames(circuit, 3);
  const aliases = new Aliases(names);
  const texts: Texts = {
    qubits: operandTexts(names.qubits, "qubits", names.isPhysical, aliases),
    bits: operandTexts(names.bits, "bits", false, aliases),
  };
  const parameterText = (name: string): string => names.parameters.get(name)!;
  const definitions: GateDefinitions = new GateDefinitions(3, names, (operations, qubitText, inner) =>
    operations.flatMap((operation) =>
      "parameters" in operation
        ? [formatCall(operation, definitions.nameOf(operation), qubitText, inner)]
        : [],
    ),
  );
  const format = (operations: readonly Operation[], indent: string): string[] =>
    operations.flatMap((operation): readonly string[] => {
      if ("parameters" in operation) {
        const name = definitions.nameOf(operation);
        return [`${indent}${formatCall(operation, name, texts.qubits.one, parameterText)}`];
      }
      if (operation.gate !== "if") return formatOther(operation, texts, indent);
      const inner = `${indent}  `;
      const { condition, then, otherwise } = operation;
      return [
        `${indent}if (${formatCondition(condition, texts.bits)}) {`,
        ...format(then, inner),
        ...(otherwise.length > 0 ? [`${indent}} else {`, ...format(otherwise, inner)] : []),
        `${indent}}`,
      ];
    });
  const body = format(circuit.operations, "");
  return [
    "OPENQASM 3.0;",
    'include "stdgates.inc";',
    ...names.notes,
    ...definitions.lines,
    ...[...names.parameters.values()].map((name) => `input float ${name};`),
    ...(names.isPhysical ? [] : names.qubits.map(({ identifier, size }) => `qubit[${size}] ${identifier};`)),
    ...names.bits.map(({ identifier, size }) => `bit[${size}] ${identifier};`),
    ...aliases.lines,
    ...body,
    "",
  ].join("\n");
}

/** Measurements, resets and barriers. */
function formatOther(
  operation: Exclude<Operation, UnitaryKindOperation | { gate: "if" }>,
  { qubits, bits }: Texts,
  indent: string,
): readonly string[] {
  if (operation.qubits.length === 0) return [];
  switch (operation.gate) {
    case "measure":
      return [`${indent}${bits.several(operation.bits)} = measure ${qubits.several(operation.qubits)};`];
    case "reset":
      return [`${indent}reset ${qubits.several(operation.qubits)};`];
    case "barrier": {
      const register = qubits.register(operation.qubits);
      return [
        `${indent}barrier ${register ? register.identifier : operation.qubits.map(qubits.one).join(", ")};`,
      ];
    }
  }
}
