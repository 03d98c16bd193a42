import type { GroundStateResult } from "@ansatz/contract";

/** The exact energy of the active space, hartree; null where it was not reached. */
export function exactEnergy({ references }: Pick<GroundStateResult, "references">): number | null {
  const casci = references.find(({ method }) => method === "casci");
  return casci?.converged ? casci.energy : null;
}

/** The Hartree–Fock energy, hartree. */
export function hartreeFockEnergy({ references }: Pick<GroundStateResult, "references">): number | null {
  return references.find(({ method }) => method === "rhf")?.energy ?? null;
}
