import type { ClassicalCondition } from "./classical-condition.ts";
import type { ParameterValue } from "./parameter.ts";

/** The gates of the table in `gate-table.ts`. */
export const gateNames = [
  "gphase",
  "id",
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
  "cs",
  "csdg",
  "csx",
  "csxdg",
  "crx",
  "cry",
  "crz",
  "cp",
  "cu",
  "swap",
  "iswap",
  "iswapdg",
  "ecr",
  "rxx",
  "ryy",
  "rzz",
  "rzx",
  "xx_plus_yy",
  "xx_minus_yy",
  "ccx",
  "ccz",
  "cswap",
] as const;
export type GateName = (typeof gateNames)[number];

/** A qubit that must be in |value⟩ for an operation to act. */
export interface Control {
  readonly qubit: number;
  readonly value: 0 | 1;
}

interface Controllable {
  /** Further qubits that control the operation, beside those the gate's name implies. */
  readonly controls?: readonly Control[];
}

/** A gate of the table on qubits: its own controls first, then targets. */
export interface GateOperation extends Controllable {
  readonly gate: GateName;
  readonly qubits: readonly number[];
  readonly parameters: readonly ParameterValue[];
}

/** exp(−iθP/2), P the product of the Pauli matrices `pauli[k]` (X, Y or Z) on `qubits[k]`; θ is the one parameter. */
export interface PauliGadgetOperation extends Controllable {
  readonly gate: "pauli";
  readonly pauli: string;
  readonly qubits: readonly number[];
  readonly parameters: readonly [ParameterValue];
}

/** A unitary matrix on one to four qubits, row-major; `qubits[0]` is the least significant bit of its index. */
export interface UnitaryOperation extends Controllable {
  readonly gate: "unitary";
  readonly qubits: readonly number[];
  readonly parameters: readonly [];
  readonly matrix: { readonly real: readonly number[]; readonly imaginary: readonly number[] };
}

/** |k⟩ → e^(iφₖ)|k⟩ with `phases[k]` = φₖ (radians), 2^qubits of them; `qubits[0]` is the least significant bit of k. */
export interface DiagonalOperation extends Controllable {
  readonly gate: "diagonal";
  readonly qubits: readonly number[];
  readonly parameters: readonly [];
  readonly phases: readonly number[];
}

/** |k⟩ → |images[k]⟩, a permutation of 0 … 2^qubits − 1; `qubits[0]` is the least significant bit of k. */
export interface PermutationOperation extends Controllable {
  readonly gate: "permutation";
  readonly qubits: readonly number[];
  readonly parameters: readonly [];
  readonly images: readonly number[];
}

/** An operation with a unitary matrix. */
export type UnitaryKindOperation =
  | GateOperation
  | PauliGadgetOperation
  | UnitaryOperation
  | DiagonalOperation
  | PermutationOperation;

/** Measures `qubits[k]` in the computational basis into the classical bit `bits[k]`. */
export interface MeasureOperation {
  readonly gate: "measure";
  readonly qubits: readonly number[];
  readonly bits: readonly number[];
}

/** Sets the qubits to |0⟩, whatever they were. */
export interface ResetOperation {
  readonly gate: "reset";
  readonly qubits: readonly number[];
}

/** No effect on the state; nothing is moved, merged or cancelled across it on its qubits. */
export interface BarrierOperation {
  readonly gate: "barrier";
  readonly qubits: readonly number[];
}

/** Runs `then` if the classical bits fulfil the condition when it is reached, else `otherwise`. */
export interface IfOperation {
  readonly gate: "if";
  readonly condition: ClassicalCondition;
  readonly then: readonly Operation[];
  readonly otherwise: readonly Operation[];
}

export type Operation =
  | UnitaryKindOperation
  | MeasureOperation
  | ResetOperation
  | BarrierOperation
  | IfOperation;

/** Whether an operation is a unitary matrix (neither measurement, reset, barrier nor conditional). */
export function isUnitaryOperation(operation: Operation): operation is UnitaryKindOperation {
  return "parameters" in operation;
}

/** Whether an operation is a gate of the table. */
export function isTableGate(operation: Operation): operation is GateOperation {
  return (gateNames as readonly string[]).includes(operation.gate);
}

const withControls = (controls: readonly Control[]): Controllable =>
  controls.length > 0 ? { controls } : {};

/** A gate operation. It is checked when it becomes part of a circuit. */
export function gate(
  name: GateName,
  qubits: readonly number[],
  parameters: readonly ParameterValue[] = [],
  controls: readonly Control[] = [],
): GateOperation {
  return { gate: name, qubits, parameters, ...withControls(controls) };
}

/** The rotation exp(−iθP/2); see {@link PauliGadgetOperation}. */
export function pauliGadget(
  pauli: string,
  qubits: readonly number[],
  theta: ParameterValue,
  controls: readonly Control[] = [],
): PauliGadgetOperation {
  return { gate: "pauli", pauli, qubits, parameters: [theta], ...withControls(controls) };
}

/** A unitary matrix on one to four qubits; see {@link UnitaryOperation}. */
export function unitary(
  matrix: { readonly real: ArrayLike<number>; readonly imaginary: ArrayLike<number> },
  qubits: readonly number[],
  controls: readonly Control[] = [],
): UnitaryOperation {
  const { real, imaginary } = matrix;
  return {
    gate: "unitary",
    qubits,
    parameters: [],
    matrix: { real: Array.from(real), imaginary: Array.from(imaginary) },
    ...withControls(controls),
  };
}

/** A diagonal of phases; see {@link DiagonalOperation}. */
export function diagonal(
  phases: readonly number[],
  qubits: readonly number[],
  controls: readonly Control[] = [],
): DiagonalOperation {
  return { gate: "diagonal", qubits, parameters: [], phases, ...withControls(controls) };
}

/** A permutation of basis states; see {@link PermutationOperation}. */
export function permutation(
  images: readonly number[],
  qubits: readonly number[],
  controls: readonly Control[] = [],
): PermutationOperation {
  return { gate: "permutation", qubits, parameters: [], images, ...withControls(controls) };
}

/** Measures qubit by qubit into classical bits. */
export function measure(qubits: readonly number[], bits: readonly number[]): MeasureOperation {
  return { gate: "measure", qubits, bits };
}

export function reset(...qubits: readonly number[]): ResetOperation {
  return { gate: "reset", qubits };
}

export function barrier(...qubits: readonly number[]): BarrierOperation {
  return { gate: "barrier", qubits };
}

/** A conditional; see {@link IfOperation}. */
export function conditional(
  condition: ClassicalCondition,
  then: readonly Operation[],
  otherwise: readonly Operation[] = [],
): IfOperation {
  return { gate: "if", condition, then, otherwise };
}
