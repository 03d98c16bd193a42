import { LuDecomposition, Matrix } from "ml-matrix";
import type { ParsedCounts } from "./counts.ts";
import { invertBitConfusion } from "./readout-model.ts";
import type { ReadoutModel } from "./readout-model.ts";

/** Quasi-probabilities over the bitstrings that were read. */
export interface SubspaceSolution {
  readonly quasiProbabilities: Float64Array;
  /** Σⱼ (inverse entry)² fⱼ: what shot noise makes of each, before the mean is taken off. */
  readonly squares: Float64Array;
  /** ‖A⁻¹‖₁ of the reduced matrix; estimated from below for many bitstrings. */
  readonly inverseNorm: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Up to here (and for full models) the reduced matrix is inverted; beyond it is solved by iterations. */
export const greatestDirectSize = 512;
/** Up to here the matrix is kept (32 MB); beyond, its entries are made anew for every product. */
const greatestStoredSize = 2048;
const relativeResidual = 1e-12;
const greatestIterations = 500;

type Vector = Float64Array;
type LinearMap = (vector: Vector) => Vector;

const dot = (a: Vector, b: Vector): number => a.reduce((sum, entry, at) => sum + entry * b[at], 0);

/** BiCGSTAB with the diagonal as preconditioner (van der Vorst, SIAM J. Sci. Stat. Comput. 13, 631, 1992). */
export function solveIteratively(
  apply: LinearMap,
  diagonal: Vector,
  target: Vector,
): { solution: Vector; iterations: number; converged: boolean } {
  const precondition = (vector: Vector): Vector => vector.map((entry, at) => entry / diagonal[at]);
  const goal = relativeResidual * Math.sqrt(dot(target, target));
  let solution = precondition(target);
  let residual = apply(solution).map((entry, at) => target[at] - entry);
  const shadow = residual.slice();
  let [rho, alpha, omega] = [1, 1, 1];
  let image = new Float64Array(target.length);
  let direction = new Float64Array(target.length);
  for (let iteration = 0; iteration < greatestIterations; iteration++) {
    if (Math.sqrt(dot(residual, residual)) <= goal)
      return { solution, iterations: iteration, converged: true };
    const nextRho = dot(shadow, residual);
    if (nextRho === 0 || omega === 0) break;
    const beta = (nextRho / rho) * (alpha / omega);
    direction = residual.map((entry, at) => entry + beta * (direction[at] - omega * image[at]));
    const scaled = precondition(direction);
    image = new Float64Array(apply(scaled));
    alpha = nextRho / dot(shadow, image);
    const half = residual.map((entry, at) => entry - alpha * image[at]);
    const scaledHalf = precondition(half);
    const halfImage = apply(scaledHalf);
    omega = dot(halfImage, half) / (dot(halfImage, halfImage) || 1);
    solution = solution.map((entry, at) => entry + alpha * scaled[at] + omega * scaledHalf[at]);
    residual = half.map((entry, at) => entry - omega * halfImage[at]);
    rho = nextRho;
  }
  const converged = Math.sqrt(dot(residual, residual)) <= goal;
  return { solution, iterations: greatestIterations, converged };
}

/** Bits as 32-bit words, so that differing bits are found by xor. */
function packBits(bits: readonly Uint8Array[]): Int32Array[] {
  return bits.map((text) => {
    const words = new Int32Array(Math.ceil(text.length / 32));
    text.forEach((bit, at) => (words[at >> 5] |= bit << (at & 31)));
    return words;
  });
}

/** Probability of reading string `read` when `actual` is actual; 0 beyond `distance` differing bits. */
function entryOf(
  model: ReadoutModel,
  { bits, texts }: ParsedCounts,
  distance: number,
): (actual: number, read: number) => number {
  if (model.kind === "full") {
    const indices = texts.map((text) => parseInt(text, 2));
    const packed = packBits(bits);
    return (actual, read) => {
      let differing = 0;
      for (let left = packed[actual][0] ^ packed[read][0]; left !== 0; left &= left - 1) differing++;
      return differing > distance ? 0 : model.confusion[indices[actual]][indices[read]];
    };
  }
  const { confusions } = model;
  const packed = packBits(bits);
  const unchanged = bits.map((text) =>
    text.reduce((product, bit, at) => product * confusions[at][bit][bit], 1),
  );
  // Probability of flipping a bit over that of leaving it, by bit and its actual value.
  const odds = confusions.map(([zero, one]) => [zero[1] / zero[0], one[0] / one[1]]);
  return (actual, read) => {
    let product = unchanged[actual];
    let differing = 0;
    const [a, b] = [packed[actual], packed[read]];
    for (let word = 0; word < a.length; word++) {
      for (let left = a[word] ^ b[word]; left !== 0; left &= left - 1) {
        if (++differing > distance) return 0;
        const bit = 32 * word + 31 - Math.clz32(left & -left);
        product *= odds[bit][bits[actual][bit]];
      }
    }
    return product;
  };
}

/** Hager's estimate of ‖A⁻¹‖₁ (Higham, ACM Trans. Math. Softw. 14, 381, 1988, algorithm 2.4). */
function estimateInverseNorm(size: number, solve: LinearMap, solveTransposed: LinearMap): number {
  let vector = new Float64Array(size).fill(1 / size);
  let norm = 0;
  for (let step = 0; step < 5; step++) {
    const image = solve(vector);
    const nextNorm = image.reduce((sum, entry) => sum + Math.abs(entry), 0);
    if (step > 0 && nextNorm <= norm) break;
    norm = nextNorm;
    const slope = solveTransposed(image.map((entry) => (entry < 0 ? -1 : 1)));
    const steepest = slope.reduce(
      (best, entry, at) => (Math.abs(entry) > Math.abs(slope[best]) ? at : best),
      0,
    );
    if (step > 0 && Math.abs(slope[steepest]) <= dot(slope, vector)) break;
    vector = new Float64Array(size);
    vector[steepest] = 1;
  }
  return norm;
}

/**
 * Readout mitigation in the space of the bitstrings that were read (Nation et al., arXiv:2108.12518): the confusion matrix
 * between those strings alone, entries beyond `distance` differing bits left out, every actual string's probabilities scaled
 * to sum to 1, solved for the frequencies.
 */
export function solveInSubspace(
  model: ReadoutModel,
  counts: ParsedCounts,
  distance = Infinity,
): SubspaceSolution {
  const { frequencies } = counts;
  const size = frequencies.length;
  const raw = entryOf(model, counts, distance);
  const scales = Float64Array.from({ length: size }, (_, actual) => {
    let sum = 0;
    for (let read = 0; read < size; read++) sum += raw(actual, read);
    return 1 / sum;
  });
  const fresh = (actual: number, read: number): number => scales[actual] * raw(actual, read);

  if (size <= greatestDirectSize || model.kind === "full") {
    const matrix = new Matrix(size, size);
    for (let read = 0; read < size; read++) {
      for (let actual = 0; actual < size; actual++) matrix.set(read, actual, fresh(actual, read));
    }
    const decomposition = new LuDecomposition(matrix);
    if (decomposition.isSingular()) {
      const nothing = new Float64Array(size).fill(NaN);
      return {
        quasiProbabilities: nothing,
        squares: nothing,
        inverseNorm: Infinity,
        iterations: 0,
        converged: false,
      };
    }
    const inverse = decomposition.solve(Matrix.eye(size));
    const quasiProbabilities = new Float64Array(size);
    const squares = new Float64Array(size);
    const columnSums = new Float64Array(size);
    for (let to = 0; to < size; to++) {
      for (let from = 0; from < size; from++) {
        const entry = inverse.get(to, from);
        quasiProbabilities[to] += entry * frequencies[from];
        squares[to] += entry * entry * frequencies[from];
        columnSums[from] += Math.abs(entry);
      }
    }
    return {
      quasiProbabilities,
      squares,
      inverseNorm: Math.max(...columnSums),
      iterations: 0,
      converged: true,
    };
  }

  let entry = fresh;
  if (size <= greatestStoredSize) {
    const stored = new Float64Array(size * size);
    for (let actual = 0; actual < size; actual++) {
      for (let read = 0; read < size; read++) stored[actual * size + read] = fresh(actual, read);
    }
    entry = (actual, read) => stored[actual * size + read];
  }
  const apply: LinearMap = (vector) => {
    const result = new Float64Array(size);
    for (let actual = 0; actual < size; actual++) {
      const weight = vector[actual];
      if (weight === 0) continue;
      for (let read = 0; read < size; read++) result[read] += weight * entry(actual, read);
    }
    return result;
  };
  const applyTransposed: LinearMap = (vector) =>
    Float64Array.from({ length: size }, (_, actual) => {
      let sum = 0;
      for (let read = 0; read < size; read++) sum += vector[read] * entry(actual, read);
      return sum;
    });
  const diagonal = Float64Array.from({ length: size }, (_, at) => entry(at, at));
  const { solution, iterations, converged } = solveIteratively(apply, diagonal, frequencies);
  return {
    quasiProbabilities: solution,
    squares: tensoredSquares(model, counts),
    inverseNorm: estimateInverseNorm(
      size,
      (vector) => solveIteratively(apply, diagonal, vector).solution,
      (vector) => solveIteratively(applyTransposed, diagonal, vector).solution,
    ),
    iterations,
    converged,
  };
}

/** Shot noise by the entries of the whole model's inverse, which those of the reduced one are close to. */
function tensoredSquares(model: ReadoutModel, { bits, frequencies }: ParsedCounts): Float64Array {
  if (model.kind === "full")
    throw new RangeError("a full model has at most 2^10 bitstrings and is solved directly");
  const inverses = model.confusions.map(invertBitConfusion);
  const packed = packBits(bits);
  const unchanged = bits.map((text) =>
    text.reduce((product, bit, at) => product * inverses[at][bit][bit] ** 2, 1),
  );
  const odds = inverses.map(([zero, one]) => [(zero[1] / zero[0]) ** 2, (one[0] / one[1]) ** 2]);
  return Float64Array.from({ length: bits.length }, (_, to) => {
    let sum = 0;
    for (let from = 0; from < bits.length; from++) {
      let product = unchanged[from] * frequencies[from];
      const [a, b] = [packed[from], packed[to]];
      for (let word = 0; word < a.length && product > 0; word++) {
        for (let left = a[word] ^ b[word]; left !== 0; left &= left - 1) {
          const bit = 32 * word + 31 - Math.clz32(left & -left);
          product *= odds[bit][bits[from][bit]];
        }
      }
      sum += product;
    }
    return sum;
  });
}
