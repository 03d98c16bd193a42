import type { SectorHamiltonian } from "@ansatz/simulator";
import { buildSpinFock } from "./fock.ts";

/** A spin orbital: α is p, β is orbitalCount + p (block order). */
export type SpinOrbital = number;

/** One excitation operator T = a†_{create[0]} a†_{create[1]} a_{annihilate[1]} a_{annihilate[0]} of a class. */
export interface ClassMember {
  readonly create: readonly SpinOrbital[];
  readonly annihilate: readonly SpinOrbital[];
  /** Factor of the class's parameter. */
  readonly coefficient: number;
}

/** Excitations that share one parameter, applied one after the other. */
export interface ExcitationClass {
  readonly rank: 1 | 2;
  readonly members: readonly ClassMember[];
  /** First-order (MP2) amplitude, the start value of the parameter. */
  readonly amplitude: number;
  /** Estimate of ∂²E/∂θ² at θ = 0, hartree, positive. */
  readonly curvature: number;
}

/** Smallest excitation energy taken for a curvature, hartree: a negative one would not precondition. */
const smallestGap = 0.2;

/** Integrals over spin orbitals and energies of excited determinants relative to a reference. */
export interface ReferenceDeterminant {
  readonly orbitalCount: number;
  readonly alphaCount: number;
  readonly betaCount: number;
  /** F_pq of the spin orbitals' own spin; 0 between spins. */
  readonly fock: (p: SpinOrbital, q: SpinOrbital) => number;
  /** ⟨pq||rs⟩ = (pr|qs) − (ps|qr), each vanishing unless the spins match. */
  readonly antisymmetrised: (p: SpinOrbital, q: SpinOrbital, r: SpinOrbital, s: SpinOrbital) => number;
  /** Energy of the determinant that an excitation makes, above the reference, hartree. */
  readonly excitationEnergy: (annihilate: readonly SpinOrbital[], create: readonly SpinOrbital[]) => number;
}

/**
 * The determinant with the lowest orbitals occupied, as a reference for excitations:
 *
 * E(I→A) − E₀ = Σ_a F_aa − Σ_i F_ii + Σ_{a<b} ⟨ab||ab⟩ + Σ_{i<j} ⟨ij||ij⟩ − Σ_{ai} ⟨ai||ai⟩.
 */
export function createReference(
  hamiltonian: SectorHamiltonian,
  alphaCount: number,
  betaCount: number,
): ReferenceDeterminant {
  const { orbitalCount: n, twoBody } = hamiltonian;
  const spinFock = buildSpinFock(hamiltonian, alphaCount, betaCount);
  const spatial = (p: SpinOrbital) => (p < n ? p : p - n);
  const sameSpin = (p: SpinOrbital, q: SpinOrbital) => p < n === q < n;
  const integral = (p: number, q: number, r: number, s: number) =>
    twoBody[((spatial(p) * n + spatial(q)) * n + spatial(r)) * n + spatial(s)];
  const fock = (p: SpinOrbital, q: SpinOrbital) =>
    sameSpin(p, q) ? (p < n ? spinFock.alpha : spinFock.beta)[spatial(p) * n + spatial(q)] : 0;
  const antisymmetrised = (p: SpinOrbital, q: SpinOrbital, r: SpinOrbital, s: SpinOrbital) =>
    (sameSpin(p, r) && sameSpin(q, s) ? integral(p, r, q, s) : 0) -
    (sameSpin(p, s) && sameSpin(q, r) ? integral(p, s, q, r) : 0);
  const excitationEnergy = (annihilate: readonly SpinOrbital[], create: readonly SpinOrbital[]) => {
    let energy = 0;
    for (const a of create) energy += fock(a, a);
    for (const i of annihilate) energy -= fock(i, i);
    if (create.length === 2) {
      energy += antisymmetrised(create[0], create[1], create[0], create[1]);
      energy += antisymmetrised(annihilate[0], annihilate[1], annihilate[0], annihilate[1]);
    }
    for (const a of create) for (const i of annihilate) energy -= antisymmetrised(a, i, a, i);
    return energy;
  };
  return { orbitalCount: n, alphaCount, betaCount, fock, antisymmetrised, excitationEnergy };
}

/** First-order amplitude of a single, F_ai / (F_ii − F_aa); zero in canonical closed-shell orbitals. */
export function singleAmplitude(reference: ReferenceDeterminant, i: SpinOrbital, a: SpinOrbital): number {
  return divide(reference.fock(a, i), reference.fock(i, i) - reference.fock(a, a));
}

/** First-order amplitude of a double, ⟨ab||ij⟩ / (F_ii + F_jj − F_aa − F_bb). */
export function doubleAmplitude(
  reference: ReferenceDeterminant,
  [i, j]: readonly [SpinOrbital, SpinOrbital],
  [a, b]: readonly [SpinOrbital, SpinOrbital],
): number {
  const { fock } = reference;
  return divide(reference.antisymmetrised(a, b, i, j), fock(i, i) + fock(j, j) - fock(a, a) - fock(b, b));
}

/** The quotient, limited to ±0.5 where a denominator vanishes (stretched bonds). */
function divide(numerator: number, denominator: number): number {
  if (denominator > -1e-3)
    return numerator === 0 ? 0 : -Math.sign(numerator) * Math.min(0.5, Math.abs(numerator) * 10);
  return Math.max(-0.5, Math.min(0.5, numerator / denominator));
}

/** Builds a class; its curvature is 2 Σ_members c² (E_excited − E₀), exact to second order in each rotation. */
export function createClass(
  reference: ReferenceDeterminant,
  members: readonly ClassMember[],
  amplitude: number,
): ExcitationClass {
  let curvature = 0;
  for (const { create, annihilate, coefficient } of members) {
    const gap = Math.max(smallestGap, reference.excitationEnergy(annihilate, create));
    curvature += 2 * coefficient * coefficient * gap;
  }
  return { rank: members[0].create.length === 1 ? 1 : 2, members, amplitude, curvature };
}
