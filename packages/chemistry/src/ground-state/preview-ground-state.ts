import type { OrbitalFacts } from "../active-space/active-space.ts";
import { countCoreOrbitals } from "../active-space/core-orbitals.ts";
import { defaultMemoryLimitBytes, memoryForSpace } from "../active-space/limits.ts";
import { selectActiveSpace } from "../active-space/select-active-space.ts";
import { buildBasis } from "../basis/basis.ts";
import { spinCounts } from "../molecule/checks.ts";
import { describeMolecule, type MoleculeDescription } from "../molecule/describe.ts";
import { moleculeFromInput } from "../molecule/input.ts";
import { memoryForHartreeFock } from "../scf/hartree-fock.ts";
import { summariseSpace } from "./result.ts";
import { resolveSettings } from "./settings.ts";
import type { ActiveSpaceSummary, GroundStateRequest } from "./types.ts";

/** What is known of a calculation before it runs. */
export interface GroundStatePreview extends MoleculeDescription {
  readonly geometrySource: string;
  /** What a user should know about how the molecule was read. */
  readonly notes: readonly string[];
  readonly basis: string;
  readonly basisFunctions: number;
  readonly activeSpace: ActiveSpaceSummary;
  /** The default space is a window of orbitals, whose exact size is settled by the orbital energies. */
  readonly isProvisional: boolean;
  readonly qubits: number;
  readonly determinants: number;
  /** Upper estimate of the memory needed. */
  readonly memoryBytes: number;
}

/**
 * The molecule, active space, qubits, determinants and memory of a ground-state request, without running it.
 *
 * @throws The same errors as solveGroundState for input that cannot be calculated.
 */
export async function previewGroundState(
  request: GroundStateRequest,
  options: { readonly memoryLimitBytes?: number | undefined } = {},
): Promise<GroundStatePreview> {
  const settings = resolveSettings(request);
  const molecule = await moleculeFromInput(settings.molecule, settings);
  const basis = buildBasis(molecule, settings.basis);
  const facts: OrbitalFacts = {
    orbitalCount: basis.functionCount,
    ...spinCounts(molecule),
    coreOrbitalCount: countCoreOrbitals(molecule),
  };
  const limit = options.memoryLimitBytes ?? defaultMemoryLimitBytes;
  const space = selectActiveSpace(facts, settings.activeSpace, limit);
  const { active, alphaCount, betaCount, determinants, kind } = space;
  const { geometrySource, notes } = molecule;
  return {
    ...describeMolecule(molecule),
    geometrySource,
    notes,
    basis: basis.name,
    basisFunctions: basis.functionCount,
    activeSpace: summariseSpace(space),
    isProvisional: settings.activeSpace.kind === "auto" && kind === "active",
    qubits: 2 * active.length,
    determinants,
    memoryBytes:
      memoryForHartreeFock(basis.functionCount) + memoryForSpace(active.length, alphaCount, betaCount),
  };
}
