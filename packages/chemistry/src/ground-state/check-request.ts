import type { OrbitalFacts } from "../active-space/active-space.ts";
import { countCoreOrbitals } from "../active-space/core-orbitals.ts";
import { defaultMemoryLimitBytes } from "../active-space/limits.ts";
import { selectActiveSpace } from "../active-space/select-active-space.ts";
import { buildBasis } from "../basis/basis.ts";
import { bondLengths, type BondScanRequest } from "../bond-scan/bond-lengths.ts";
import { spinCounts } from "../molecule/checks.ts";
import { checkInput, moleculeFromInput } from "../molecule/input.ts";
import { compositionFromSmiles } from "../molecule/smiles.ts";
import { resolveSettings } from "./settings.ts";
import type { GroundStateRequest } from "./types.ts";

/**
 * Finds what is wrong with a request before it is queued: everything that solveGroundState would refuse, except what
 * only a geometry made from SMILES shows. Takes milliseconds.
 *
 * @throws The named errors of solveGroundState for input that cannot be calculated.
 */
export async function checkGroundStateRequest(
  request: GroundStateRequest,
  options: { readonly memoryLimitBytes?: number | undefined } = {},
): Promise<void> {
  const settings = resolveSettings(request);
  const { molecule: input } = settings;
  checkInput(input);
  const molecule =
    "smiles" in input
      ? await compositionFromSmiles(input.smiles, settings)
      : await moleculeFromInput(input, settings);
  const facts: OrbitalFacts = {
    orbitalCount: buildBasis(molecule, settings.basis).functionCount,
    ...spinCounts(molecule),
    coreOrbitalCount: countCoreOrbitals(molecule),
  };
  selectActiveSpace(facts, settings.activeSpace, options.memoryLimitBytes ?? defaultMemoryLimitBytes);
}

/** The same for a bond scan; whether the bond exists is seen when the scan is planned. */
export async function checkBondScanRequest(
  request: BondScanRequest,
  options: { readonly memoryLimitBytes?: number | undefined } = {},
): Promise<void> {
  bondLengths(request);
  await checkGroundStateRequest(request, options);
}
