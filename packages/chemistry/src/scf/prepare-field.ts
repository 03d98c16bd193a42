import type { ComputePool } from "@ansatz/simulator";
import type { Basis } from "../basis/basis.ts";
import { MultiplicityError } from "../errors.ts";
import { directElectronRepulsion } from "../integrals/direct-electron-repulsion.ts";
import { storeElectronRepulsion, type ElectronRepulsion } from "../integrals/electron-repulsion.ts";
import { computeNuclearAttraction, createIntegralEngine } from "../integrals/integral-engine.ts";
import type { IntegralKernels } from "../integrals/integral-kernels.ts";
import { nuclearRepulsion } from "../integrals/nuclear-repulsion.ts";
import { computeOneElectronIntegrals } from "../integrals/one-electron.ts";
import { congruence, innerProduct } from "../math/matrix.ts";
import { solveSymmetricEigen } from "../math/symmetric-eigen.ts";
import type { Molecule } from "../molecule/molecule.ts";
import { countElectrons } from "./electron-count.ts";
import { superposeAtomicDensities } from "./guess-density.ts";
import { defaultMemoryLimitBytes, isStored, requireMemory } from "./memory.ts";
import { orthogonalize, type Orthogonalizer } from "./orthogonalization.ts";

export interface FieldOptions {
  readonly pool?: ComputePool | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Bytes the calculation may use; 1.5 GiB unless told. */
  readonly memoryLimitBytes?: number | undefined;
  /** Total density matrix to start from; a superposition of atomic densities unless given. */
  readonly guess?: Float64Array | undefined;
  /** Makes the kernels for a memory; WASM unless given. */
  readonly kernels?: ((memory: WebAssembly.Memory) => Promise<IntegralKernels>) | undefined;
}

/** All that stays the same while a field is iterated. */
export interface FieldContext {
  readonly basis: Basis;
  readonly functionCount: number;
  readonly alphaCount: number;
  readonly betaCount: number;
  readonly nuclearRepulsion: number;
  readonly overlap: Float64Array;
  /** T + V over basis functions. */
  readonly coreHamiltonian: Float64Array;
  readonly repulsion: ElectronRepulsion;
  readonly orthogonalizer: Orthogonalizer;
  /** Energy of the guess, hartree. */
  readonly guessEnergy: number;
  /** Eigenvectors of the guess's Fock operator in the orthonormal basis, m × m by columns. */
  readonly guessOrbitals: Float64Array;
  /** Dipole moment about the origin of the nuclei and a total density, e·a₀. */
  dipoleOf(density: Float64Array): readonly [number, number, number];
}

/**
 * Integrals, orthonormal basis and guess of a Hartree–Fock calculation.
 * @throws MultiplicityError, ChemistryTooLargeError
 */
export async function prepareField(
  molecule: Molecule,
  basis: Basis,
  options: FieldOptions,
): Promise<FieldContext> {
  const { alphaCount, betaCount } = countElectrons(molecule);
  const n = basis.functionCount;
  const { memoryLimitBytes = defaultMemoryLimitBytes } = options;
  requireMemory(n, memoryLimitBytes);
  const { overlap, kinetic, dipole } = computeOneElectronIntegrals(basis);
  const orthogonalizer = orthogonalize(overlap, n);
  requireOrbitals(alphaCount, orthogonalizer.orbitalCount, basis);

  const engine = await createIntegralEngine(basis, options);
  const attraction = await computeNuclearAttraction(engine, molecule);
  const coreHamiltonian = kinetic.map((value, index) => value + attraction[index]);
  const repulsion = isStored(n, memoryLimitBytes)
    ? await storeElectronRepulsion(engine)
    : directElectronRepulsion(engine, basis);

  const guess = options.guess ?? (await superposeAtomicDensities(molecule, basis, options));
  const { coulomb, exchange } = await repulsion.coulombExchange(guess);
  const guessFock = coreHamiltonian.map((value, index) => value + coulomb[index] - 0.5 * exchange[index]);
  const nuclear = nuclearRepulsion(molecule);
  const m = orthogonalizer.orbitalCount;
  return {
    basis,
    functionCount: n,
    alphaCount,
    betaCount,
    nuclearRepulsion: nuclear,
    overlap,
    coreHamiltonian,
    repulsion,
    orthogonalizer,
    guessEnergy: nuclear + 0.5 * (innerProduct(guess, coreHamiltonian) + innerProduct(guess, guessFock)),
    guessOrbitals: solveSymmetricEigen(congruence(guessFock, orthogonalizer.matrix, n, m), m).vectors,
    dipoleOf: (density) =>
      [0, 1, 2].map(
        (axis) =>
          molecule.atoms.reduce((sum, { atomicNumber, position }) => sum + atomicNumber * position[axis], 0) -
          innerProduct(density, dipole[axis]),
      ) as [number, number, number],
  };
}

function requireOrbitals(needed: number, available: number, basis: Basis): void {
  if (needed <= available) return;
  throw new MultiplicityError(
    `${needed} electrons of one spin need as many orbitals, ${basis.label} has ${available}; choose a lower multiplicity or a larger basis set`,
    { details: { needed, available, basis: basis.name } },
  );
}
