import { expect, test } from "vitest";
import { buildBasis, type Basis, type Shell } from "../basis/basis.ts";
import { parseGeometry } from "../scf/testing/psi4-energies.ts";
import { nuclearRepulsion } from "./nuclear-repulsion.ts";
import { computeOneElectronIntegrals } from "./one-electron.ts";

/** Two normalised s Gaussians with exponents α and β at a distance R along z. */
function twoGaussians(alpha: number, beta: number, distance: number): Basis {
  const shell = (index: number, exponent: number, z: number): Shell => ({
    atomIndex: index,
    center: [0, 0, z],
    exponents: [exponent],
    functions: [
      {
        index,
        angularMomentum: 0,
        coefficients: [((2 * exponent) / Math.PI) ** 0.75],
        monomials: [{ powers: [0, 0, 0], coefficient: 1 }],
        label: `${index}`,
      },
    ],
    angularMomentum: 0,
    kind: "s",
  });
  return {
    name: "sto-3g",
    label: "test",
    shells: [shell(0, alpha, 0), shell(1, beta, distance)],
    functionCount: 2,
    functionLabels: ["0", "1"],
    functionAtoms: [0, 1],
  };
}

test.each([
  [0.5, 0.5, 1],
  [1.3, 0.2, 0.7],
  [4, 4, 2.5],
])(
  "overlap and kinetic energy of s Gaussians (α %d, β %d, R %d) have their closed forms",
  (alpha, beta, distance) => {
    const { overlap, kinetic, dipole } = computeOneElectronIntegrals(twoGaussians(alpha, beta, distance));
    const p = alpha + beta;
    const mu = (alpha * beta) / p;
    const expected = ((4 * alpha * beta) / p ** 2) ** 0.75 * Math.exp(-mu * distance ** 2);
    expect(overlap[1]).toBeCloseTo(expected, 14);
    expect(kinetic[1]).toBeCloseTo(mu * (3 - 2 * mu * distance ** 2) * expected, 13);
    expect(dipole[2][1]).toBeCloseTo(((beta * distance) / p) * expected, 13);
    expect(dipole[0][1]).toBe(0);
  },
);

/** ∫ over a cube of 6 bohr half-width by the trapezoidal rule, exponentially accurate for smooth decaying functions. */
function integrate(integrand: (x: number, y: number, z: number) => number): number {
  const [halfWidth, step] = [6, 0.15];
  let sum = 0;
  for (let x = -halfWidth; x <= halfWidth; x += step) {
    for (let y = -halfWidth; y <= halfWidth; y += step) {
      for (let z = -halfWidth; z <= halfWidth; z += step) sum += integrand(x, y, z);
    }
  }
  return sum * step ** 3;
}

test("overlap and dipole of p and d functions agree with numerical quadrature", { timeout: 60_000 }, () => {
  const smooth = buildBasis(parseGeometry("C 0 0 0; N 0.3 -0.2 0.4"), "6-31g*");
  // the valence and polarisation functions only: core functions are too sharp for the grid
  const shells = smooth.shells.filter(({ exponents }) => Math.max(...exponents) < 1.5);
  const { overlap, dipole } = computeOneElectronIntegrals(smooth);
  const n = smooth.functionCount;
  const valueAt = (shell: Shell, place: number, point: readonly number[]): number => {
    const [x, y, z] = point.map((value, axis) => value - shell.center[axis]);
    const { coefficients, monomials } = shell.functions[place];
    const radial = coefficients.reduce(
      (sum, coefficient, k) => sum + coefficient * Math.exp(-shell.exponents[k] * (x * x + y * y + z * z)),
      0,
    );
    return (
      monomials.reduce(
        (sum, { powers: [i, j, k], coefficient }) => sum + coefficient * x ** i * y ** j * z ** k,
        0,
      ) * radial
    );
  };
  const pairs: [Shell, number, Shell, number][] = [
    [shells[0], 1, shells[2], 3],
    [shells[1], 1, shells[3], 4],
    [shells[1], 0, shells[2], 2],
  ];
  expect(pairs.map(([a, i, b, j]) => a.functions[i].label + b.functions[j].label)).toHaveLength(3);
  for (const [a, i, b, j] of pairs) {
    const place = a.functions[i].index * n + b.functions[j].index;
    const product = (x: number, y: number, z: number): number =>
      valueAt(a, i, [x, y, z]) * valueAt(b, j, [x, y, z]);
    expect(overlap[place]).toBeCloseTo(integrate(product), 6);
    expect(dipole[1][place]).toBeCloseTo(
      integrate((x, y, z) => y * product(x, y, z)),
      6,
    );
  }
});

test("nuclear repulsion sums over pairs", () => {
  const molecule = parseGeometry("O 0 0 0; H 0 0 1; H 0 1 0");
  const bond = 1 / 0.529177210903;
  expect(nuclearRepulsion(molecule)).toBeCloseTo(16 / bond + 1 / (Math.SQRT2 * bond), 12);
});
