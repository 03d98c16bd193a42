/** coefficient · x^i y^j z^k */
export interface Monomial {
  readonly powers: readonly [number, number, number];
  readonly coefficient: number;
}

/** The polynomial of a basis function about its centre. */
export interface AngularFunction {
  readonly suffix: string;
  readonly monomials: readonly Monomial[];
}

function polynomial(
  suffix: string,
  ...terms: readonly [number, readonly [number, number, number]][]
): AngularFunction {
  return { suffix, monomials: terms.map(([coefficient, powers]) => ({ powers, coefficient })) };
}

const s = [polynomial("", [1, [0, 0, 0]])];
const p = [polynomial("x", [1, [1, 0, 0]]), polynomial("y", [1, [0, 1, 0]]), polynomial("z", [1, [0, 0, 1]])];
const cartesianD = [
  polynomial("xx", [1, [2, 0, 0]]),
  polynomial("xy", [Math.sqrt(3), [1, 1, 0]]),
  polynomial("xz", [Math.sqrt(3), [1, 0, 1]]),
  polynomial("yy", [1, [0, 2, 0]]),
  polynomial("yz", [Math.sqrt(3), [0, 1, 1]]),
  polynomial("zz", [1, [0, 0, 2]]),
];
const sphericalD = [
  polynomial("xy", [Math.sqrt(3), [1, 1, 0]]),
  polynomial("yz", [Math.sqrt(3), [0, 1, 1]]),
  polynomial("z²", [1, [0, 0, 2]], [-0.5, [2, 0, 0]], [-0.5, [0, 2, 0]]),
  polynomial("xz", [Math.sqrt(3), [1, 0, 1]]),
  polynomial("x²−y²", [Math.sqrt(3) / 2, [2, 0, 0]], [-Math.sqrt(3) / 2, [0, 2, 0]]),
];

/** 0 for s, 1 for p, 2 for d. */
export function letterMomentum(letter: string): number {
  return "spd".indexOf(letter);
}

/**
 * The functions of an s, p or d shell, scaled so that each has the norm of x^l with the same radial part:
 * <x²|x²> = 1 gives <xy|xy> = <x²|y²> = 1/3.
 */
export function angularFunctions(angularMomentum: number, spherical: boolean): readonly AngularFunction[] {
  if (angularMomentum === 0) return s;
  if (angularMomentum === 1) return p;
  return spherical ? sphericalD : cartesianD;
}
