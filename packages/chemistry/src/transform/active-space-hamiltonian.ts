import type { SectorHamiltonian } from "@ansatz/simulator";
import { ActiveSpaceError } from "../errors.ts";
import { congruence, innerProduct } from "../math/matrix.ts";
import { selectOrbitals } from "../scf/orbital-selection.ts";
import type { ScfResult } from "../scf/scf-result.ts";

/** Orbitals by index, from 0: doubly occupied core and active ones. All others stay empty. */
export interface OrbitalSpace {
  readonly core: readonly number[];
  readonly active: readonly number[];
}

function checkSpace({ core, active }: OrbitalSpace, orbitalCount: number): void {
  const all = [...core, ...active];
  const stranger = all.find((index) => !Number.isInteger(index) || index < 0 || index >= orbitalCount);
  if (stranger !== undefined) {
    throw new ActiveSpaceError(`orbital must be an integer in [0, ${orbitalCount - 1}], got ${stranger}`, {
      details: { orbital: stranger, orbitalCount },
    });
  }
  const repeated = all.find((index, place) => all.indexOf(index) !== place);
  if (repeated !== undefined) {
    throw new ActiveSpaceError(`orbital ${repeated} stands twice in the core and active orbitals`, {
      details: { orbital: repeated },
    });
  }
  if (active.length === 0)
    throw new ActiveSpaceError("the active space must hold at least one orbital, got none");
}

/**
 * The Hamiltonian of the active orbitals in the field of a doubly occupied core, in hartree:
 * constant = V_nn + ½ Tr D_c (h + F_c), oneBody = Cᵀ F_c C with F_c = h + J[D_c] − ½K[D_c] and D_c = 2 Σ_core C Cᵀ,
 * twoBody[((p·a + q)·a + r)·a + s] = (pq|rs) in chemists' notation, for a active orbitals in the order given.
 * @throws ActiveSpaceError for orbitals that do not exist or stand twice.
 * Source: T. Helgaker, P. Jørgensen, J. Olsen, Molecular Electronic-Structure Theory (2000), section 12.2.
 */
export async function activeSpaceHamiltonian(
  scf: ScfResult,
  space: OrbitalSpace,
): Promise<SectorHamiltonian> {
  checkSpace(space, scf.orbitalCount);
  const n = scf.basis.functionCount;
  const { coreHamiltonian, electronRepulsion } = scf;
  const active = selectOrbitals(scf, space.active);
  let fock = coreHamiltonian;
  let constant = scf.nuclearRepulsion;
  if (space.core.length > 0) {
    const density = coreDensity(scf, space.core);
    const { coulomb, exchange } = await electronRepulsion.coulombExchange(density);
    fock = coreHamiltonian.map((value, index) => value + coulomb[index] - 0.5 * exchange[index]);
    constant += 0.5 * (innerProduct(density, coreHamiltonian) + innerProduct(density, fock));
  }
  return {
    orbitalCount: active.count,
    constant,
    oneBody: congruence(fock, active.coefficients, n, active.count),
    twoBody: await electronRepulsion.transform(active, active, active, active),
  };
}

function coreDensity(scf: ScfResult, core: readonly number[]): Float64Array {
  const n = scf.basis.functionCount;
  const density = new Float64Array(n * n);
  for (const orbital of core) {
    for (let i = 0; i < n; i++) {
      const ci = 2 * scf.coefficients[i * scf.orbitalCount + orbital];
      for (let j = 0; j < n; j++) density[i * n + j] += ci * scf.coefficients[j * scf.orbitalCount + orbital];
    }
  }
  return density;
}
