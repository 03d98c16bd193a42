import type { ComputePool } from "@ansatz/simulator";
import type { Basis } from "../basis/basis.ts";
import { ChemistryArgumentError, MultiplicityError } from "../errors.ts";
import { directElectronRepulsion } from "../integrals/direct-electron-repulsion.ts";
import { storeElectronRepulsion } from "../integrals/electron-repulsion.ts";
import { computeNuclearAttraction, createIntegralEngine } from "../integrals/integral-engine.ts";
import type { IntegralKernels } from "../integrals/integral-kernels.ts";
import { nuclearRepulsion } from "../integrals/nuclear-repulsion.ts";
import { computeOneElectronIntegrals } from "../integrals/one-electron.ts";
import { congruence, innerProduct, maximumAbsolute, multiply } from "../math/matrix.ts";
import { solveSymmetricEigen } from "../math/symmetric-eigen.ts";
import type { Molecule } from "../molecule/molecule.ts";
import { canonicalOrbitals } from "./canonical-orbitals.ts";
import { createConvergenceAid } from "./convergence-aid.ts";
import { countElectrons } from "./electron-count.ts";
import { stepClosedShell, stepOpenShell, type FockContext, type Occupation } from "./fock.ts";
import { superposeAtomicDensities } from "./guess-density.ts";
import { defaultMemoryLimitBytes, isStored, requireMemory } from "./memory.ts";
import { orthogonalize } from "./orthogonalization.ts";
import type { ScfIteration, ScfResult } from "./scf-result.ts";

export { memoryForHartreeFock } from "./memory.ts";

export interface HartreeFockOptions {
  readonly pool?: ComputePool | undefined;
  /** 100 unless told. */
  readonly maxIterations?: number | undefined;
  /** Largest energy change of the last iteration, hartree; 1e-9 unless told. */
  readonly energyTolerance?: number | undefined;
  /** Largest element of the orbital gradient, hartree; 1e-6 unless told. */
  readonly errorTolerance?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onIteration?: ((iteration: ScfIteration) => void) | undefined;
  /** Bytes the calculation may use; 1.5 GiB unless told. */
  readonly memoryLimitBytes?: number | undefined;
  /** Density matrix to start from; a superposition of atomic densities unless given. */
  readonly guess?: Float64Array | undefined;
  /** Makes the kernels for a memory; WASM unless given. */
  readonly kernels?: ((memory: WebAssembly.Memory) => Promise<IntegralKernels>) | undefined;
}

/**
 * Hartree–Fock energy and orbitals: RHF for multiplicity 1, high-spin ROHF else. Starts from a superposition of atomic
 * densities, extrapolates by DIIS and shifts the virtual orbitals up where that does not settle.
 * Converged means: the largest element of the orbital gradient is below `errorTolerance` and the energy changed by less
 * than `energyTolerance`. Not converging is told in the result. Positions in bohr, energies in hartree.
 * @throws MultiplicityError where charge and multiplicity do not fit the number of electrons.
 * @throws ChemistryTooLargeError where the calculation needs more than `memoryLimitBytes`.
 * Source: A. Szabo, N. S. Ostlund, Modern Quantum Chemistry (1989), section 3.4; P. Pulay, J. Comput. Chem. 3, 556 (1982).
 */
export async function solveHartreeFock(
  molecule: Molecule,
  basis: Basis,
  options: HartreeFockOptions = {},
): Promise<ScfResult> {
  const { maxIterations = 100, energyTolerance = 1e-9, errorTolerance = 1e-6, signal, onIteration } = options;
  if (!Number.isInteger(maxIterations) || maxIterations < 1) {
    throw new ChemistryArgumentError(`maxIterations must be an integer of at least 1, got ${maxIterations}`, {
      details: { field: "maxIterations", value: maxIterations },
    });
  }
  const { alphaCount, betaCount } = countElectrons(molecule);
  const n = basis.functionCount;
  const { memoryLimitBytes = defaultMemoryLimitBytes } = options;
  requireMemory(n, memoryLimitBytes);
  const { overlap, kinetic, dipole } = computeOneElectronIntegrals(basis);
  const engine = await createIntegralEngine(basis, options);
  const attraction = await computeNuclearAttraction(engine, molecule);
  const coreHamiltonian = kinetic.map((value, index) => value + attraction[index]);
  const repulsion = isStored(n, memoryLimitBytes)
    ? await storeElectronRepulsion(engine)
    : directElectronRepulsion(engine, basis);
  const orthogonalizer = orthogonalize(overlap, n);
  const m = orthogonalizer.orbitalCount;
  requireOrbitals(alphaCount, m, basis);
  const context: FockContext = { coreHamiltonian, repulsion, functionCount: n, orthogonalizer };
  const nuclear = nuclearRepulsion(molecule);
  const openShell = alphaCount !== betaCount;

  const guess = options.guess ?? (await superposeAtomicDensities(molecule, basis, options));
  const { coulomb, exchange } = await repulsion.coulombExchange(guess);
  const guessFock = coreHamiltonian.map((value, index) => value + coulomb[index] - 0.5 * exchange[index]);
  let orbitals = solveSymmetricEigen(congruence(guessFock, orthogonalizer.matrix, n, m), m);
  const occupy = (): Occupation => ({
    closed: projector(orbitals.vectors, m, 0, betaCount),
    open: openShell ? projector(orbitals.vectors, m, betaCount, alphaCount) : undefined,
  });

  const aid = createConvergenceAid(m);
  const iterations: ScfIteration[] = [];
  let energy = nuclear + 0.5 * (innerProduct(guess, coreHamiltonian) + innerProduct(guess, guessFock));
  let converged = false;
  let fock: Float64Array = new Float64Array(m * m);
  let occupation = occupy();
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    signal?.throwIfAborted();
    occupation = occupy();
    const step = await (openShell ? stepOpenShell : stepClosedShell)(context, occupation);
    const energyChange = step.energy + nuclear - energy;
    energy = step.energy + nuclear;
    const record = { iteration, energy, energyChange, gradientNorm: maximumAbsolute(step.error) };
    iterations.push(record);
    onIteration?.(record);
    converged = record.gradientNorm < errorTolerance && Math.abs(energyChange) < energyTolerance;
    fock = step.fock;
    if (converged) break;
    orbitals = solveSymmetricEigen(aid.next(step, occupation, record.gradientNorm), m);
  }

  const { coefficients, energies } = canonicalOrbitals(fock, occupation, orthogonalizer, {
    closed: betaCount,
    open: alphaCount - betaCount,
  });
  const density = occupiedDensity(coefficients, n, m, alphaCount, betaCount);
  return {
    method: openShell ? "rohf" : "rhf",
    energy,
    nuclearRepulsion: nuclear,
    converged,
    iterations,
    basis,
    orbitalCount: m,
    alphaCount,
    betaCount,
    coefficients,
    orbitalEnergies: energies,
    density,
    dipole: [0, 1, 2].map(
      (axis) =>
        molecule.atoms.reduce((sum, { atomicNumber, position }) => sum + atomicNumber * position[axis], 0) -
        innerProduct(density, dipole[axis]),
    ) as [number, number, number],
    coreHamiltonian,
    overlap,
    electronRepulsion: repulsion,
  };
}

function requireOrbitals(needed: number, available: number, basis: Basis): void {
  if (needed <= available) return;
  throw new MultiplicityError(
    `${needed} electrons of one spin need as many orbitals, ${basis.label} has ${available}; choose a lower multiplicity or a larger basis set`,
    { details: { needed, available, basis: basis.name } },
  );
}

/** Total density matrix 2·Σ c cᵀ over the doubly and Σ c cᵀ over the singly occupied orbitals. */
function occupiedDensity(
  coefficients: Float64Array,
  n: number,
  m: number,
  alphaCount: number,
  betaCount: number,
): Float64Array {
  const occupied = new Float64Array(n * alphaCount);
  const weighted = new Float64Array(alphaCount * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < alphaCount; k++) {
      const value = coefficients[i * m + k];
      occupied[i * alphaCount + k] = value;
      weighted[k * n + i] = k < betaCount ? 2 * value : value;
    }
  }
  return multiply(occupied, weighted, n, alphaCount, n);
}

/** Σ c cᵀ over the columns [first, end). */
function projector(vectors: Float64Array, m: number, first: number, end: number): Float64Array {
  const result = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = first; k < end; k++) sum += vectors[i * m + k] * vectors[j * m + k];
      result[i * m + j] = result[j * m + i] = sum;
    }
  }
  return result;
}
