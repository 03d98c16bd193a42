import { applyLadders, countBits, occupiedOrbitals } from "./occupation-strings.ts";
import { transitionSign } from "./same-spin-matrix.ts";
import type { SectorHamiltonian } from "./sector-hamiltonian.ts";
import { forEachDeterminant, type SectorLayout } from "./sector-layout.ts";
import type { SectorSystem } from "./sector-system.ts";

/**
 * ⟨D|H − constant|D⟩ of every determinant of a layout, in its order; padding holds 1. Symmetric under exchange of
 * spins to the last bit when α and β have as many electrons.
 */
export function layoutDiagonal(
  system: SectorSystem,
  layout: SectorLayout,
  hamiltonian: SectorHamiltonian,
): Float64Array {
  const { alpha, beta, alphaMatrix, betaMatrix } = system;
  const n = hamiltonian.orbitalCount;
  const diagonal = new Float64Array(layout.elementCount).fill(1);
  const exchangeable = alpha === beta;
  const coulomb = new Float64Array(n);
  const betaOccupied = Array.from(beta.masks, (mask) => Uint8Array.from(occupiedOrbitals(mask)));
  let row = -1;
  forEachDeterminant(layout, alpha, beta, (a, b, element) => {
    if (exchangeable && b > a) return;
    if (row !== a) {
      row = a;
      coulomb.fill(0);
      for (const p of occupiedOrbitals(alpha.masks[a])) {
        for (let q = 0; q < n; q++) coulomb[q] += hamiltonian.twoBody[(p * n + p) * n * n + q * n + q];
      }
    }
    let value = alphaMatrix.values[alphaMatrix.rowStart[a]] + betaMatrix.values[betaMatrix.rowStart[b]];
    for (const q of betaOccupied[b]) value += coulomb[q];
    diagonal[element] = value;
    if (exchangeable) diagonal[layout.rowBase[b] / 8 + a] = value;
  });
  return diagonal;
}

/** ⟨A B|H − constant|C D⟩ of two determinants given by their α and β masks, by the Slater–Condon rules. */
export function determinantElement(
  hamiltonian: SectorHamiltonian,
  bra: { readonly alpha: number; readonly beta: number },
  ket: { readonly alpha: number; readonly beta: number },
): number {
  const { orbitalCount: n, oneBody, twoBody } = hamiltonian;
  const integral = (p: number, q: number, r: number, s: number): number =>
    twoBody[((p * n + q) * n + r) * n + s];
  const alphaRank = countBits(bra.alpha ^ ket.alpha) / 2;
  const betaRank = countBits(bra.beta ^ ket.beta) / 2;
  if (alphaRank + betaRank > 2) return 0;
  if (alphaRank + betaRank === 0) {
    const alpha = occupiedOrbitals(ket.alpha);
    const beta = occupiedOrbitals(ket.beta);
    let value = 0;
    for (const spin of [alpha, beta]) {
      for (const p of spin) {
        value += oneBody[p * n + p];
        for (const q of spin) value += 0.5 * (integral(p, p, q, q) - integral(p, q, q, p));
      }
    }
    for (const p of alpha) for (const q of beta) value += integral(p, p, q, q);
    return value;
  }
  if (alphaRank === 1 && betaRank === 1) {
    const [i, a] = singleMove(ket.alpha, bra.alpha);
    const [j, b] = singleMove(ket.beta, bra.beta);
    return transitionSign(ket.alpha, i, a) * transitionSign(ket.beta, j, b) * integral(a, i, b, j);
  }
  const [from, to, other] =
    alphaRank > 0 ? [ket.alpha, bra.alpha, ket.beta] : [ket.beta, bra.beta, ket.alpha];
  if (alphaRank + betaRank === 1) {
    const [i, a] = singleMove(from, to);
    let value = oneBody[a * n + i];
    for (const k of occupiedOrbitals(from)) value += integral(a, i, k, k) - integral(a, k, k, i);
    for (const k of occupiedOrbitals(other)) value += integral(a, i, k, k);
    return transitionSign(from, i, a) * value;
  }
  const [i, j] = occupiedOrbitals(from & ~to);
  const [a, b] = occupiedOrbitals(to & ~from);
  const image = applyLadders(from, [a, b], [i, j]);
  return (image?.sign ?? 0) * (integral(a, i, b, j) - integral(a, j, b, i));
}

/** The orbital that an electron leaves and the one it enters. */
function singleMove(from: number, to: number): [number, number] {
  return [31 - Math.clz32(from & ~to), 31 - Math.clz32(to & ~from)];
}
