import type { Basis, Shell } from "../basis/basis.ts";
import type { ElectronRepulsion } from "../integrals/electron-repulsion.ts";
import { congruence, multiply, transpose } from "../math/matrix.ts";
import { solveSymmetricEigen } from "../math/symmetric-eigen.ts";
import { createDiis } from "./diis.ts";
import { orthogonalize } from "./orthogonalization.ts";

/** Subshells in the order in which the neutral atoms H to Kr fill them, as angular momenta. */
const fillingOrder = [0, 0, 1, 0, 1, 0, 2, 1];

/** Electrons of each subshell by angular momentum: [1s, 2s, …], [2p, …], [3d, …]. */
function subshellOccupations(electronCount: number): number[][] {
  const occupations: number[][] = [[], [], []];
  let left = electronCount;
  for (const l of fillingOrder) {
    if (left <= 0) break;
    const electrons = Math.min(left, 4 * l + 2);
    occupations[l].push(electrons);
    left -= electrons;
  }
  return occupations;
}

/** Radial functions of one angular momentum: for each component m, one unit vector per radial function. */
interface AngularBlock {
  readonly l: number;
  /** vectors[m][radial] = list of [function, coefficient]. */
  readonly vectors: readonly (readonly (readonly (readonly [number, number])[])[])[];
}

/** The five spherical d functions from the six Cartesian ones, in the order xy, xz, yz, z², x²−y². */
const sphericalFromCartesianD: readonly (readonly (readonly [number, number])[])[] = [
  [[1, 1]],
  [[2, 1]],
  [[4, 1]],
  [
    [5, 1],
    [0, -0.5],
    [3, -0.5],
  ],
  [
    [0, Math.sqrt(0.75)],
    [3, -Math.sqrt(0.75)],
  ],
];

function angularBlocks(shells: readonly Shell[]): AngularBlock[] {
  return [0, 1, 2].map((l) => {
    const vectors: (readonly (readonly [number, number])[])[][] = Array.from({ length: 2 * l + 1 }, () => []);
    for (const shell of shells) {
      const functions = shell.functions.filter(({ angularMomentum }) => angularMomentum === l);
      const cartesianD = shell.kind === "d6";
      const components = cartesianD ? 6 : 2 * l + 1;
      for (let first = 0; first < functions.length; first += components) {
        const start = functions[first].index;
        for (let m = 0; m < 2 * l + 1; m++) {
          vectors[m].push(
            cartesianD
              ? sphericalFromCartesianD[m].map(([offset, factor]) => [start + offset, factor] as const)
              : [[start + m, 1]],
          );
        }
      }
    }
    return { l, vectors };
  });
}

const maximumIterations = 40;
const convergenceTolerance = 1e-6;

/**
 * Density matrix of a neutral atom with its open subshells spread evenly over components and spins: a spin-restricted
 * SCF in which each angular momentum has its own small eigenproblem. It serves as a guess, so that reaching the
 * iteration limit is no fault.
 */
export async function solveAtomicDensity(
  atomicNumber: number,
  basis: Basis,
  overlap: Float64Array,
  coreHamiltonian: Float64Array,
  repulsion: ElectronRepulsion,
): Promise<Float64Array> {
  const n = basis.functionCount;
  const occupations = subshellOccupations(atomicNumber);
  const blocks = angularBlocks(basis.shells).filter(({ l }) => occupations[l].length > 0);
  const diis = createDiis(6);
  let density: Float64Array = new Float64Array(n * n);

  for (let iteration = 0; iteration < maximumIterations; iteration++) {
    const { coulomb, exchange } = await repulsion.coulombExchange(density);
    const fock = coreHamiltonian.map((value, index) => value + coulomb[index] - 0.5 * exchange[index]);
    const fds = multiply(multiply(fock, density, n, n, n), overlap, n, n, n);
    const sdf = transpose(fds, n, n);
    const error = fds.map((value, index) => value - sdf[index]);
    const residual = Math.max(...error.map(Math.abs));
    if (iteration > 0 && residual < convergenceTolerance) break;
    const extrapolated = iteration > 0 ? diis.extrapolate(fock, error) : fock;
    density = occupyBlocks(blocks, occupations, extrapolated, overlap, n);
  }
  return density;
}

function occupyBlocks(
  blocks: readonly AngularBlock[],
  occupations: readonly (readonly number[])[],
  fock: Float64Array,
  overlap: Float64Array,
  n: number,
): Float64Array {
  const density = new Float64Array(n * n);
  for (const { l, vectors } of blocks) {
    const size = vectors[0].length;
    const project = (matrix: Float64Array): Float64Array => {
      const block = new Float64Array(size * size);
      vectors[0].forEach((a, row) => {
        vectors[0].forEach((b, column) => {
          for (const [i, x] of a)
            for (const [j, y] of b) block[row * size + column] += x * y * matrix[i * n + j];
        });
      });
      return block;
    };
    const { matrix: x, orbitalCount } = orthogonalize(project(overlap), size);
    const orbitals = solveSymmetricEigen(congruence(project(fock), x, size, orbitalCount), orbitalCount);
    const coefficients = multiply(x, orbitals.vectors, size, orbitalCount, orbitalCount);
    occupations[l].slice(0, orbitalCount).forEach((electrons, orbital) => {
      const share = electrons / (2 * l + 1);
      for (const component of vectors) {
        component.forEach((a, row) => {
          component.forEach((b, column) => {
            const weight =
              share *
              coefficients[row * orbitalCount + orbital] *
              coefficients[column * orbitalCount + orbital];
            for (const [i, left] of a)
              for (const [j, right] of b) density[i * n + j] += weight * left * right;
          });
        });
      }
    });
  }
  return density;
}
