import { complexMatrix, scaleMatrix } from "./complex-matrix.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";

/** A gate's matrix on its targets from its parameters. */
export type MatrixOf = (parameters: readonly number[]) => ComplexMatrix;
/** ∂(matrix)/∂(parameter k). */
export type DerivativeOf = (parameters: readonly number[], index: number) => ComplexMatrix;

const half = Math.SQRT1_2;
const { PI, cos, sin } = Math;

const fixed =
  (real: readonly (readonly number[])[], imaginary?: readonly (readonly number[])[]): MatrixOf =>
  () =>
    complexMatrix(real, imaginary);
export const xMatrix = fixed([
  [0, 1],
  [1, 0],
]);
export const yMatrix = fixed(
  [
    [0, 0],
    [0, 0],
  ],
  [
    [0, -1],
    [1, 0],
  ],
);
export const zMatrix = fixed([
  [1, 0],
  [0, -1],
]);
export const hMatrix = fixed([
  [half, half],
  [half, -half],
]);
export const swapMatrix = fixed([
  [1, 0, 0, 0],
  [0, 0, 1, 0],
  [0, 1, 0, 0],
  [0, 0, 0, 1],
]);
/** √X for the sign 1, its inverse for −1. */
export const sxMatrix = (sign: number): MatrixOf =>
  fixed(
    [
      [0.5, 0.5],
      [0.5, 0.5],
    ],
    [
      [sign / 2, -sign / 2],
      [-sign / 2, sign / 2],
    ],
  );
/** diag(1, e^(iλ)). */
export const pMatrix: MatrixOf = ([lambda]) =>
  complexMatrix(
    [
      [1, 0],
      [0, cos(lambda)],
    ],
    [
      [0, 0],
      [0, sin(lambda)],
    ],
  );
/** p at a fixed λ. */
export const phase =
  (lambda: number): MatrixOf =>
  () =>
    pMatrix([lambda]);
export const rxMatrix: MatrixOf = ([theta]) =>
  complexMatrix(
    [
      [cos(theta / 2), 0],
      [0, cos(theta / 2)],
    ],
    [
      [0, -sin(theta / 2)],
      [-sin(theta / 2), 0],
    ],
  );
export const ryMatrix: MatrixOf = ([theta]) =>
  complexMatrix([
    [cos(theta / 2), -sin(theta / 2)],
    [sin(theta / 2), cos(theta / 2)],
  ]);
export const rzMatrix: MatrixOf = ([theta]) =>
  complexMatrix(
    [
      [cos(theta / 2), 0],
      [0, cos(theta / 2)],
    ],
    [
      [-sin(theta / 2), 0],
      [0, sin(theta / 2)],
    ],
  );
export const uMatrix: MatrixOf = ([theta, phi, lambda]) => {
  const c = cos(theta / 2);
  const s = sin(theta / 2);
  return complexMatrix(
    [
      [c, -cos(lambda) * s],
      [cos(phi) * s, cos(phi + lambda) * c],
    ],
    [
      [0, -sin(lambda) * s],
      [sin(phi) * s, sin(phi + lambda) * c],
    ],
  );
};
/** cos(θ/2) − i sin(θ/2) P⊗P from the signs of the real part of P⊗P on its antidiagonal: XX (1, 1), YY (−1, 1). */
const flipFlip =
  (outer: number): MatrixOf =>
  ([theta]) => {
    const c = cos(theta / 2);
    const s = -sin(theta / 2);
    return complexMatrix(
      [
        [c, 0, 0, 0],
        [0, c, 0, 0],
        [0, 0, c, 0],
        [0, 0, 0, c],
      ],
      [
        [0, 0, 0, outer * s],
        [0, 0, s, 0],
        [0, s, 0, 0],
        [outer * s, 0, 0, 0],
      ],
    );
  };
export const rxxMatrix = flipFlip(1);
export const ryyMatrix = flipFlip(-1);
export const rzzMatrix: MatrixOf = ([theta]) => {
  const c = cos(theta / 2);
  const s = sin(theta / 2);
  return complexMatrix(
    [
      [c, 0, 0, 0],
      [0, c, 0, 0],
      [0, 0, c, 0],
      [0, 0, 0, c],
    ],
    [
      [-s, 0, 0, 0],
      [0, s, 0, 0],
      [0, 0, s, 0],
      [0, 0, 0, -s],
    ],
  );
};

/** exp(−iθG/2) with G² = 1 has the derivative ½ U(θ + π). */
export const rotationDerivative =
  (matrix: MatrixOf): DerivativeOf =>
  ([theta]) =>
    scaleMatrix(0.5, matrix([theta + PI]));
export const pDerivative: DerivativeOf = ([lambda]) =>
  complexMatrix(
    [
      [0, 0],
      [0, -sin(lambda)],
    ],
    [
      [0, 0],
      [0, cos(lambda)],
    ],
  );
export const uDerivative: DerivativeOf = ([theta, phi, lambda], index) => {
  if (index === 0) return scaleMatrix(0.5, uMatrix([theta + PI, phi, lambda]));
  // ∂φ multiplies row 1 by i, ∂λ column 1.
  const { size, real, imaginary } = uMatrix([theta, phi, lambda]);
  const isKept = (at: number): boolean => (index === 1 ? at >= size : at % size === 1);
  return {
    size,
    real: imaginary.map((entry, at) => (isKept(at) ? -entry : 0)),
    imaginary: real.map((entry, at) => (isKept(at) ? entry : 0)),
  };
};
