import type { ComputePool } from "@ansatz/simulator";
import { describeBasisSet, type BasisName } from "../basis/basis-sets.ts";
import { buildBasis } from "../basis/basis.ts";
import type { Molecule } from "../molecule/molecule.ts";
import { solveMp2 } from "../mp2/mp2.ts";
import type { ScfResult } from "../scf/scf-result.ts";
import { solveHartreeFock } from "../scf/hartree-fock.ts";

/** The basis that serves to estimate the error of another. */
const largerBasis: Readonly<Partial<Record<BasisName, BasisName>>> = {
  "sto-3g": "6-31g",
  "3-21g": "6-31g",
  "6-31g": "6-31g**",
  "6-31g*": "6-31g**",
  "6-31g**": "6-311g(d,p)",
};

/** Functions up to which the larger calculation costs some tens of milliseconds. */
const mostFunctions = 26;

/**
 * HF + MP2 energy of the molecule minus that in a larger basis, hartree: a lower bound of the basis-set error, as
 * long as both energies fall towards the complete basis. Undefined where it would cost more than a fraction of a
 * second, where there is no larger basis, or where the larger calculation does not converge or lies higher.
 */
export async function estimateBasisError(
  molecule: Molecule,
  scf: ScfResult,
  options: { readonly pool?: ComputePool | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<{ label: string; hartree: number } | undefined> {
  const name = largerBasis[scf.basis.name];
  if (name === undefined || !covers(molecule, name)) return undefined;
  const basis = buildBasis(molecule, name);
  if (basis.functionCount > mostFunctions) return undefined;
  const passed = {
    ...(options.pool ? { pool: options.pool } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  };
  const larger = await solveHartreeFock(molecule, basis, passed);
  if (!larger.converged) return undefined;
  const [small, large] = [await solveMp2(scf, passed), await solveMp2(larger, passed)];
  const hartree = small.energy - large.energy;
  return Number.isFinite(hartree) && hartree > 0 ? { label: basis.label, hartree } : undefined;
}

function covers({ atoms }: Molecule, name: BasisName): boolean {
  const { elements } = describeBasisSet(name);
  return atoms.every(({ atomicNumber }) => elements.includes(atomicNumber));
}
