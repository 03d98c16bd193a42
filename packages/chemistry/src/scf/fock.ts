import { congruence, innerProduct, multiply, transpose } from "../math/matrix.ts";
import type { FieldContext } from "./prepare-field.ts";

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

/** X P Xᵀ: a matrix of the orthonormal basis over the basis functions. */
export function expandDensity(
  { functionCount: n, orthogonalizer: { matrix: x, orbitalCount: m } }: FieldContext,
  projector: Float64Array,
): Float64Array {
  return multiply(multiply(x, projector, n, m, m), transpose(x, n, m), n, m, n);
}

/** Σ c cᵀ over the columns [first, end) of an m × m matrix. */
export function projectorOf(vectors: Float64Array, m: number, first: number, end: number): Float64Array {
  const columns = new Float64Array(m * (end - first));
  for (let i = 0; i < m; i++) columns.set(vectors.subarray(i * m + first, i * m + end), i * (end - first));
  return multiply(columns, transpose(columns, m, end - first), m, end - first, m);
}

/** AB − BA for symmetric A and B. */
function commutator(a: Float64Array, b: Float64Array, m: number): Float64Array {
  const product = multiply(a, b, m, m, m);
  return product.map((value, index) => value - product[(index % m) * m + Math.floor(index / m)]);
}

/**
 * Closed shell: F = h + J − ½K of the density D = 2·P_closed, E = ½ Tr D(h + F).
 * Source: A. Szabo, N. S. Ostlund, Modern Quantum Chemistry (1989), equations 3.154 and 3.184.
 */
export async function stepClosedShell(context: FieldContext, { closed }: Occupation): Promise<FockStep> {
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
export async function stepOpenShell(context: FieldContext, { closed, open }: Occupation): Promise<FockStep> {
  const m = context.orthogonalizer.orbitalCount;
  const half = open ?? new Float64Array(m * m);
  const alphaProjector = closed.map((value, index) => value + half[index]);
  const { energy, alphaFock: fa, betaFock: fb } = await spinFocks(context, alphaProjector, closed);
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

/** Projectors onto the occupied orbitals of each spin in the orthonormal basis, m × m. */
export interface SpinOccupation {
  readonly alpha: Float64Array;
  readonly beta: Float64Array;
}

/**
 * Different orbitals for different spins: F_σ = h + J[D_α + D_β] − K[D_σ], one operator after the other;
 * E = ½ Tr[D_α(h + F_α) + D_β(h + F_β)].
 * Source: A. Szabo, N. S. Ostlund, Modern Quantum Chemistry (1989), section 3.8.
 */
export async function stepUnrestricted(context: FieldContext, occupation: SpinOccupation): Promise<FockStep> {
  const m = context.orthogonalizer.orbitalCount;
  const { energy, alphaFock, betaFock } = await spinFocks(context, occupation.alpha, occupation.beta);
  const join = (first: Float64Array, second: Float64Array): Float64Array => {
    const joined = new Float64Array(2 * m * m);
    joined.set(first);
    joined.set(second, m * m);
    return joined;
  };
  return {
    energy,
    fock: join(alphaFock, betaFock),
    error: join(commutator(alphaFock, occupation.alpha, m), commutator(betaFock, occupation.beta, m)),
  };
}

/** F_α, F_β and the electronic energy of two spin densities, in the orthonormal basis. */
async function spinFocks(
  context: FieldContext,
  alphaProjector: Float64Array,
  betaProjector: Float64Array,
): Promise<{ energy: number; alphaFock: Float64Array; betaFock: Float64Array }> {
  const { coreHamiltonian, repulsion, functionCount: n, orthogonalizer } = context;
  const m = orthogonalizer.orbitalCount;
  const alphaDensity = expandDensity(context, alphaProjector);
  const betaDensity = expandDensity(context, betaProjector);
  const alpha = await repulsion.coulombExchange(alphaDensity);
  const beta = await repulsion.coulombExchange(betaDensity);
  const mean = coreHamiltonian.map((value, index) => value + alpha.coulomb[index] + beta.coulomb[index]);
  const alphaFock = mean.map((value, index) => value - alpha.exchange[index]);
  const betaFock = mean.map((value, index) => value - beta.exchange[index]);
  return {
    energy:
      0.5 *
      (innerProduct(alphaDensity, coreHamiltonian) +
        innerProduct(alphaDensity, alphaFock) +
        innerProduct(betaDensity, coreHamiltonian) +
        innerProduct(betaDensity, betaFock)),
    alphaFock: congruence(alphaFock, orthogonalizer.matrix, n, m),
    betaFock: congruence(betaFock, orthogonalizer.matrix, n, m),
  };
}
