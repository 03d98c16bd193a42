import { complexMatrix, scaleMatrix } from "./complex-matrix.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";

/** A gate's matrix on its targets from its parameters. */
export type MatrixOf = (parameters: readonly number[]) => ComplexMatrix;
/** ∂(matrix)/∂(parameter k). */
export type DerivativeOf = (parameters: readonly number[], index: number) => ComplexMatrix;

const half = Math.SQRT1_2;
const { PI, cos, sin } = Math;

/** A matrix without parameters. */
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

export const identityMatrix = fixed([
  [1, 0],
  [0, 1],
]);
/** The number e^(iγ) as a matrix on no qubit. */
export const gphaseMatrix: MatrixOf = ([gamma]) => complexMatrix([[cos(gamma)]], [[sin(gamma)]]);
/** Phase i on exchange: for the sign 1, |01⟩ → i|10⟩ and |10⟩ → i|01⟩. */
export const iswapMatrix = (sign: number): MatrixOf =>
  fixed(
    [
      [1, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 1],
    ],
    [
      [0, 0, 0, 0],
      [0, 0, sign, 0],
      [0, sign, 0, 0],
      [0, 0, 0, 0],
    ],
  );
/** Echoed cross resonance, (I⊗X − X⊗Y)/√2 with the right factor on target 0. */
export const ecrMatrix = fixed(
  [
    [0, half, 0, 0],
    [half, 0, 0, 0],
    [0, 0, 0, half],
    [0, 0, half, 0],
  ],
  [
    [0, 0, 0, half],
    [0, 0, -half, 0],
    [0, half, 0, 0],
    [-half, 0, 0, 0],
  ],
);
/** exp(−iθ X⊗Z/2), Z on target 0 and X on target 1. */
export const rzxMatrix: MatrixOf = ([theta]) => {
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
      [0, 0, -s, 0],
      [0, 0, 0, s],
      [-s, 0, 0, 0],
      [0, s, 0, 0],
    ],
  );
};
/**
 * A rotation by θ in the plane of two basis states of two qubits, with the phase β:
 * cos(θ/2) on both, −i sin(θ/2) e^(−iβ) from `high` to `low` and e^(iβ) back.
 */
const planeRotation =
  (low: number, high: number): MatrixOf =>
  ([theta, beta]) => {
    const real = Array.from({ length: 4 }, (_, row) =>
      Array.from({ length: 4 }, (_, column) => +(row === column)),
    );
    const imaginary = real.map((row) => row.map(() => 0));
    const c = cos(theta / 2);
    const s = sin(theta / 2);
    real[low][low] = real[high][high] = c;
    // −i s e^(∓iβ) = ∓s sin β − i s cos β.
    real[low][high] = -s * sin(beta);
    real[high][low] = s * sin(beta);
    imaginary[low][high] = imaginary[high][low] = -s * cos(beta);
    return complexMatrix(real, imaginary);
  };
/** exp(−iθ(XX+YY)/4) at β = 0. */
export const xxPlusYyMatrix = planeRotation(1, 2);
/** exp(−iθ(XX−YY)/4) at β = 0. */
export const xxMinusYyMatrix = planeRotation(0, 3);
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
/** ∂ of a plane rotation: outside the plane its entries are constant. */
const planeDerivative =
  (matrix: MatrixOf, low: number, high: number): DerivativeOf =>
  ([theta, beta], index) => {
    const { size, real, imaginary } = matrix(index === 0 ? [theta + PI, beta] : [theta, beta + PI / 2]);
    const factor = index === 0 ? 0.5 : 1;
    const isInPlane = (at: number): boolean => {
      const [row, column] = [Math.floor(at / size), at % size];
      const isOn = (state: number): boolean => state === low || state === high;
      return isOn(row) && isOn(column) && (index === 0 || row !== column);
    };
    const cut = (entries: Float64Array): Float64Array =>
      entries.map((entry, at) => (isInPlane(at) ? factor * entry : 0));
    return { size, real: cut(real), imaginary: cut(imaginary) };
  };
export const xxPlusYyDerivative = planeDerivative(xxPlusYyMatrix, 1, 2);
export const xxMinusYyDerivative = planeDerivative(xxMinusYyMatrix, 0, 3);

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
