import type { ComplexMatrix } from "../../circuit/complex-matrix.ts";
import { adjointMatrix } from "../../circuit/complex-matrix.ts";
import { transformParameter } from "../../circuit/parameter.ts";
import type { Angle } from "./euler.ts";
import type {
  ControlMasks,
  DensePrimitive,
  ExchangePrimitive,
  FlipPrimitive,
  PermutationPrimitive,
  PhaseTablePrimitive,
} from "./primitives.ts";

/** RX(θ), RY(θ) or H, applied as a shear; see assembly/statevector/shears.ts. */
export interface ShearOperation {
  readonly kind: "shear";
  readonly axis: "X" | "Y" | "H";
  readonly qubit: number;
  readonly angle: Angle;
}

/** e^(iφ) where all bits of the mask are set. */
export interface PhaseTerm {
  readonly mask: number;
  readonly angle: Angle;
}

/** A product of phase terms on at most two bits each, as one operation. */
export interface PolynomialOperation {
  readonly kind: "polynomial";
  readonly terms: readonly PhaseTerm[];
}

/** One phase term as an operation of its own. */
export interface PhaseOperation extends PhaseTerm {
  readonly kind: "phase";
}

/** exp(−iθP/2) under controls. */
export interface PauliOperation extends ControlMasks {
  readonly kind: "pauli";
  readonly x: number;
  readonly z: number;
  readonly angle: Angle;
}

/** Flips under at most one control and exchanges without controls, applied as one map of indices. */
export interface AffineOperation {
  readonly kind: "affine";
  readonly moves: readonly (FlipPrimitive | ExchangePrimitive)[];
}

/** What a stage consists of. */
export type PlanOperation =
  | ShearOperation
  | PolynomialOperation
  | PhaseOperation
  | PauliOperation
  | AffineOperation
  | FlipPrimitive
  | ExchangePrimitive
  | DensePrimitive
  | PermutationPrimitive
  | PhaseTablePrimitive;

function negate(angle: Angle): Angle {
  if (typeof angle === "object" && "product" in angle)
    throw new TypeError("an Euler product cannot be undone");
  return transformParameter(angle, -1);
}

function invertMatrix(matrix: ComplexMatrix): ComplexMatrix {
  return adjointMatrix(matrix);
}

/** The inverse of an operation whose matrices are unitary. */
export function invertPlanOperation(operation: PlanOperation): PlanOperation {
  switch (operation.kind) {
    case "shear":
      return operation.axis === "H" ? operation : { ...operation, angle: negate(operation.angle) };
    case "phase":
    case "pauli":
      return { ...operation, angle: negate(operation.angle) };
    case "polynomial":
      return {
        ...operation,
        terms: operation.terms.map(({ mask, angle }) => ({ mask, angle: negate(angle) })),
      };
    case "affine":
      return { ...operation, moves: operation.moves.toReversed() };
    case "flip":
    case "exchange":
      return operation;
    case "dense":
      return { ...operation, matrix: invertMatrix(operation.matrix) };
    case "permutation": {
      const images = Array.from(operation.images);
      operation.images.forEach((image, index) => (images[image] = index));
      return { ...operation, images };
    }
    case "phase-table":
      return { ...operation, phases: operation.phases.map((phase) => -phase) };
  }
}
