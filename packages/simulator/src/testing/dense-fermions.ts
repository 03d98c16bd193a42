import type { SectorExcitation } from "../sector/sector-ansatz.ts";
import type { SectorHamiltonian } from "../sector/sector-hamiltonian.ts";
import type { SectorSpace } from "../sector/sector-space.ts";

/**
 * The slow oracle of the sector engine: operators as dense matrices over a determinant space, built by applying
 * ladder operators one by one to occupation lists. Nothing here is shared with the engine.
 */
export type DenseMatrix = readonly Float64Array[];

/** A ladder operator on a spin orbital in block order. */
interface Ladder {
  readonly spinOrbital: number;
  readonly creates: boolean;
}

/** Applies operators, the last of the list first, to a determinant given as an ascending list of spin orbitals. */
function applyOperators(
  operators: readonly Ladder[],
  determinant: readonly number[],
): { readonly determinant: readonly number[]; readonly sign: number } | undefined {
  let current = [...determinant];
  let sign = 1;
  for (const { spinOrbital, creates } of [...operators].reverse()) {
    const before = current.filter((other) => other < spinOrbital).length;
    const occupied = current.includes(spinOrbital);
    if (occupied === creates) return undefined;
    if (before % 2 === 1) sign = -sign;
    current = creates
      ? [...current, spinOrbital].sort((left, right) => left - right)
      : current.filter((other) => other !== spinOrbital);
  }
  return { determinant: current, sign };
}

/** The determinants of a space in its basis order, each as an ascending list of spin orbitals. */
function determinantsOf(space: SectorSpace): number[][] {
  const bits = (mask: number, offset: number): number[] =>
    Array.from({ length: space.orbitalCount }, (_, orbital) => orbital)
      .filter((orbital) => Math.floor(mask / 2 ** orbital) % 2 === 1)
      .map((orbital) => orbital + offset);
  const determinants: number[][] = [];
  for (const alphaMask of space.alphaStrings) {
    for (const betaMask of space.betaStrings) {
      determinants.push([...bits(alphaMask, 0), ...bits(betaMask, space.orbitalCount)]);
    }
  }
  return determinants;
}

/** The matrix of Σ coefficient · operators over a space. */
function denseOperator(
  space: SectorSpace,
  terms: readonly { readonly coefficient: number; readonly operators: readonly Ladder[] }[],
): DenseMatrix {
  const determinants = determinantsOf(space);
  const indexOf = new Map(determinants.map((determinant, index) => [determinant.join(), index]));
  const matrix = determinants.map(() => new Float64Array(determinants.length));
  determinants.forEach((determinant, column) => {
    for (const { coefficient, operators } of terms) {
      const image = applyOperators(operators, determinant);
      if (!image) continue;
      const row = indexOf.get(image.determinant.join());
      if (row === undefined) throw new Error("an operator left the determinant space");
      matrix[row][column] += coefficient * image.sign;
    }
  });
  return matrix;
}

const raise = (spinOrbital: number): Ladder => ({ spinOrbital, creates: true });
const lower = (spinOrbital: number): Ladder => ({ spinOrbital, creates: false });

/** H = constant + Σ h_pq a†_pσ a_qσ + ½ Σ (pq|rs) a†_pσ a†_rτ a_sτ a_qσ as a matrix. */
export function denseHamiltonian(space: SectorSpace, hamiltonian: SectorHamiltonian): DenseMatrix {
  const n = space.orbitalCount;
  const terms: { coefficient: number; operators: Ladder[] }[] = [
    { coefficient: hamiltonian.constant, operators: [] },
  ];
  const orbitals = Array.from({ length: n }, (_, orbital) => orbital);
  for (const p of orbitals) {
    for (const q of orbitals) {
      for (const sigma of [0, n]) {
        terms.push({
          coefficient: hamiltonian.oneBody[p * n + q],
          operators: [raise(p + sigma), lower(q + sigma)],
        });
        for (const r of orbitals) {
          for (const s of orbitals) {
            const coefficient = 0.5 * hamiltonian.twoBody[((p * n + q) * n + r) * n + s];
            if (coefficient === 0) continue;
            for (const tau of [0, n]) {
              terms.push({
                coefficient,
                operators: [raise(p + sigma), raise(r + tau), lower(s + tau), lower(q + sigma)],
              });
            }
          }
        }
      }
    }
  }
  return denseOperator(space, terms);
}

/** T − T† of an excitation as a matrix. */
export function denseGenerator(space: SectorSpace, excitation: SectorExcitation): DenseMatrix {
  const operators = [...excitation.create.map(raise), ...[...excitation.annihilate].reverse().map(lower)];
  const adjoint = [...excitation.annihilate.map(raise), ...[...excitation.create].reverse().map(lower)];
  return denseOperator(space, [
    { coefficient: 1, operators },
    { coefficient: -1, operators: adjoint },
  ]);
}

/** S² = S_z² + ½(S₊S₋ + S₋S₊), with S₊ = Σ_p a†_pα a_pβ, as a matrix. */
export function denseSpinSquared(space: SectorSpace): DenseMatrix {
  const n = space.orbitalCount;
  const projection = (space.alphaCount - space.betaCount) / 2;
  const terms: { coefficient: number; operators: Ladder[] }[] = [
    { coefficient: projection ** 2, operators: [] },
  ];
  for (let p = 0; p < n; p++) {
    for (let q = 0; q < n; q++) {
      const plusMinus = [raise(p), lower(p + n), raise(q + n), lower(q)];
      const minusPlus = [raise(p + n), lower(p), raise(q), lower(q + n)];
      terms.push({ coefficient: 0.5, operators: plusMinus }, { coefficient: 0.5, operators: minusPlus });
    }
  }
  return denseOperator(space, terms);
}

/** Σ_σ ⟨v|a†_pσ a_qσ|v⟩ at p·n + q. */
export function denseOneBodyDensity(space: SectorSpace, vector: Float64Array): Float64Array {
  const n = space.orbitalCount;
  const density = new Float64Array(n * n);
  for (let p = 0; p < n; p++) {
    for (let q = 0; q < n; q++) {
      const matrix = denseOperator(space, [
        { coefficient: 1, operators: [raise(p), lower(q)] },
        { coefficient: 1, operators: [raise(p + n), lower(q + n)] },
      ]);
      density[p * n + q] = dot(vector, multiply(matrix, vector));
    }
  }
  return density;
}

/** Matrix times vector. */
export function multiply(matrix: DenseMatrix, vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => dot(row, vector));
}

/** Scalar product. */
export function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += left[index] * right[index];
  return sum;
}

/** exp(angle · matrix) · vector by scaling and a Taylor series to rounding. */
export function multiplyExponential(matrix: DenseMatrix, angle: number, vector: Float64Array): Float64Array {
  const steps = Math.max(1, Math.ceil(Math.abs(angle)));
  let result = Float64Array.from(vector);
  for (let step = 0; step < steps; step++) {
    let term = Float64Array.from(result);
    for (let order = 1; order <= 30; order++) {
      term = multiply(matrix, term).map((value) => (value * angle) / steps / order);
      result = result.map((value, index) => value + term[index]);
    }
  }
  return result;
}

/** All eigenvalues, ascending, and eigenvectors (one an entry) of a symmetric matrix by cyclic Jacobi rotations. */
export function denseEigen(matrix: DenseMatrix): { values: number[]; vectors: Float64Array[] } {
  const size = matrix.length;
  const a = matrix.map((row) => Float64Array.from(row));
  const v = matrix.map((_, index) =>
    new Float64Array(size).fill(0).map((_zero, other) => (other === index ? 1 : 0)),
  );
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) for (let q = 0; q < p; q++) off += a[p][q] ** 2;
    if (off < 1e-26) break;
    for (let p = 0; p < size; p++) {
      for (let q = 0; q < p; q++) {
        if (a[p][q] === 0) continue;
        const angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
        const c = Math.cos(angle);
        const s = Math.sin(angle);
        for (let k = 0; k < size; k++) {
          const x = a[k][p];
          const y = a[k][q];
          a[k][p] = c * x - s * y;
          a[k][q] = s * x + c * y;
        }
        for (let k = 0; k < size; k++) {
          const x = a[p][k];
          const y = a[q][k];
          a[p][k] = c * x - s * y;
          a[q][k] = s * x + c * y;
          const vx = v[p][k];
          const vy = v[q][k];
          v[p][k] = c * vx - s * vy;
          v[q][k] = s * vx + c * vy;
        }
      }
    }
  }
  const order = a.map((_, index) => index).sort((left, right) => a[left][left] - a[right][right]);
  return { values: order.map((index) => a[index][index]), vectors: order.map((index) => v[index]) };
}
