import type { GateName, Operation } from "../operation.ts";
import { transformParameter } from "../parameter.ts";
import type { ParameterValue } from "../parameter.ts";
import { rotationDerivative } from "./matrix-functions.ts";
import type { GateLibrary } from "./gate-libraries.ts";
import type { DerivativeOf, MatrixOf } from "./matrix-functions.ts";

/** What defines one gate. */
export interface GateFacts {
  /** Leading qubits that must be 1 for the gate to act. */
  readonly controlCount: number;
  readonly targetCount: 0 | 1 | 2;
  readonly parameterCount: number;
  /** Matrix on the targets (size 1, 2 or 4); target 0 is the least significant bit of its index. */
  readonly matrix: MatrixOf;
  /** ∂(matrix)/∂(parameter k), for gates with parameters. */
  readonly derivative?: DerivativeOf;
  /** Name and parameters of the inverse gate. */
  readonly inverse: (parameters: readonly ParameterValue[]) => readonly [GateName, readonly ParameterValue[]];
  /** The same unitary, global phase included, from simpler gates; null for the primitives u, rz, cx, gphase. */
  readonly decomposition:
    | ((qubits: readonly number[], parameters: readonly ParameterValue[]) => readonly Operation[])
    | null;
  readonly help: string;
}

/** All facts about one gate. */
export interface GateRow extends GateFacts {
  /** Gate libraries of OpenQASM that define the name, with this meaning up to a global phase. */
  readonly libraries: readonly GateLibrary[];
}

export type Decomposition = GateFacts["decomposition"];

/** factor · value. */
export const scaled = (value: ParameterValue, factor: number): ParameterValue =>
  transformParameter(value, factor);

/** The same gate with all parameters negated. */
export const negated =
  (name: GateName): GateFacts["inverse"] =>
  (parameters) => [name, parameters.map((value) => scaled(value, -1))];

/** A gate without parameters. */
export function fixedGate(
  matrix: MatrixOf,
  inverse: GateName,
  decomposition: Decomposition,
  help: string,
  controlCount = 0,
  targetCount: 1 | 2 = 1,
): GateFacts {
  return {
    controlCount,
    targetCount,
    parameterCount: 0,
    matrix,
    inverse: () => [inverse, []],
    decomposition,
    help,
  };
}

/** A gate with one angle whose negative is the inverse. */
export function rotationGate(
  name: GateName,
  matrix: MatrixOf,
  decomposition: Decomposition,
  help: string,
  options: { controlCount?: number; targetCount?: 1 | 2; derivative?: DerivativeOf } = {},
): GateFacts {
  return {
    controlCount: options.controlCount ?? 0,
    targetCount: options.targetCount ?? 1,
    parameterCount: 1,
    matrix,
    derivative: options.derivative ?? rotationDerivative(matrix),
    inverse: negated(name),
    decomposition,
    help,
  };
}
