import { ModelError } from "../errors.ts";
import { symmetricEigen } from "../linear-algebra/symmetric-eigen.ts";
import type { KernelMatrix } from "./kernel.ts";

export const gramRepairs = ["none", "clip", "shift", "correlation"] as const;

/**
 * How a symmetric matrix with negative eigenvalues becomes positive semidefinite:
 * - "clip": negative eigenvalues become 0, the nearest such matrix in the Frobenius norm (Higham, Linear Algebra Appl. 103,
 *   103 (1988));
 * - "shift": the lowest eigenvalue is taken from the diagonal, all others keep their distances;
 * - "correlation": the nearest one with ones on the diagonal, by Dykstra's alternating projections (Higham, IMA J. Numer.
 *   Anal. 22, 329 (2002), algorithm 3.3).
 */
export type GramRepair = (typeof gramRepairs)[number];

/** Changes of elements below which the alternating projections end. */
const tolerance = 1e-10;
const greatestIterations = 2000;

function clip(values: Float64Array, size: number): Float64Array {
  const eigen = symmetricEigen(values, size);
  if (eigen.values[size - 1] >= 0) return values;
  const clipped = new Float64Array(size * size);
  for (let k = 0; k < size && eigen.values[k] > 0; k++) {
    const vector = eigen.vectors.subarray(k * size, (k + 1) * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) clipped[i * size + j] += eigen.values[k] * vector[i] * vector[j];
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) clipped[j * size + i] = clipped[i * size + j];
  return clipped;
}

function shift(values: Float64Array, size: number): Float64Array {
  const lowest = symmetricEigen(values, size).values[size - 1];
  if (lowest >= 0) return values;
  return values.map((value, at) => (at % (size + 1) === 0 ? value - lowest : value));
}

function nearestCorrelation(values: Float64Array, size: number): Float64Array {
  let current = values.slice();
  let correction = new Float64Array(size * size);
  for (let iteration = 0; iteration < greatestIterations; iteration++) {
    const corrected = current.map((value, at) => value - correction[at]);
    const projected = clip(corrected, size);
    correction = projected.map((value, at) => value - corrected[at]);
    const next = projected.map((value, at) => (at % (size + 1) === 0 ? 1 : value));
    let change = 0;
    for (let at = 0; at < next.length; at++) change = Math.max(change, Math.abs(next[at] - current[at]));
    current = next;
    if (change < tolerance && iteration > 0) break;
  }
  return current;
}

/**
 * The symmetric matrix made positive semidefinite; unchanged where it is already ("correlation" also sets its diagonal).
 * Throws {@link ModelError} for one that is not square or not symmetric.
 */
export function repairGram(gram: KernelMatrix, repair: GramRepair): KernelMatrix {
  const { rowCount, columnCount, values } = gram;
  if (!gramRepairs.includes(repair)) {
    throw new ModelError(`repair must be one of ${gramRepairs.join(", ")}, got ${repair as string}`, {
      option: "repair",
    });
  }
  if (rowCount !== columnCount) {
    throw new ModelError(`a Gram matrix must be square, got ${rowCount} × ${columnCount}`);
  }
  for (let i = 0; i < rowCount; i++) {
    for (let j = 0; j < i; j++) {
      if (values[i * rowCount + j] !== values[j * rowCount + i]) {
        throw new ModelError(
          `a Gram matrix must be symmetric, got different elements at ${i}, ${j} and ${j}, ${i}`,
        );
      }
    }
  }
  const projections = { none: (x: Float64Array) => x, clip, shift, correlation: nearestCorrelation } as const;
  return { rowCount, columnCount, values: projections[repair](values, rowCount) };
}
