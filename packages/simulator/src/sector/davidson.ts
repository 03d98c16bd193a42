import { symmetricEigen } from "../math/symmetric-eigen.ts";
import type { VectorSpace } from "./vector-space.ts";

/** A symmetric operator on vectors of kernel memory. */
export interface VectorOperator {
  readonly elementCount: number;
  apply(source: number, result: number): Promise<void>;
  /** Offset of the operator's diagonal. */
  readonly diagonal: number;
  /** Projects a vector onto the part of the space that is searched, in place; the operator does not leave it. */
  restrict?(vector: number): Promise<void>;
}

export interface DavidsonOptions {
  /** Converged when the residual's norm falls below this. */
  readonly tolerance: number;
  readonly maxIterations: number;
  /** Trial vectors kept before the subspace collapses. */
  readonly maxVectors: number;
  /** Vectors that join the subspace after the first iteration, one each, before corrections do. */
  readonly furtherStarts?: readonly number[];
  readonly signal?: AbortSignal | undefined;
  readonly onIteration?:
    | ((info: { iteration: number; energy: number; residualNorm: number }) => void)
    | undefined;
  /**
   * Stop, unconverged, once an eigenvalue above this is being approached: the residual norm, which bounds the distance
   * of the Ritz value from an eigenvalue, is below {@link settledResidual} and puts that eigenvalue above.
   */
  readonly giveUpAbove?: number | undefined;
}

export interface DavidsonResult {
  readonly value: number;
  readonly residualNorm: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Before the residual norm (hartree) falls below this, the Ritz value may still move on to a lower eigenvalue. */
const settledResidual = 0.03;

/** A new direction shorter than this after orthogonalisation is rounding. */
const smallestDirection = 1e-12;

/**
 * The lowest eigenpair of a symmetric operator by Davidson's method with the diagonal as preconditioner.
 * `vector` holds the start vector and receives the eigenvector of norm 1. The residual is A·v − value·v.
 *
 * The subspace collapses to the current and the previous Ritz vector.
 * Sources: Davidson, J. Comput. Phys. 17, 87 (1975); Crouzeix, Philippe and Sadkane, SIAM J. Sci. Comput. 15, 62 (1994).
 */
export async function davidson(
  space: VectorSpace,
  operator: VectorOperator,
  vector: number,
  options: DavidsonOptions,
): Promise<DavidsonResult> {
  const { elementCount } = operator;
  const basis: number[] = [];
  const images: number[] = [];
  // Subspace matrix, row by row as vectors join.
  let matrix: number[][] = [];
  const residual = space.take();

  const normalise = async (target: number): Promise<number> => {
    const [square] = await space.products([target], target, elementCount);
    const norm = Math.sqrt(square);
    if (norm > 0) await space.combine([target], [1 / norm], target, elementCount);
    return norm;
  };
  const join = async (source: number): Promise<void> => {
    const trial = space.take();
    await space.combine([source], [1], trial, elementCount);
    const image = space.take();
    basis.push(trial);
    images.push(image);
    await operator.apply(trial, image);
    matrix.push(await space.products(basis, image, elementCount));
  };

  try {
    await operator.restrict?.(vector);
    await normalise(vector);
    await join(vector);
    let previous: readonly number[] = [];
    for (let iteration = 1; ; iteration++) {
      options.signal?.throwIfAborted();
      const size = basis.length;
      const dense = new Float64Array(size * size);
      matrix.forEach((row, i) =>
        row.forEach((value, j) => (dense[i * size + j] = dense[j * size + i] = value)),
      );
      const { values, vectors } = symmetricEigen(dense, size);
      const value = values[0];
      let ritz = Array.from(vectors.subarray(0, size));
      await space.combine(
        [...images, ...basis],
        [...ritz, ...ritz.map((coefficient) => -value * coefficient)],
        residual,
        elementCount,
      );
      const [square] = await space.products([residual], residual, elementCount);
      const residualNorm = Math.sqrt(square);
      options.onIteration?.({ iteration, energy: value, residualNorm });

      const converged = residualNorm <= options.tolerance;
      const hopeless =
        options.giveUpAbove !== undefined &&
        residualNorm < settledResidual &&
        value - 2 * residualNorm > options.giveUpAbove;
      let exhausted = converged || hopeless || iteration >= options.maxIterations;
      if (!exhausted && size >= options.maxVectors) {
        await collapse(space, operator, basis, images, [ritz, orthogonalTo(ritz, previous)]);
        matrix = [];
        for (let count = 1; count <= basis.length; count++) {
          matrix.push(await space.products(basis.slice(0, count), images[count - 1], elementCount));
        }
        ritz = [1];
      }
      previous = ritz;
      if (!exhausted) {
        const start = options.furtherStarts?.[iteration - 1];
        if (start === undefined) await space.precondition(residual, operator.diagonal, value, elementCount);
        else await space.combine([start], [1], residual, elementCount);
        await operator.restrict?.(residual);
        await normalise(residual);
        let length = 1;
        // A second pass only where the first one has taken so much away that rounding shows.
        for (let pass = 0; pass < 2 && (pass === 0 || length < 0.7); pass++) {
          const overlaps = await space.products(basis, residual, elementCount);
          await space.combine(
            [residual, ...basis],
            [1, ...overlaps.map((overlap) => -overlap)],
            residual,
            elementCount,
          );
          length *= await normalise(residual);
        }
        if (length > smallestDirection) await join(residual);
        else exhausted = start === undefined;
      }
      if (exhausted) {
        await space.combine(basis.slice(0, ritz.length), ritz, vector, elementCount);
        await normalise(vector);
        return { value, residualNorm, iterations: iteration, converged };
      }
    }
  } finally {
    space.release(...basis, ...images, residual);
  }
}

/** The part of the previous Ritz vector (in the first components) that is orthogonal to the current one, of norm 1. */
function orthogonalTo(ritz: readonly number[], previous: readonly number[]): number[] | undefined {
  if (previous.length === 0) return undefined;
  const overlap = previous.reduce((sum, value, index) => sum + value * ritz[index], 0);
  const rest = ritz.map((value, index) => (previous[index] ?? 0) - overlap * value);
  const norm = Math.sqrt(rest.reduce((sum, value) => sum + value * value, 0));
  return norm > 1e-6 ? rest.map((value) => value / norm) : undefined;
}

/** Replaces the subspace by the given combinations of its vectors. */
async function collapse(
  space: VectorSpace,
  { elementCount }: VectorOperator,
  basis: number[],
  images: number[],
  combinations: readonly (readonly number[] | undefined)[],
): Promise<void> {
  const kept = combinations.filter((coefficients) => coefficients !== undefined);
  for (const vectors of [basis, images]) {
    const fresh: number[] = [];
    for (const coefficients of kept) {
      const combined = space.take();
      await space.combine(vectors, coefficients, combined, elementCount);
      fresh.push(combined);
    }
    space.release(...vectors.splice(0, vectors.length, ...fresh));
  }
}
