import type { ParameterValue } from "./parameter.ts";

/** The gates of the table in `gate-table.ts`. */
export const gateNames = [
  "x",
  "y",
  "z",
  "h",
  "s",
  "sdg",
  "t",
  "tdg",
  "sx",
  "sxdg",
  "rx",
  "ry",
  "rz",
  "p",
  "u",
  "cx",
  "cy",
  "cz",
  "ch",
  "crx",
  "cry",
  "crz",
  "cp",
  "swap",
  "rxx",
  "ryy",
  "rzz",
  "ccx",
  "cswap",
] as const;
export type GateName = (typeof gateNames)[number];

/** A gate of the table on qubits: controls first, then targets. */
export interface GateOperation {
  readonly gate: GateName;
  readonly qubits: readonly number[];
  readonly parameters: readonly ParameterValue[];
}

/** exp(−iθP/2), P the product of the Pauli matrices `pauli[k]` (X, Y or Z) on `qubits[k]`; θ is the one parameter. */
export interface PauliGadgetOperation {
  readonly gate: "pauli";
  readonly pauli: string;
  readonly qubits: readonly number[];
  readonly parameters: readonly [ParameterValue];
}

export type Operation = GateOperation | PauliGadgetOperation;

/** A gate operation. It is checked when it becomes part of a circuit. */
export function gate(
  name: GateName,
  qubits: readonly number[],
  parameters: readonly ParameterValue[] = [],
): GateOperation {
  return { gate: name, qubits, parameters };
}

/** The rotation exp(−iθP/2); see {@link PauliGadgetOperation}. */
export function pauliGadget(
  pauli: string,
  qubits: readonly number[],
  theta: ParameterValue,
): PauliGadgetOperation {
  return { gate: "pauli", pauli, qubits, parameters: [theta] };
}
