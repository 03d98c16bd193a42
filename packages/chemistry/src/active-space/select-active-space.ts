import { ActiveSpaceError, ChemistryArgumentError } from "../errors.ts";
import {
  createWindow,
  formatDeterminants,
  formatSpace,
  type ActiveSpace,
  type ActiveSpaceRequest,
  type OrbitalFacts,
} from "./active-space.ts";
import { chooseActiveSpace } from "./choose-active-space.ts";
import { checkSpaceSize } from "./limits.ts";
import { frozenCoreSpace, fullSpace } from "./standard-spaces.ts";

/**
 * The active space that a request names, in canonical orbitals ordered by energy.
 *
 * - `full`: all electrons in all orbitals;
 * - `frozen-core`: all but the noble-gas cores;
 * - `active`: the given electrons in the given number of orbitals around the Fermi level, all orbitals below doubly
 *   occupied;
 * - `auto`: see {@link chooseActiveSpace}.
 *
 * @throws ActiveSpaceError with the counts that are possible; ChemistryTooLargeError with the memory needed.
 */
export function selectActiveSpace(
  facts: OrbitalFacts,
  request: ActiveSpaceRequest,
  memoryLimitBytes: number,
): ActiveSpace {
  const space = build(facts, request, memoryLimitBytes);
  checkSpaceSize(space, memoryLimitBytes);
  return space;
}

function build(facts: OrbitalFacts, request: ActiveSpaceRequest, memoryLimitBytes: number): ActiveSpace {
  switch (request.kind) {
    case "auto":
      return chooseActiveSpace(facts, memoryLimitBytes);
    case "full":
      return fullSpace(facts, (count) => `As asked for: all ${count}.`);
    case "frozen-core":
      return frozenCoreSpace(facts, (count, core) => `As asked for: ${core} frozen, ${count} correlated.`);
    case "active":
      return explicitSpace(facts, request.electrons, request.orbitals);
    default:
      throw new ChemistryArgumentError(
        `activeSpace.kind must be one of auto, full, frozen-core, active, got ${JSON.stringify((request as { kind: unknown }).kind)}.`,
      );
  }
}

function explicitSpace(facts: OrbitalFacts, electrons: number, orbitals: number): ActiveSpace {
  const { alphaCount, betaCount, orbitalCount } = facts;
  const total = alphaCount + betaCount;
  const unpaired = alphaCount - betaCount;
  const isPossible =
    Number.isInteger(electrons) &&
    electrons >= Math.max(1, unpaired) &&
    electrons <= total &&
    (total - electrons) % 2 === 0;
  const details = { electrons, orbitals, totalElectrons: total, totalOrbitals: orbitalCount };
  if (!isPossible) {
    throw new ActiveSpaceError(
      `active electrons must be one of ${listCounts(Math.max(1, unpaired), total)} (${total} electrons in all, ${unpaired} unpaired, the others stay in pairs), got ${electrons}.`,
      { details },
    );
  }
  const core = (total - electrons) / 2;
  const fewest = alphaCount - core;
  const most = orbitalCount - core;
  if (!Number.isInteger(orbitals) || orbitals < fewest || orbitals > most) {
    throw new ActiveSpaceError(
      `active orbitals must be in [${fewest}, ${most}] for ${electrons} active electrons (${orbitalCount} orbitals in all, ${core} of them below the space), got ${orbitals}.`,
      { details: { ...details, fewest, most } },
    );
  }
  const isFull = core === 0 && orbitals === orbitalCount;
  const space = createWindow(isFull ? "full" : "active", facts, core, orbitals, "");
  return {
    ...space,
    reason: `As asked for: ${formatSpace(electrons, orbitals)} around the Fermi level, ${formatDeterminants(space.determinants)}.`,
  };
}

/** "2, 4, 6, …, 20" for the counts of one parity. */
function listCounts(fewest: number, total: number): string {
  const first = (total - fewest) % 2 === 0 ? fewest : fewest + 1;
  const counts: number[] = [];
  for (let count = first; count <= total; count += 2) counts.push(count);
  if (counts.length <= 6) return counts.join(", ");
  return `${counts.slice(0, 4).join(", ")}, …, ${total}`;
}
