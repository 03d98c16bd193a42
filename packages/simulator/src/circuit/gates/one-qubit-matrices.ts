import { complexMatrix, scaleMatrix } from "../complex-matrix.ts";
import type { ComplexMatrix } from "../complex-matrix.ts";
import { fixed } from "./matrix-functions.ts";
import type { DerivativeOf, MatrixOf } from "./matrix-functions.ts";

const half = Math.SQRT1_2;
const { PI, cos, sin } = Math;

export const identityMatrix = fixed([
  [1, 0],
  [0, 1],
]);
/** The number e^(iγ) as a matrix on no qubit. */
export const gphaseMatrix: MatrixOf = ([gamma]) => complexMatrix([[cos(gamma)]], [[sin(gamma)]]);
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
/** √X for the sign 1, its inverse for −1. */
const rootOfX = (sign: number): MatrixOf =>
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
export const sxMatrix = rootOfX(1);
export const sxdgMatrix = rootOfX(-1);
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
const phase =
  (lambda: number): MatrixOf =>
  () =>
    pMatrix([lambda]);
export const sMatrix = phase(PI / 2);
export const sdgMatrix = phase(-PI / 2);
export const tMatrix = phase(PI / 4);
export const tdgMatrix = phase(-PI / 4);
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
/** e^(iγ) u(θ, φ, λ). */
export const phasedUMatrix: MatrixOf = ([theta, phi, lambda, gamma]) => {
  const { size, real, imaginary } = uMatrix([theta, phi, lambda]);
  return {
    size,
    real: real.map((entry, at) => cos(gamma) * entry - sin(gamma) * imaginary[at]),
    imaginary: imaginary.map((entry, at) => cos(gamma) * entry + sin(gamma) * real[at]),
  };
};

/** i·M. */
function timesI({ size, real, imaginary }: ComplexMatrix): ComplexMatrix {
  return { size, real: imaginary.map((entry) => -entry), imaginary: Float64Array.from(real) };
}

export const gphaseDerivative: DerivativeOf = ([gamma]) => timesI(gphaseMatrix([gamma]));
export const phasedUDerivative: DerivativeOf = ([theta, phi, lambda, gamma], index) => {
  if (index === 3) return timesI(phasedUMatrix([theta, phi, lambda, gamma]));
  const { size, real, imaginary } = uDerivative([theta, phi, lambda], index);
  return {
    size,
    real: real.map((entry, at) => cos(gamma) * entry - sin(gamma) * imaginary[at]),
    imaginary: imaginary.map((entry, at) => cos(gamma) * entry + sin(gamma) * real[at]),
  };
};
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
