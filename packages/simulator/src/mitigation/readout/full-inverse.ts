import { LuDecomposition, Matrix } from "ml-matrix";
import { InvalidArgumentError } from "../../errors.ts";
import { invertBitConfusion } from "./readout-model.ts";
import type { Confusion, ReadoutModel } from "./readout-model.ts";

/** The linear maps of a readout model on vectors over all 2ⁿ bitstrings (bit 0 the least significant bit). */
export interface ReadoutMaps {
  /** Probabilities of what is read from those of what is actual. */
  readonly confuse: (actual: Float64Array) => Float64Array;
  readonly confuseTransposed: (read: Float64Array) => Float64Array;
  readonly invert: (read: Float64Array) => Float64Array;
  /** With every entry of the inverse squared: shot noise of inverted frequencies. */
  readonly invertSquared: (read: Float64Array) => Float64Array;
  /** The greatest column sum of moduli of the inverse. */
  readonly inverseNorm: number;
  /** At least the largest eigenvalue of the confusion's AᵀA. */
  readonly lipschitz: number;
}

/** to[j] = Σᵢ from[i] Πₖ mₖ[iₖ][jₖ]. */
function applyByBits(matrices: readonly Confusion[], vector: Float64Array): Float64Array {
  const result = Float64Array.from(vector);
  matrices.forEach(([[m00, m01], [m10, m11]], bit) => {
    const step = 2 ** bit;
    for (let base = 0; base < result.length; base += 2 * step) {
      for (let low = base; low < base + step; low++) {
        const [zero, one] = [result[low], result[low + step]];
        result[low] = zero * m00 + one * m10;
        result[low + step] = zero * m01 + one * m11;
      }
    }
  });
  return result;
}

const transpose = (matrix: Confusion): Confusion =>
  matrix.map((_, row) => matrix.map((entries) => entries[row]));
const squareEntries = (matrix: Confusion): Confusion =>
  matrix.map((row) => row.map((entry) => entry * entry));

function largestSingularValueSquared([[a, b], [c, d]]: Confusion): number {
  const trace = a * a + b * b + c * c + d * d;
  const determinant = (a * d - b * c) ** 2;
  return (trace + Math.sqrt(Math.max(0, trace * trace - 4 * determinant))) / 2;
}

function tensoredMaps(confusions: readonly Confusion[]): ReadoutMaps {
  const inverses = confusions.map(invertBitConfusion);
  const transposed = confusions.map(transpose);
  const squared = inverses.map(squareEntries);
  return {
    confuse: (vector) => applyByBits(confusions, vector),
    confuseTransposed: (vector) => applyByBits(transposed, vector),
    invert: (vector) => applyByBits(inverses, vector),
    invertSquared: (vector) => applyByBits(squared, vector),
    inverseNorm: inverses.reduce(
      (product, rows) => product * Math.max(...rows.map(([zero, one]) => Math.abs(zero) + Math.abs(one))),
      1,
    ),
    lipschitz: confusions.reduce((product, confusion) => product * largestSingularValueSquared(confusion), 1),
  };
}

/** The inverse of a full confusion matrix. Throws {@link InvalidArgumentError} when rounding would dominate it. */
export function invertConfusion(confusion: Confusion): number[][] {
  const matrix = new Matrix(confusion.map((row) => [...row]));
  const decomposition = new LuDecomposition(matrix);
  const singular = decomposition.isSingular();
  const inverse = singular ? [] : decomposition.solve(Matrix.eye(confusion.length)).to2DArray();
  const largest = inverse.reduce((most, row) => Math.max(most, ...row.map(Math.abs)), 0);
  if (singular || !(largest < 1e8)) {
    throw new InvalidArgumentError(
      "confusion must be invertible: some bitstrings are read alike; calibrate with more shots or use method subspace",
      { field: "confusion" },
    );
  }
  return inverse;
}

function fullMaps(confusion: Confusion): ReadoutMaps {
  const inverse = invertConfusion(confusion);
  const leftMultiply =
    (matrix: Confusion) =>
    (vector: Float64Array): Float64Array => {
      const result = new Float64Array(vector.length);
      matrix.forEach((row, from) => {
        if (vector[from] !== 0) row.forEach((entry, to) => (result[to] += vector[from] * entry));
      });
      return result;
    };
  const columnSums = confusion.map((_, column) => confusion.reduce((sum, row) => sum + row[column], 0));
  return {
    confuse: leftMultiply(confusion),
    confuseTransposed: leftMultiply(transpose(confusion)),
    invert: leftMultiply(inverse),
    invertSquared: leftMultiply(squareEntries(inverse)),
    inverseNorm: Math.max(...inverse.map((row) => row.reduce((sum, entry) => sum + Math.abs(entry), 0))),
    // ‖A‖₂² ≤ ‖A‖₁‖A‖∞; rows sum to 1.
    lipschitz: Math.max(...columnSums),
  };
}

export function readoutMaps(model: ReadoutModel): ReadoutMaps {
  return model.kind === "full" ? fullMaps(model.confusion) : tensoredMaps(model.confusions);
}
