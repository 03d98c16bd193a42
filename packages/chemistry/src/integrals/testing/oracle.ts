import type { Basis, BasisFunction, Shell } from "../../basis/basis.ts";

/**
 * Molecular integrals straight from the formulas of McMurchie and Davidson, one primitive quartet at a time and by plain
 * recursion: slow, and written without regard to the fast code. Atomic units.
 * Source: T. Helgaker, P. Jørgensen, J. Olsen, Molecular Electronic-Structure Theory (2000), chapter 9.
 */

type Vector = readonly [number, number, number];

/** F_m(T) by Boole's rule on 2,000 intervals up to u = 1 or to where exp(−T u²) ends below 1e-27. */
export function boysByQuadrature(m: number, T: number): number {
  const intervals = 2000;
  const end = Math.min(1, 8 / Math.sqrt(T));
  const weights = [14, 32, 12, 32];
  let sum = 0;
  for (let k = 0; k <= intervals; k++) {
    const u = (k / intervals) * end;
    const weight = k === 0 || k === intervals ? 7 : weights[k % 4];
    sum += weight * (m === 0 ? 1 : u ** (2 * m)) * Math.exp(-T * u * u);
  }
  return ((2 * end) / (45 * intervals)) * sum;
}

/** E_t^{ij} of x_A^i x_B^j exp(−αx_A² − βx_B²). */
function expansion(
  i: number,
  j: number,
  t: number,
  a: number,
  b: number,
  alpha: number,
  beta: number,
): number {
  const p = alpha + beta;
  const center = (alpha * a + beta * b) / p;
  if (t < 0 || t > i + j || i < 0 || j < 0) return 0;
  if (i === 0 && j === 0) return Math.exp(((-alpha * beta) / p) * (a - b) ** 2);
  const lower = (order: number): number =>
    i > 0 ? expansion(i - 1, j, order, a, b, alpha, beta) : expansion(i, j - 1, order, a, b, alpha, beta);
  return lower(t - 1) / (2 * p) + (i > 0 ? center - a : center - b) * lower(t) + (t + 1) * lower(t + 1);
}

/** R^n_tuv(α, r). */
function hermiteCoulomb(n: number, [t, u, v]: Vector, alpha: number, r: Vector): number {
  if (t < 0 || u < 0 || v < 0) return 0;
  if (t > 0) {
    return (
      (t - 1) * hermiteCoulomb(n + 1, [t - 2, u, v], alpha, r) +
      r[0] * hermiteCoulomb(n + 1, [t - 1, u, v], alpha, r)
    );
  }
  if (u > 0) {
    return (
      (u - 1) * hermiteCoulomb(n + 1, [t, u - 2, v], alpha, r) +
      r[1] * hermiteCoulomb(n + 1, [t, u - 1, v], alpha, r)
    );
  }
  if (v > 0) {
    return (
      (v - 1) * hermiteCoulomb(n + 1, [t, u, v - 2], alpha, r) +
      r[2] * hermiteCoulomb(n + 1, [t, u, v - 1], alpha, r)
    );
  }
  return (-2 * alpha) ** n * boysByQuadrature(n, alpha * (r[0] ** 2 + r[1] ** 2 + r[2] ** 2));
}

/** A basis function together with its shell. */
export interface Orbital {
  readonly shell: Shell;
  readonly function: BasisFunction;
}

/** All basis functions with their shells, in order. */
export function orbitalsOf(basis: Basis): Orbital[] {
  return basis.shells.flatMap((shell) => shell.functions.map((member) => ({ shell, function: member })));
}

interface Charge {
  readonly exponent: number;
  readonly center: Vector;
  /** [t, u, v, coefficient] */
  readonly terms: readonly (readonly [number, number, number, number])[];
}

/** The product of two basis functions as Hermite Gaussians, one entry for each pair of primitives. */
function chargesOf(a: Orbital, b: Orbital): Charge[] {
  return a.shell.exponents.flatMap((alpha, k) =>
    b.shell.exponents.map((beta, l) => {
      const terms: [number, number, number, number][] = [];
      for (const left of a.function.monomials) {
        for (const right of b.function.monomials) {
          const axis = (d: number, t: number): number =>
            expansion(left.powers[d], right.powers[d], t, a.shell.center[d], b.shell.center[d], alpha, beta);
          const factor =
            left.coefficient * right.coefficient * a.function.coefficients[k] * b.function.coefficients[l];
          for (let t = 0; t <= left.powers[0] + right.powers[0]; t++) {
            for (let u = 0; u <= left.powers[1] + right.powers[1]; u++) {
              for (let v = 0; v <= left.powers[2] + right.powers[2]; v++) {
                terms.push([t, u, v, factor * axis(0, t) * axis(1, u) * axis(2, v)]);
              }
            }
          }
        }
      }
      const center = [0, 1, 2].map(
        (d) => (alpha * a.shell.center[d] + beta * b.shell.center[d]) / (alpha + beta),
      ) as unknown as Vector;
      return { exponent: alpha + beta, center, terms };
    }),
  );
}

/** (ab|cd) in chemists' notation. */
export function repulsionOracle(a: Orbital, b: Orbital, c: Orbital, d: Orbital): number {
  let total = 0;
  for (const bra of chargesOf(a, b)) {
    for (const ket of chargesOf(c, d)) {
      const [p, q] = [bra.exponent, ket.exponent];
      const separation = bra.center.map((value, axis) => value - ket.center[axis]) as unknown as Vector;
      let sum = 0;
      for (const [t, u, v, left] of bra.terms) {
        for (const [tt, uu, vv, right] of ket.terms) {
          const sign = (tt + uu + vv) % 2 === 0 ? 1 : -1;
          if (left * right === 0) continue;
          sum +=
            sign * left * right * hermiteCoulomb(0, [t + tt, u + uu, v + vv], (p * q) / (p + q), separation);
        }
      }
      total += ((2 * Math.PI ** 2.5) / (p * q * Math.sqrt(p + q))) * sum;
    }
  }
  return total;
}

/** <a|−Z/|r − C||b>. */
export function attractionOracle(a: Orbital, b: Orbital, charge: number, center: Vector): number {
  let total = 0;
  for (const { exponent, center: own, terms } of chargesOf(a, b)) {
    const separation = own.map((value, axis) => value - center[axis]) as unknown as Vector;
    for (const [t, u, v, coefficient] of terms) {
      total -=
        charge *
        ((2 * Math.PI) / exponent) *
        coefficient *
        hermiteCoulomb(0, [t, u, v], exponent, separation);
    }
  }
  return total;
}
