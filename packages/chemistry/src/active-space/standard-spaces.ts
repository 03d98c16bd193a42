import { ActiveSpaceError } from "../errors.ts";
import {
  createWindow,
  formatDeterminants,
  formatSpace,
  type ActiveSpace,
  type OrbitalFacts,
} from "./active-space.ts";

/** All electrons in all orbitals. */
export function fullSpace(facts: OrbitalFacts, reason: (count: string) => string): ActiveSpace {
  const count = formatSpace(facts.alphaCount + facts.betaCount, facts.orbitalCount);
  const space = createWindow("full", facts, 0, facts.orbitalCount, "");
  return { ...space, reason: reason(`${count}, ${formatDeterminants(space.determinants)}`) };
}

/** All but the core orbitals; the full space when there are none. */
export function frozenCoreSpace(
  facts: OrbitalFacts,
  reason: (count: string, core: string) => string,
): ActiveSpace {
  const core = facts.coreOrbitalCount;
  if (core === 0) {
    return fullSpace(facts, (count) => `These atoms have no core orbitals to freeze: all ${count}.`);
  }
  if (core > facts.betaCount || facts.alphaCount + facts.betaCount === 2 * core) {
    throw new ActiveSpaceError(
      `Freezing the ${core} core orbitals leaves no electrons to correlate (${facts.alphaCount + facts.betaCount} in all). Ask for the full space.`,
      { details: { coreOrbitals: core, electrons: facts.alphaCount + facts.betaCount } },
    );
  }
  const orbitals = facts.orbitalCount - core;
  const space = createWindow("frozen-core", facts, core, orbitals, "");
  const count = `${formatSpace(space.electrons, orbitals)}, ${formatDeterminants(space.determinants)}`;
  return { ...space, reason: reason(count, `${core} core orbital${core === 1 ? "" : "s"}`) };
}
