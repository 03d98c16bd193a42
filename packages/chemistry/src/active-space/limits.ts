import { sectorMemoryBytes } from "@ansatz/simulator";
import { ActiveSpaceError, ChemistryTooLargeError } from "../errors.ts";
import { formatCount, formatDeterminants, formatSpace, type ActiveSpace } from "./active-space.ts";

/** Orbitals of the sector engine; its strings are 32-bit masks. */
export const maximumActiveOrbitals = 30;

/**
 * Determinants up to which a space is chosen without being asked for. A whole calculation then takes at most a few
 * seconds, on one core and without any symmetry (10 electrons in 11 orbitals, 213,444 determinants: 3 s).
 */
export const interactiveDeterminants = 250_000;

/** Memory a calculation may use unless told otherwise, bytes. */
export const defaultMemoryLimitBytes = 2 * 2 ** 30;

/** Bytes that the kernels address; more memory does not help one calculation. */
const addressableBytes = 2 ** 32 - 2 ** 16;

/** Bytes that VQE and CASCI need in a space: state vectors, tables and the dense integrals. */
export function memoryForSpace(orbitals: number, alphaCount: number, betaCount: number): number {
  return sectorMemoryBytes(orbitals, alphaCount, betaCount) + 8 * orbitals ** 4;
}

export function fitsMemory(
  { active, alphaCount, betaCount }: ActiveSpace,
  memoryLimitBytes: number,
): boolean {
  return (
    active.length <= maximumActiveOrbitals &&
    memoryForSpace(active.length, alphaCount, betaCount) <= Math.min(memoryLimitBytes, addressableBytes)
  );
}

/**
 * Throws unless the space can be run.
 *
 * @throws {@link ActiveSpaceError} beyond {@link maximumActiveOrbitals}; {@link ChemistryTooLargeError} with the size
 * needed and the largest window that fits.
 */
export function checkSpaceSize(space: ActiveSpace, memoryLimitBytes: number): void {
  if (fitsMemory(space, memoryLimitBytes)) return;
  const { active, alphaCount, betaCount, electrons } = space;
  const largest = largestFitting(space, memoryLimitBytes);
  const remedy = `Choose a smaller active space, at most ${formatSpace(largest.electrons, largest.orbitals)} of this molecule (active ${largest.electrons},${largest.orbitals})`;
  const size = formatSpace(electrons, active.length);
  if (active.length > maximumActiveOrbitals) {
    throw new ActiveSpaceError(
      `${size} need ${2 * active.length} qubits; at most ${maximumActiveOrbitals} orbitals can be active. ${remedy}.`,
      { details: { electrons, orbitals: active.length, maximumActiveOrbitals, largest } },
    );
  }
  const requiredBytes = memoryForSpace(active.length, alphaCount, betaCount);
  const limitBytes = Math.min(memoryLimitBytes, addressableBytes);
  const moreMemory = limitBytes < addressableBytes ? ", or allow more memory" : "";
  throw new ChemistryTooLargeError(
    `${size} have ${formatDeterminants(space.determinants)} and need ${formatGibibytes(requiredBytes)}; ${formatGibibytes(limitBytes)} may be used. ${remedy}${moreMemory}.`,
    { details: { electrons, orbitals: active.length, requiredBytes, limitBytes, largest } },
  );
}

/** The largest window around the Fermi level, inside the space, that fits; about as many orbitals below as above. */
function largestFitting(
  { active, alphaCount, betaCount }: ActiveSpace,
  memoryLimitBytes: number,
): { electrons: number; orbitals: number } {
  let best = { electrons: alphaCount + betaCount, orbitals: 0 };
  for (let frozen = 0; frozen <= betaCount; frozen++) {
    const alpha = alphaCount - frozen;
    const beta = betaCount - frozen;
    const most = Math.min(active.length - frozen, maximumActiveOrbitals, 2 * alpha + 2);
    for (let orbitals = Math.max(alpha, 1); orbitals <= most; orbitals++) {
      if (memoryForSpace(orbitals, alpha, beta) > Math.min(memoryLimitBytes, addressableBytes)) break;
      if (orbitals > best.orbitals) best = { electrons: alpha + beta, orbitals };
    }
  }
  return best;
}

function formatGibibytes(bytes: number): string {
  const gibibytes = bytes / 2 ** 30;
  return `${gibibytes >= 100 ? formatCount(Math.round(gibibytes)) : gibibytes.toPrecision(2)} GiB`;
}
