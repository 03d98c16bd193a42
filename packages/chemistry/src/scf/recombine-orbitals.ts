import { solveSymmetricEigen } from "../math/symmetric-eigen.ts";

/** hartree */
const smallestViolation = 1e-2;

/**
 * Orbitals for a new start where empty orbitals lie below occupied ones, as between atoms too far apart to overlap: the
 * orbitals of two such atoms are degenerate, an electron pair sits on one of them by accident, and the next iteration
 * carries it to the other. Each occupied orbital that lies too high is joined with an empty one below it to
 * (φ ± φ′)/√2, which shares the pair evenly. Undefined where the lowest orbitals are the occupied ones.
 *
 * `fock` and `empty`, the projector onto the empty orbitals, are m × m in the orthonormal basis. The result holds
 * orbitals in columns, those to be occupied first.
 */
export function recombineOrbitals(
  fock: Float64Array,
  empty: Float64Array,
  m: number,
): Float64Array | undefined {
  const { values, vectors } = solveSymmetricEigen(fock, m);
  const column = (k: number) => Float64Array.from({ length: m }, (_, i) => vectors[i * m + k]);
  const orbitals = Array.from({ length: m }, (_, k) => ({ energy: values[k], vector: column(k) }));
  const isEmpty = orbitals.map(({ vector }) => expectation(empty, vector) > 0.5);
  const occupied = orbitals.filter((_, k) => !isEmpty[k]);
  const virtual = orbitals.filter((_, k) => isEmpty[k]);
  const pairs: [number, number][] = [];
  for (let low = 0; low < virtual.length && low < occupied.length; low++) {
    const high = occupied.length - 1 - low;
    if (occupied[high].energy - virtual[low].energy < smallestViolation) break;
    pairs.push([high, low]);
  }
  if (pairs.length === 0) return undefined;
  for (const [high, low] of pairs) {
    const [first, second] = [occupied[high].vector, virtual[low].vector];
    occupied[high].vector = first.map((value, i) => (value + second[i]) * Math.SQRT1_2);
    virtual[low].vector = first.map((value, i) => (value - second[i]) * Math.SQRT1_2);
  }
  const result = new Float64Array(m * m);
  [...occupied, ...virtual].forEach(({ vector }, k) => {
    for (let i = 0; i < m; i++) result[i * m + k] = vector[i];
  });
  return result;
}

/** vᵀ A v */
function expectation(matrix: Float64Array, vector: Float64Array): number {
  const m = vector.length;
  let sum = 0;
  for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) sum += vector[i] * matrix[i * m + j] * vector[j];
  return sum;
}
