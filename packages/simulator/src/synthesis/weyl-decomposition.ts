import { adjointMatrix, complexMatrix, multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { diagonaliseUnitary } from "../circuit/unitary-eigen.ts";
import { nearestUnitary } from "../circuit/nearest-unitary.ts";
import { determinant, phaseMatrix, productOf, tensor, timesPhase } from "./matrix-tools.ts";

/**
 * U = e^(i·phase) · (after[1] ⊗ after[0]) · exp(i(x XX + y YY + z ZZ)) · (before[1] ⊗ before[0]); index 0 acts on the less
 * significant qubit.
 */
export interface WeylDecomposition {
  readonly phase: number;
  readonly before: readonly [ComplexMatrix, ComplexMatrix];
  readonly after: readonly [ComplexMatrix, ComplexMatrix];
  /** (x, y, z) with π/4 ≥ x ≥ y ≥ |z|, and z ≥ 0 where x = π/4: equal for gates that differ by one-qubit gates only. */
  readonly coordinates: readonly [number, number, number];
}

const half = Math.SQRT1_2;
/** Columns are Bell states with phases that turn SU(2)⊗SU(2) into SO(4). */
const magicBasis = complexMatrix(
  [
    [half, 0, 0, 0],
    [0, 0, 0, half],
    [0, 0, 0, -half],
    [half, 0, 0, 0],
  ],
  [
    [0, half, 0, 0],
    [0, 0, half, 0],
    [0, 0, half, 0],
    [0, -half, 0, 0],
  ],
);
const magicAdjoint = adjointMatrix(magicBasis);
/** Eigenvalues of XX, YY, ZZ on the columns of the magic basis. */
const bellSigns = [
  [1, -1, 1, -1],
  [-1, 1, 1, -1],
  [1, 1, -1, -1],
] as const;

const paulis = [
  complexMatrix([
    [0, 1],
    [1, 0],
  ]),
  complexMatrix(
    [
      [0, 0],
      [0, 0],
    ],
    [
      [0, -1],
      [1, 0],
    ],
  ),
  complexMatrix([
    [1, 0],
    [0, -1],
  ]),
] as const;

/** e^(−iπP/4), which exchanges the two other Pauli matrices up to a sign. */
function quarterTurn(axis: number): ComplexMatrix {
  const { real, imaginary } = paulis[axis];
  return {
    size: 2,
    real: Float64Array.of(
      half + half * imaginary[0],
      half * imaginary[1],
      half * imaginary[2],
      half + half * imaginary[3],
    ),
    imaginary: real.map((entry) => -half * entry),
  };
}

/** Coordinates this close to π/4 are on the face of the chamber where z and −z are equivalent. */
const faceTolerance = 1e-9;

/** A ⊗ B split into its factors, each of determinant 1, and a phase. */
function splitLocal(matrix: ComplexMatrix): { factors: [ComplexMatrix, ComplexMatrix]; phase: number } {
  // The largest 2×2 block is a multiple of the low factor.
  const norm = (row: number, column: number): number => {
    let sum = 0;
    for (let r = 0; r < 2; r++) {
      for (let c = 0; c < 2; c++) {
        const at = (2 * row + r) * 4 + 2 * column + c;
        sum += matrix.real[at] ** 2 + matrix.imaginary[at] ** 2;
      }
    }
    return sum;
  };
  const [row, column] = norm(0, 0) >= norm(1, 0) ? [0, 0] : [1, 0];
  const low = new Float64Array(4);
  const lowImaginary = new Float64Array(4);
  for (let r = 0; r < 2; r++) {
    for (let c = 0; c < 2; c++) {
      const at = (2 * row + r) * 4 + 2 * column + c;
      low[2 * r + c] = matrix.real[at];
      lowImaginary[2 * r + c] = matrix.imaginary[at];
    }
  }
  const lowFactor = toSpecial({ size: 2, real: low, imaginary: lowImaginary });
  // High factor: ⟨low, block⟩ / 2 for each block.
  const high = new Float64Array(4);
  const highImaginary = new Float64Array(4);
  for (let R = 0; R < 2; R++) {
    for (let C = 0; C < 2; C++) {
      for (let k = 0; k < 4; k++) {
        const at = (2 * R + (k >> 1)) * 4 + 2 * C + (k & 1);
        const [lr, li] = [lowFactor.real[k], lowFactor.imaginary[k]];
        high[2 * R + C] += (lr * matrix.real[at] + li * matrix.imaginary[at]) / 2;
        highImaginary[2 * R + C] += (lr * matrix.imaginary[at] - li * matrix.real[at]) / 2;
      }
    }
  }
  const unscaled = { size: 2, real: high, imaginary: highImaginary };
  const [dr, di] = determinant(unscaled);
  const phase = Math.atan2(di, dr) / 2;
  return { factors: [lowFactor, timesPhase(-phase, unscaled)], phase };
}

/** The multiple of a 2×2 matrix (itself a multiple of a unitary one) with determinant 1. */
function toSpecial(matrix: ComplexMatrix): ComplexMatrix {
  const [dr, di] = determinant(matrix);
  const scale = 1 / Math.sqrt(Math.hypot(dr, di));
  const turned = timesPhase(-Math.atan2(di, dr) / 2, matrix);
  return {
    size: 2,
    real: turned.real.map((entry) => scale * entry),
    imaginary: turned.imaginary.map((entry) => scale * entry),
  };
}

/**
 * The canonical (KAK, Cartan) decomposition of a 4×4 unitary, exact to rounding with its global phase; also for degenerate
 * matrices such as the identity, swap or products of one-qubit gates.
 *
 * In the magic basis M = B†UB the matrix MᵀM is symmetric and unitary; its real eigenvectors and eigenvalues e^(2iδ) give the
 * local factors and the coordinates, which reflections of the Weyl group bring into the chamber π/4 ≥ x ≥ y ≥ |z|.
 * Sources: Zhang, Vala, Sastry and Whaley, Phys. Rev. A 67, 042313 (2003); Tucci, arXiv:quant-ph/0507171.
 */
export function weylDecomposition(matrix: ComplexMatrix): WeylDecomposition {
  const unitary = nearestUnitary(matrix);
  const [dr, di] = determinant(unitary);
  let phase = Math.atan2(di, dr) / 4;
  const magic = productOf(magicAdjoint, timesPhase(-phase, unitary), magicBasis);
  const transposed = {
    size: 4,
    real: magic.real.map((_, at) => magic.real[(at % 4) * 4 + (at >> 2)]),
    imaginary: magic.imaginary.map((_, at) => magic.imaginary[(at % 4) * 4 + (at >> 2)]),
  };
  const { phases, vectors } = diagonaliseUnitary(multiplyMatrices(transposed, magic), true);
  const right = { size: 4, real: Float64Array.from(vectors.real), imaginary: new Float64Array(16) };
  if (determinant(right)[0] < 0) for (let row = 0; row < 4; row++) right.real[4 * row] *= -1;
  const deltas = phases.map((angle) => angle / 2);
  let left = productOf(magic, right, phaseMatrix(deltas.map((delta) => -delta)));
  if (determinant(left)[0] < 0) {
    deltas[0] += Math.PI;
    left = productOf(magic, right, phaseMatrix(deltas.map((delta) => -delta)));
  }
  phase += deltas.reduce((sum, delta) => sum + delta, 0) / 4;
  const coordinates = bellSigns.map((signs) => signs.reduce((sum, sign, k) => sum + sign * deltas[k], 0) / 4);
  const after = splitLocal(productOf(magicBasis, left, magicAdjoint));
  const before = splitLocal(productOf(magicBasis, adjointMatrix(right), magicAdjoint));
  return intoChamber({
    phase: phase + after.phase + before.phase,
    before: before.factors,
    after: after.factors,
    coordinates,
  });
}

function intoChamber(found: {
  phase: number;
  before: [ComplexMatrix, ComplexMatrix];
  after: [ComplexMatrix, ComplexMatrix];
  coordinates: number[];
}): WeylDecomposition {
  let { phase } = found;
  const { before, after } = found;
  const c = [...found.coordinates];
  /** exp(iπ/2·n PP) = iⁿ (P⊗P)ⁿ goes into the local gates after. */
  const shift = (axis: number, halfTurns: number): void => {
    if (halfTurns === 0) return;
    c[axis] -= (halfTurns * Math.PI) / 2;
    phase += (halfTurns * Math.PI) / 2;
    if (halfTurns % 2 !== 0) {
      after[0] = multiplyMatrices(after[0], paulis[axis]);
      after[1] = multiplyMatrices(after[1], paulis[axis]);
    }
  };
  /** Conjugation with P on the low qubit negates the two other coordinates. */
  const negateOthers = (axis: number): void => {
    for (let other = 0; other < 3; other++) if (other !== axis) c[other] = -c[other];
    after[0] = multiplyMatrices(after[0], paulis[axis]);
    before[0] = multiplyMatrices(paulis[axis], before[0]);
  };
  /** Conjugation with quarter turns about the third axis exchanges two coordinates. */
  const exchange = (a: number, b: number): void => {
    const turn = quarterTurn(3 - a - b);
    const back = adjointMatrix(turn);
    [c[a], c[b]] = [c[b], c[a]];
    for (const qubit of [0, 1] as const) {
      after[qubit] = multiplyMatrices(after[qubit], turn);
      before[qubit] = multiplyMatrices(back, before[qubit]);
    }
  };
  for (let axis = 0; axis < 3; axis++) shift(axis, Math.round(c[axis] / (Math.PI / 2)));
  if (Math.abs(c[0]) < Math.abs(c[1])) exchange(0, 1);
  if (Math.abs(c[1]) < Math.abs(c[2])) exchange(1, 2);
  if (Math.abs(c[0]) < Math.abs(c[1])) exchange(0, 1);
  if (c[0] < 0) negateOthers(1);
  if (c[1] < 0) negateOthers(0);
  if (c[2] < 0 && c[0] > Math.PI / 4 - faceTolerance) {
    shift(0, 1);
    negateOthers(1);
  }
  return { phase, before, after, coordinates: [c[0], c[1], c[2]] };
}

/** exp(i(x XX + y YY + z ZZ)). */
export function canonicalGate([x, y, z]: readonly [number, number, number]): ComplexMatrix {
  const deltas = bellSigns[0].map((_, k) => x * bellSigns[0][k] + y * bellSigns[1][k] + z * bellSigns[2][k]);
  return productOf(magicBasis, phaseMatrix(deltas), magicAdjoint);
}

/** The matrix that a decomposition stands for. */
export function composeWeyl({ phase, before, after, coordinates }: WeylDecomposition): ComplexMatrix {
  return timesPhase(
    phase,
    productOf(tensor(after[1], after[0]), canonicalGate(coordinates), tensor(before[1], before[0])),
  );
}
