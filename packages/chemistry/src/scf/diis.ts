import { innerProduct, linearCombination } from "../math/matrix.ts";
import { solveLinearSystem } from "../math/linear-solve.ts";

/** Direct inversion in the iterative subspace: extrapolates Fock matrices. */
export interface Diis {
  /** Takes a Fock matrix and its error and returns Σ c_i F_i that minimises |Σ c_i e_i| with Σ c_i = 1. */
  extrapolate(fock: Float64Array, error: Float64Array): Float64Array;
  /** Forgets all vectors. */
  reset(): void;
}

/**
 * A {@link Diis} that keeps the last `capacity` vectors and drops the oldest while the equations are singular.
 * Source: P. Pulay, J. Comput. Chem. 3, 556 (1982).
 */
export function createDiis(capacity = 8): Diis {
  let focks: Float64Array[] = [];
  let errors: Float64Array[] = [];
  let overlaps: number[][] = [];

  const dropOldest = (): void => {
    focks = focks.slice(1);
    errors = errors.slice(1);
    overlaps = overlaps.slice(1).map((row) => row.slice(1));
  };
  return {
    extrapolate: (fock, error) => {
      if (focks.length === capacity) dropOldest();
      focks.push(fock);
      errors.push(error);
      const row = errors.map((other) => innerProduct(other, error));
      overlaps.forEach((other, index) => other.push(row[index]));
      overlaps.push(row);
      while (focks.length > 1) {
        const size = focks.length;
        const scale = 1 / Math.max(...overlaps.map((values, index) => values[index]), Number.MIN_VALUE);
        const equations = [
          ...overlaps.map((values) => [...values.map((value) => value * scale), 1]),
          [...new Array<number>(size).fill(1), 0],
        ];
        const solution = solveLinearSystem(equations, [...new Array<number>(size).fill(0), 1]);
        if (solution) return linearCombination(solution.slice(0, size), focks);
        dropOldest();
      }
      return fock;
    },
    reset: () => {
      focks = [];
      errors = [];
      overlaps = [];
    },
  };
}
