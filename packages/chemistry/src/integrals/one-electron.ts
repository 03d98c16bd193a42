import { maximumAngularMomentum } from "./hermite.ts";
import type { Basis, BasisFunction, Shell } from "../basis/basis.ts";

/** One-electron integrals over basis functions, n × n row-major, atomic units. */
export interface OneElectronIntegrals {
  readonly overlap: Float64Array;
  readonly kinetic: Float64Array;
  /** <a|x|b>, <a|y|b>, <a|z|b> about the origin. */
  readonly dipole: readonly [Float64Array, Float64Array, Float64Array];
}

const rows = maximumAngularMomentum + 2;
const columns = maximumAngularMomentum + 3;

/**
 * Overlaps of x_A^i exp(−αx_A²) with x_B^j exp(−βx_B²) for i < rows, j < columns at target[i·columns + j]:
 * S_{i+1,j} = X_PA S_ij + (i S_{i−1,j} + j S_{i,j−1})/(2p), the same in j, S_00 = √(π/p) exp(−μX_AB²).
 * Source: S. Obara, A. Saika, J. Chem. Phys. 84, 3963 (1986), equation A2.
 */
function overlaps1d(alpha: number, beta: number, a: number, b: number, target: Float64Array): void {
  const p = alpha + beta;
  const center = (alpha * a + beta * b) / p;
  target[0] = Math.sqrt(Math.PI / p) * Math.exp(((-alpha * beta) / p) * (a - b) ** 2);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      if (i === 0 && j === 0) continue;
      const [fromI, fromJ, distance] = i > 0 ? [i - 1, j, center - a] : [i, j - 1, center - b];
      let value = distance * target[fromI * columns + fromJ];
      if (fromI > 0) value += (fromI / (2 * p)) * target[(fromI - 1) * columns + fromJ];
      if (fromJ > 0) value += (fromJ / (2 * p)) * target[fromI * columns + fromJ - 1];
      target[i * columns + j] = value;
    }
  }
}

/**
 * Overlap, kinetic energy and dipole integrals. Per axis, with S_ij the one-dimensional overlap,
 * −½d²/dx² gives T_ij = −½j(j−1)S_{i,j−2} + β(2j+1)S_ij − 2β²S_{i,j+2} and x gives S_{i+1,j} + A_x S_ij.
 */
export function computeOneElectronIntegrals(basis: Basis): OneElectronIntegrals {
  const n = basis.functionCount;
  const overlap = new Float64Array(n * n);
  const kinetic = new Float64Array(n * n);
  const dipole: [Float64Array, Float64Array, Float64Array] = [
    new Float64Array(n * n),
    new Float64Array(n * n),
    new Float64Array(n * n),
  ];
  const tables = [0, 1, 2].map(() => new Float64Array(rows * columns));

  const addPrimitives = (a: Shell, b: Shell, k: number, l: number): void => {
    const [alpha, beta] = [a.exponents[k], b.exponents[l]];
    for (let axis = 0; axis < 3; axis++)
      overlaps1d(alpha, beta, a.center[axis], b.center[axis], tables[axis]);
    const kinetic1d = (table: Float64Array, i: number, j: number): number => {
      const row = i * columns;
      const lowered = j > 1 ? -0.5 * j * (j - 1) * table[row + j - 2] : 0;
      return lowered + beta * (2 * j + 1) * table[row + j] - 2 * beta * beta * table[row + j + 2];
    };
    const addProduct = (functionA: BasisFunction, functionB: BasisFunction, target: number): void => {
      const contraction = functionA.coefficients[k] * functionB.coefficients[l];
      if (contraction === 0) return;
      for (const { powers: i, coefficient: coefficientA } of functionA.monomials) {
        for (const { powers: j, coefficient: coefficientB } of functionB.monomials) {
          const factor = contraction * coefficientA * coefficientB;
          const sx = tables[0][i[0] * columns + j[0]];
          const sy = tables[1][i[1] * columns + j[1]];
          const sz = tables[2][i[2] * columns + j[2]];
          overlap[target] += factor * sx * sy * sz;
          kinetic[target] +=
            factor *
            (kinetic1d(tables[0], i[0], j[0]) * sy * sz +
              sx * kinetic1d(tables[1], i[1], j[1]) * sz +
              sx * sy * kinetic1d(tables[2], i[2], j[2]));
          dipole[0][target] += factor * (tables[0][(i[0] + 1) * columns + j[0]] + a.center[0] * sx) * sy * sz;
          dipole[1][target] += factor * sx * (tables[1][(i[1] + 1) * columns + j[1]] + a.center[1] * sy) * sz;
          dipole[2][target] += factor * sx * sy * (tables[2][(i[2] + 1) * columns + j[2]] + a.center[2] * sz);
        }
      }
    };
    for (const functionA of a.functions) {
      for (const functionB of b.functions) {
        if (functionB.index <= functionA.index)
          addProduct(functionA, functionB, functionA.index * n + functionB.index);
      }
    }
  };

  basis.shells.forEach((a, place) => {
    for (const b of basis.shells.slice(0, place + 1)) {
      const squaredDistance = a.center.reduce((sum, value, axis) => sum + (value - b.center[axis]) ** 2, 0);
      a.exponents.forEach((alpha, k) => {
        b.exponents.forEach((beta, l) => {
          if (((alpha * beta) / (alpha + beta)) * squaredDistance < negligibleExponent)
            addPrimitives(a, b, k, l);
        });
      });
    }
  });
  for (const matrix of [overlap, kinetic, ...dipole]) {
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) matrix[j * n + i] = matrix[i * n + j];
  }
  return { overlap, kinetic, dipole };
}

/** exp(−60) is below 1e-26. */
const negligibleExponent = 60;
