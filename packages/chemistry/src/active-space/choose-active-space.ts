import {
  createActiveSpace,
  createWindow,
  formatCount,
  formatDeterminants,
  formatSpace,
  type ActiveSpace,
  type OrbitalFacts,
} from "./active-space.ts";
import { fitsMemory, interactiveDeterminants } from "./limits.ts";
import { frozenCoreSpace, fullSpace } from "./standard-spaces.ts";

/** Orbitals closer in energy than this, hartree, count as degenerate and are never separated. */
const degeneracyTolerance = 2e-3;

/**
 * The default space for a molecule: the first of these with at most {@link interactiveDeterminants} determinants,
 *
 * 1. the full space,
 * 2. all but the noble-gas cores,
 * 3. the π orbitals of a planar conjugated molecule (two or more occupied),
 * 4. the largest window around the Fermi level that separates no degenerate orbitals.
 */
export function chooseActiveSpace(facts: OrbitalFacts, memoryLimitBytes: number): ActiveSpace {
  const isSuitable = (space: ActiveSpace) =>
    space.determinants <= interactiveDeterminants && fitsMemory(space, memoryLimitBytes);
  const limit = `the limit of ${formatCount(interactiveDeterminants)} for an interactive run`;
  const full = fullSpace(facts, (count) => `All ${count}, within ${limit}.`);
  if (isSuitable(full)) return full;
  const tooMany = `the full space has ${formatDeterminants(full.determinants)}, above ${limit}`;
  const hasCore = facts.coreOrbitalCount > 0 && facts.coreOrbitalCount < facts.betaCount;
  if (hasCore) {
    const frozen = frozenCoreSpace(
      facts,
      (count, core) =>
        `${core} frozen, ${count} correlated: ${tooMany}, and core correlation hardly changes with the geometry.`,
    );
    if (isSuitable(frozen)) return frozen;
  }
  const pi = piSpace(facts, tooMany);
  if (pi && isSuitable(pi)) return pi;
  return largestWindow(facts, hasCore ? facts.coreOrbitalCount : 0, tooMany, isSuitable);
}

/** All occupied π orbitals and as many of the lowest empty ones (those of the valence shell). */
function piSpace(facts: OrbitalFacts, tooMany: string): ActiveSpace | undefined {
  const { alphaCount, betaCount, orbitalCount, coreOrbitalCount, piOrbitals = [] } = facts;
  if (alphaCount !== betaCount) return undefined;
  const occupied = piOrbitals.filter((orbital) => orbital >= coreOrbitalCount && orbital < betaCount);
  const virtual = piOrbitals.filter((orbital) => orbital >= betaCount).slice(0, occupied.length);
  if (occupied.length < 2 || virtual.length < 2) return undefined;
  const active = [...occupied, ...virtual];
  const last = active.at(-1)!;
  const next = piOrbitals.find((orbital) => orbital > last);
  if (next !== undefined && areDegenerate(facts, last, next)) return undefined;
  const core = Array.from({ length: Math.min(betaCount, orbitalCount) }, (_, index) => index).filter(
    (orbital) => !occupied.includes(orbital),
  );
  const space = createActiveSpace("active", facts, core, active, "");
  return {
    ...space,
    reason: `The π system, ${formatSpace(space.electrons, active.length)}, ${formatDeterminants(space.determinants)}: ${tooMany}, and the π orbitals carry the strongest correlation of a planar conjugated molecule.`,
  };
}

function largestWindow(
  facts: OrbitalFacts,
  lowest: number,
  tooMany: string,
  isSuitable: (space: ActiveSpace) => boolean,
): ActiveSpace {
  const { alphaCount, betaCount, orbitalCount } = facts;
  const candidates = (separates: boolean): ActiveSpace | undefined => {
    let best: ActiveSpace | undefined;
    for (let core = lowest; core <= betaCount; core++) {
      if (!separates && core > 0 && areDegenerate(facts, core - 1, core)) continue;
      for (let end = alphaCount; end <= orbitalCount; end++) {
        if (end === core || (!separates && end < orbitalCount && areDegenerate(facts, end - 1, end)))
          continue;
        const space = createWindow("active", facts, core, end - core, "");
        if (space.determinants > (best?.determinants ?? 0) && isSuitable(space)) best = space;
      }
    }
    return best;
  };
  const whole = candidates(false);
  const hasExcitations = whole !== undefined && whole.determinants > 1;
  const best = hasExcitations
    ? whole
    : (candidates(true) ?? createWindow("active", facts, betaCount, alphaCount - betaCount, ""));
  const degenerate = hasExcitations
    ? "that separates no degenerate orbitals"
    : "although it separates degenerate orbitals";
  return {
    ...best,
    reason: `The largest window around the Fermi level ${degenerate}, ${formatSpace(best.electrons, best.active.length)}, ${formatDeterminants(best.determinants)}: ${tooMany}.`,
  };
}

function areDegenerate({ orbitalEnergies }: OrbitalFacts, first: number, second: number): boolean {
  if (!orbitalEnergies) return false;
  return Math.abs(orbitalEnergies[first] - orbitalEnergies[second]) < degeneracyTolerance;
}
