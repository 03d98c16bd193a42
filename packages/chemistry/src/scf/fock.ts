import type { ElectronRepulsion } from "../integrals/electron-repulsion.ts";
import { congruence, innerProduct, multiply, transpose } from "../math/matrix.ts";
import type { Orthogonalizer } from "./orthogonalization.ts";

/** Projectors onto the doubly and singly occupied orbitals in the orthonormal basis, m × m. */
export interface Occupation {
  readonly closed: Float64Array;
  readonly open: Float64Array | undefined;
}

/** Energy and the operator whose eigenvectors are the next orbitals, in the orthonormal basis. */
export interface FockStep {
  /** Electronic energy, hartree. */
  readonly energy: number;
  readonly fock: Float64Array;
  /** [fock, total density]: zero at self-consistency. */
  readonly error: Float64Array;
}

/** What building a Fock operator needs. */
export interface FockContext {
  readonly coreHamiltonian: Float64Array;
  readonly repulsion: ElectronRepulsion;
  readonly functionCount: number;
  readonly orthogonalizer: Orthogonalizer;
}

/** X P Xᵀ: a matrix of the orthonormal basis over the basis functions. */
export function expandDensity(
  { functionCount: n, orthogonalizer: { matrix: x, orbitalCount: m } }: FockContext,
  projector: Float64Array,
): Float64Array {
  return multiply(multiply(x, projector, n, m, m), transpose(x, n, m), n, m, n);
}

function commutator(a: Float64Array, b: Float64Array, m: number): Float64Array {
  const product = multiply(a, b, m, m, m);
  return product.map((value, index) => value - product[(index % m) * m + Math.floor(index / m)]);
}

/**
 * Closed shell: F = h + J − ½K of the density D = 2·P_closed, E = ½ Tr D(h + F).
 * Source: A. Szabo, N. S. Ostlund, Modern Quantum Chemistry (1989), equations 3.154 and 3.184.
 */
export async function stepClosedShell(context: FockContext, { closed }: Occupation): Promise<FockStep> {
  const { coreHamiltonian, repulsion, functionCount: n, orthogonalizer } = context;
  const m = orthogonalizer.orbitalCount;
  const density = expandDensity(context, closed).map((value) => 2 * value);
  const { coulomb, exchange } = await repulsion.coulombExchange(density);
  const fock = coreHamiltonian.map((value, index) => value + coulomb[index] - 0.5 * exchange[index]);
  const energy = 0.5 * (innerProduct(density, coreHamiltonian) + innerProduct(density, fock));
  const orthogonal = congruence(fock, orthogonalizer.matrix, n, m);
  return { energy, fock: orthogonal, error: commutator(orthogonal, closed, m) };
}

/**
 * High-spin open shell: F_α and F_β combined to one operator after Roothaan. With F_c = ½(F_α + F_β), its blocks are F_c
 * within the closed, open and virtual orbitals and between closed and virtual, F_β between closed and open, F_α between
 * open and virtual. E = ½ Tr[D_α(h + F_α) + D_β(h + F_β)].
 * Source: C. C. J. Roothaan, Rev. Mod. Phys. 32, 179 (1960); B. N. Plakhutin, E. R. Davidson, J. Chem. Phys. 140, 014102
 * (2014), table 1.
 */
export async function stepOpenShell(context: FockContext, { closed, open }: Occupation): Promise<FockStep> {
  const { coreHamiltonian, repulsion, functionCount: n, orthogonalizer } = context;
  const m = orthogonalizer.orbitalCount;
  const half = open ?? new Float64Array(m * m);
  const alphaProjector = closed.map((value, index) => value + half[index]);
  const alphaDensity = expandDensity(context, alphaProjector);
  const betaDensity = expandDensity(context, closed);
  const alpha = await repulsion.coulombExchange(alphaDensity);
  const beta = await repulsion.coulombExchange(betaDensity);
  const mean = coreHamiltonian.map((value, index) => value + alpha.coulomb[index] + beta.coulomb[index]);
  const alphaFock = mean.map((value, index) => value - alpha.exchange[index]);
  const betaFock = mean.map((value, index) => value - beta.exchange[index]);
  const energy =
    0.5 *
    (innerProduct(alphaDensity, coreHamiltonian) +
      innerProduct(alphaDensity, alphaFock) +
      innerProduct(betaDensity, coreHamiltonian) +
      innerProduct(betaDensity, betaFock));

  const fa = congruence(alphaFock, orthogonalizer.matrix, n, m);
  const fb = congruence(betaFock, orthogonalizer.matrix, n, m);
  const virtual = alphaProjector.map((value, index) => (index % (m + 1) === 0 ? 1 : 0) - value);
  const fock = fa.map((value, index) => 0.5 * (value + fb[index]));
  // F = F_c + P_o (F_β − F_c) P_c + P_o (F_α − F_c) P_v + transposes, and F_α − F_c = −(F_β − F_c) = ½(F_α − F_β)
  const difference = fa.map((value, index) => 0.5 * (value - fb[index]));
  const target = virtual.map((value, index) => value - closed[index]);
  const coupling = multiply(multiply(half, difference, m, m, m), target, m, m, m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) fock[i * m + j] += coupling[i * m + j] + coupling[j * m + i];
  }
  const occupation = closed.map((value, index) => value + 0.5 * half[index]);
  return { energy, fock, error: commutator(fock, occupation, m) };
}
