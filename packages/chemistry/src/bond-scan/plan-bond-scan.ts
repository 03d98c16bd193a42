import { chooseActiveSpace } from "../active-space/choose-active-space.ts";
import { countCoreOrbitals } from "../active-space/core-orbitals.ts";
import type { ActiveSpaceRequest, OrbitalFacts } from "../active-space/active-space.ts";
import { defaultMemoryLimitBytes } from "../active-space/limits.ts";
import { selectActiveSpace } from "../active-space/select-active-space.ts";
import { buildBasis } from "../basis/basis.ts";
import { resolveSettings } from "../ground-state/settings.ts";
import type { GroundStateRequest } from "../ground-state/types.ts";
import { spinCounts } from "../molecule/checks.ts";
import { hillFormula, toXyz } from "../molecule/describe.ts";
import { moleculeFromInput } from "../molecule/input.ts";
import type { MoleculeWithOrigin } from "../molecule/molecule.ts";
import { solveHartreeFock } from "../scf/hartree-fock.ts";
import { bondLengths, type BondScanRequest } from "./bond-lengths.ts";
import { findScannableBond, stretchBond } from "./stretch-bond.ts";

/** The independent calculations of a bond scan. */
export interface BondScanPlan {
  readonly formula: string;
  readonly charge: number;
  readonly multiplicity: number;
  /** "O1–H2" */
  readonly bondLabel: string;
  /** The bond's length in the starting geometry, Å. */
  readonly startAngstrom: number;
  readonly points: readonly { readonly bondLengthAngstrom: number; readonly request: GroundStateRequest }[];
}

/**
 * The points of a bond scan as ground-state requests that any worker can take.
 *
 * The fragment on the second atom's side moves as a whole along the bond; all else stays. Charge, multiplicity and
 * active space are settled once, so that they are the same at all points; where the default active space is a window
 * of orbitals, its size is settled at the starting geometry.
 *
 * @throws BondScanError for a bond that does not exist or lies in a ring, or lengths out of range; the errors of a
 * ground-state request.
 */
export async function planBondScan(
  request: BondScanRequest,
  options: { readonly memoryLimitBytes?: number | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<BondScanPlan> {
  const lengths = bondLengths(request);
  const settings = resolveSettings(request);
  const molecule = await moleculeFromInput(settings.molecule, settings);
  const bond = findScannableBond(molecule, request.bond);
  const memoryLimitBytes = options.memoryLimitBytes ?? defaultMemoryLimitBytes;
  const activeSpace = await settleActiveSpace(molecule, settings, memoryLimitBytes, options.signal);
  const { charge, multiplicity } = molecule;
  const { basis, optimizer, maxIterations, energyTolerance, seed } = settings;
  const common = {
    charge,
    multiplicity,
    basis,
    activeSpace,
    optimizer,
    maxIterations,
    energyTolerance,
    seed,
  };
  return {
    formula: hillFormula(molecule),
    charge,
    multiplicity,
    bondLabel: bond.label,
    startAngstrom: bond.lengthAngstrom,
    points: lengths.map((bondLengthAngstrom) => {
      const atoms = stretchBond(molecule.atoms, bond, bondLengthAngstrom);
      const xyz = toXyz({ atoms, charge, multiplicity }, `${bond.label} ${bondLengthAngstrom} Å`);
      return { bondLengthAngstrom, request: { molecule: { xyz }, ansatz: "uccsd" as const, ...common } };
    }),
  };
}

/** The request of the active space that all points use. */
async function settleActiveSpace(
  molecule: MoleculeWithOrigin,
  settings: ReturnType<typeof resolveSettings>,
  memoryLimitBytes: number,
  signal: AbortSignal | undefined,
): Promise<ActiveSpaceRequest> {
  const basis = buildBasis(molecule, settings.basis);
  const facts: OrbitalFacts = {
    orbitalCount: basis.functionCount,
    ...spinCounts(molecule),
    coreOrbitalCount: countCoreOrbitals(molecule),
  };
  if (settings.activeSpace.kind !== "auto") {
    selectActiveSpace(facts, settings.activeSpace, memoryLimitBytes);
    return settings.activeSpace;
  }
  const { kind } = chooseActiveSpace(facts, memoryLimitBytes);
  if (kind !== "active") return { kind };
  const scf = await solveHartreeFock(molecule, basis, { memoryLimitBytes, ...(signal ? { signal } : {}) });
  const { orbitalCount, orbitalEnergies } = scf;
  const space = chooseActiveSpace({ ...facts, orbitalCount, orbitalEnergies }, memoryLimitBytes);
  return { kind: "active", electrons: space.electrons, orbitals: space.active.length };
}
