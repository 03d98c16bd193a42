import type { ComplexMatrix } from "../../circuit/complex-matrix.ts";
import type { ParameterValue } from "../../circuit/parameter.ts";

/** Where a primitive acts: on basis states k with (k & controlMask) == controlValue. */
export interface ControlMasks {
  readonly controlMask: number;
  readonly controlValue: number;
}

/** A one-qubit gate without controls that is not diagonal. */
export interface TurnPrimitive {
  readonly kind: "turn";
  readonly qubit: number;
  readonly turn:
    | { readonly axis: "X" | "Y"; readonly angle: ParameterValue }
    | { readonly axis: "H" }
    | { readonly axis: "fixed"; readonly matrix: ComplexMatrix };
}

/** e^(iφ) on the basis states with all bits of `mask` set; on all for a mask of 0. */
export interface PhasePrimitive {
  readonly kind: "phase";
  readonly mask: number;
  readonly angle: ParameterValue;
}

/** exp(−iθP(x, z)/2) under controls. */
export interface PauliPrimitive extends ControlMasks {
  readonly kind: "pauli";
  readonly x: number;
  readonly z: number;
  readonly angle: ParameterValue;
}

/** X on a target under controls. */
export interface FlipPrimitive extends ControlMasks {
  readonly kind: "flip";
  readonly target: number;
}

/** Exchange of two qubits under controls. */
export interface ExchangePrimitive extends ControlMasks {
  readonly kind: "exchange";
  readonly qubits: readonly [number, number];
}

/** A matrix of any kind (it need not be unitary) on one to four qubits under controls. */
export interface DensePrimitive extends ControlMasks {
  readonly kind: "dense";
  readonly qubits: readonly number[];
  readonly matrix: ComplexMatrix;
}

/** |m⟩ → |images[m]⟩ on some qubits under controls. */
export interface PermutationPrimitive extends ControlMasks {
  readonly kind: "permutation";
  readonly qubits: readonly number[];
  readonly images: readonly number[];
}

/** |m⟩ → e^(iφₘ)|m⟩ on three or more qubits under controls. */
export interface PhaseTablePrimitive extends ControlMasks {
  readonly kind: "phase-table";
  readonly qubits: readonly number[];
  readonly phases: readonly number[];
}

/** What circuits are lowered to before they are planned. */
export type Primitive =
  | TurnPrimitive
  | PhasePrimitive
  | PauliPrimitive
  | FlipPrimitive
  | ExchangePrimitive
  | DensePrimitive
  | PermutationPrimitive
  | PhaseTablePrimitive;

export const maskOf = (qubits: readonly number[]): number =>
  qubits.reduce((mask, qubit) => mask | (1 << qubit), 0);

/** Qubits that a primitive changes (`targets`), and those on which it is diagonal (`spectators`). */
export function primitiveQubits(primitive: Primitive): {
  readonly targets: number;
  readonly spectators: number;
} {
  switch (primitive.kind) {
    case "turn":
      return { targets: 1 << primitive.qubit, spectators: 0 };
    case "phase":
      return { targets: 0, spectators: primitive.mask };
    case "pauli":
      return { targets: primitive.x, spectators: (primitive.z & ~primitive.x) | primitive.controlMask };
    case "flip":
      return { targets: 1 << primitive.target, spectators: primitive.controlMask };
    case "phase-table":
      return { targets: 0, spectators: maskOf(primitive.qubits) | primitive.controlMask };
    default:
      return { targets: maskOf(primitive.qubits), spectators: primitive.controlMask };
  }
}
