import { complexMatrix } from "../complex-matrix.ts";
import { fixed } from "./matrix-functions.ts";
import type { DerivativeOf, MatrixOf } from "./matrix-functions.ts";

const half = Math.SQRT1_2;
const { PI, cos, sin } = Math;

export const swapMatrix = fixed([
  [1, 0, 0, 0],
  [0, 0, 1, 0],
  [0, 1, 0, 0],
  [0, 0, 0, 1],
]);
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
