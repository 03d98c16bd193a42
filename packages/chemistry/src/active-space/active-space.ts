/** Which electrons and orbitals are correlated. */
export type ActiveSpaceRequest =
  | { readonly kind: "auto" }
  | { readonly kind: "full" }
  | { readonly kind: "frozen-core" }
  | { readonly kind: "active"; readonly electrons: number; readonly orbitals: number };

/** What the choice of an active space needs to know. */
export interface OrbitalFacts {
  readonly orbitalCount: number;
  readonly alphaCount: number;
  readonly betaCount: number;
  /** Orbitals of the noble-gas cores, the lowest ones. */
  readonly coreOrbitalCount: number;
  /** hartree; where it is absent, windows cannot look out for degenerate orbitals. */
  readonly orbitalEnergies?: Float64Array;
  /** Orbitals antisymmetric in the plane of a planar molecule, ascending. */
  readonly piOrbitals?: readonly number[];
}

/** Doubly occupied core orbitals and the active orbitals with their electrons. */
export interface ActiveSpace {
  readonly kind: "full" | "frozen-core" | "active";
  /** Orbital indices, ascending. */
  readonly core: readonly number[];
  readonly active: readonly number[];
  readonly electrons: number;
  readonly alphaCount: number;
  readonly betaCount: number;
  readonly determinants: number;
  /** Empty orbitals left out. */
  readonly virtualOrbitals: number;
  /** Why this space, in a sentence. */
  readonly reason: string;
}

/** The space of the given orbitals; those of `core` and `active` hold all electrons. */
export function createActiveSpace(
  kind: ActiveSpace["kind"],
  facts: OrbitalFacts,
  core: readonly number[],
  active: readonly number[],
  reason: string,
): ActiveSpace {
  const alphaCount = facts.alphaCount - core.length;
  const betaCount = facts.betaCount - core.length;
  return {
    kind,
    core,
    active,
    electrons: alphaCount + betaCount,
    alphaCount,
    betaCount,
    determinants: binomial(active.length, alphaCount) * binomial(active.length, betaCount),
    virtualOrbitals: facts.orbitalCount - core.length - active.length,
    reason,
  };
}

/** The orbitals [core, core + active) with everything below doubly occupied. */
export function createWindow(
  kind: ActiveSpace["kind"],
  facts: OrbitalFacts,
  coreCount: number,
  activeCount: number,
  reason: string,
): ActiveSpace {
  const orbitals = Array.from({ length: coreCount + activeCount }, (_, index) => index);
  return createActiveSpace(kind, facts, orbitals.slice(0, coreCount), orbitals.slice(coreCount), reason);
}

/** "4,900", "3.1 × 10^19" */
export function formatCount(count: number): string {
  if (count < 1e15) return count.toLocaleString("en-US");
  const [mantissa, exponent] = count.toExponential(1).split("e+");
  return `${mantissa} × 10^${exponent}`;
}

/** "1 determinant", "4,900 determinants" */
export function formatDeterminants(count: number): string {
  return `${formatCount(count)} determinant${count === 1 ? "" : "s"}`;
}

/** "10 electrons in 7 orbitals" */
export function formatSpace(electrons: number, orbitals: number): string {
  const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  return `${plural(electrons, "electron")} in ${plural(orbitals, "orbital")}`;
}

/** n over k, in floating point; counts of spaces far too large to run are wanted too. */
function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) value = (value * (n - i + 1)) / i;
  return Math.round(value);
}
