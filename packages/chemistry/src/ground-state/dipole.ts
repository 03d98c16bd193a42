import type { ActiveSpace } from "../active-space/active-space.ts";
import { elements } from "../elements/elements.ts";
import { computeOneElectronIntegrals } from "../integrals/one-electron.ts";
import type { Molecule } from "../molecule/molecule.ts";
import type { ScfResult } from "../scf/scf-result.ts";

/**
 * Dipole moment of a correlated state, atomic units (e·a₀):
 *
 * μ = Σ_A Z_A R_A − Tr(P r),  P = 2 C_core C_coreᵀ + C_active γ C_activeᵀ,
 *
 * with γ the spin-summed one-body density over the active orbitals. For ions, whose dipole depends on the origin, it is
 * taken about the centre of mass.
 */
export function correlatedDipole(
  molecule: Molecule,
  scf: ScfResult,
  { core, active }: ActiveSpace,
  density: Float64Array,
): [number, number, number] {
  const { basis, coefficients, orbitalCount } = scf;
  const n = basis.functionCount;
  const { dipole } = computeOneElectronIntegrals(basis);
  const center = centerOfMass(molecule);
  const [x, y, z] = dipole.map((integrals, axis) => {
    /** ⟨p|r|q⟩ for two molecular orbitals. */
    const element = (p: number, q: number) => {
      let sum = 0;
      for (let mu = 0; mu < n; mu++) {
        let row = 0;
        for (let nu = 0; nu < n; nu++) row += integrals[mu * n + nu] * coefficients[nu * orbitalCount + q];
        sum += coefficients[mu * orbitalCount + p] * row;
      }
      return sum;
    };
    let moment = -molecule.charge * center[axis];
    for (const { atomicNumber, position } of molecule.atoms) moment += atomicNumber * position[axis];
    for (const p of core) moment -= 2 * element(p, p);
    for (const [row, p] of active.entries()) {
      for (const [column, q] of active.entries())
        moment -= density[row * active.length + column] * element(p, q);
    }
    return moment;
  });
  return [x, y, z];
}

function centerOfMass({ atoms }: Molecule): number[] {
  const masses = atoms.map(({ atomicNumber }) => elements[atomicNumber - 1].mass);
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return [0, 1, 2].map(
    (axis) => atoms.reduce((sum, { position }, index) => sum + masses[index] * position[axis], 0) / total,
  );
}
