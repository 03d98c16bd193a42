import {
  createClass,
  doubleAmplitude,
  singleAmplitude,
  type ExcitationClass,
  type ReferenceDeterminant,
} from "./excitation-class.ts";

/**
 * Spin-orbital singles and doubles of a high-spin open-shell reference, one parameter each. They conserve the particle
 * number and S_z; ⟨S²⟩ of the optimised state is reported with the result.
 */
export function openShellClasses(
  reference: ReferenceDeterminant,
  isAllowed: (orbitals: readonly number[]) => boolean,
): ExcitationClass[] {
  const { orbitalCount: n, alphaCount, betaCount } = reference;
  const occupied = [...range(0, alphaCount), ...range(n, n + betaCount)];
  const virtual = [...range(alphaCount, n), ...range(n + betaCount, 2 * n)];
  const isBeta = (p: number) => p >= n;
  const spatial = (p: number) => (p >= n ? p - n : p);
  const classes: ExcitationClass[] = [];
  for (const i of occupied) {
    for (const a of virtual) {
      if (isBeta(i) !== isBeta(a) || !isAllowed([i, a].map(spatial))) continue;
      const members = [{ create: [a], annihilate: [i], coefficient: 1 }];
      classes.push(createClass(reference, members, singleAmplitude(reference, i, a)));
    }
  }
  for (const [first, i] of occupied.entries()) {
    for (const j of occupied.slice(first + 1)) {
      for (const [second, a] of virtual.entries()) {
        for (const b of virtual.slice(second + 1)) {
          if (isBeta(i) !== isBeta(a) || isBeta(j) !== isBeta(b)) continue;
          if (!isAllowed([i, a, j, b].map(spatial))) continue;
          const members = [{ create: [a, b], annihilate: [i, j], coefficient: 1 }];
          classes.push(createClass(reference, members, doubleAmplitude(reference, [i, j], [a, b])));
        }
      }
    }
  }
  return classes;
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}
