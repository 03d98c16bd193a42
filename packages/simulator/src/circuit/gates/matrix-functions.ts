import { complexMatrix, scaleMatrix } from "../complex-matrix.ts";
import type { ComplexMatrix } from "../complex-matrix.ts";

/** A gate's matrix on its targets from its parameters. */
export type MatrixOf = (parameters: readonly number[]) => ComplexMatrix;
/** ∂(matrix)/∂(parameter k). */
export type DerivativeOf = (parameters: readonly number[], index: number) => ComplexMatrix;

/** A matrix without parameters. */
export const fixed =
  (real: readonly (readonly number[])[], imaginary?: readonly (readonly number[])[]): MatrixOf =>
  () =>
    complexMatrix(real, imaginary);
/** exp(−iθG/2) with G² = 1 has the derivative ½ U(θ + π). */
export const rotationDerivative =
  (matrix: MatrixOf): DerivativeOf =>
  ([theta]) =>
    scaleMatrix(0.5, matrix([theta + Math.PI]));
