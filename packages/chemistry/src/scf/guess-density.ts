import { buildBasis, type Basis } from "../basis/basis.ts";
import { storeElectronRepulsion } from "../integrals/electron-repulsion.ts";
import {
  computeNuclearAttraction,
  createIntegralEngine,
  type IntegralEngineOptions,
} from "../integrals/integral-engine.ts";
import { computeOneElectronIntegrals } from "../integrals/one-electron.ts";
import type { Molecule } from "../molecule/molecule.ts";
import { solveAtomicDensity } from "./atomic-density.ts";

/**
 * Superposition of atomic densities: block-diagonal in the atoms, each block the density matrix of the neutral,
 * spherically averaged atom in its own functions of the basis. One small SCF for each element.
 * Source: J. H. Van Lenthe et al., J. Comput. Chem. 27, 926 (2006).
 */
export async function superposeAtomicDensities(
  molecule: Molecule,
  basis: Basis,
  options: IntegralEngineOptions = {},
): Promise<Float64Array> {
  const n = basis.functionCount;
  const density = new Float64Array(n * n);
  const blocks = new Map<number, { size: number; block: Float64Array }>();
  for (const { atomicNumber } of molecule.atoms) {
    if (blocks.has(atomicNumber)) continue;
    const atom: Molecule = { atoms: [{ atomicNumber, position: [0, 0, 0] }], charge: 0, multiplicity: 1 };
    const atomBasis = buildBasis(atom, basis.name);
    const { overlap, kinetic } = computeOneElectronIntegrals(atomBasis);
    const engine = await createIntegralEngine(atomBasis, { ...options, pool: undefined });
    const attraction = await computeNuclearAttraction(engine, atom);
    const coreHamiltonian = kinetic.map((value, index) => value + attraction[index]);
    const repulsion = await storeElectronRepulsion(engine);
    const block = await solveAtomicDensity(atomicNumber, atomBasis, overlap, coreHamiltonian, repulsion);
    blocks.set(atomicNumber, { size: atomBasis.functionCount, block });
  }
  let offset = 0;
  for (const { atomicNumber } of molecule.atoms) {
    const { size, block } = blocks.get(atomicNumber)!;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) density[(offset + i) * n + offset + j] = block[i * size + j];
    }
    offset += size;
  }
  return density;
}
