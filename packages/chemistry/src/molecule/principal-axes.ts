import { bohrAngstrom } from "../elements/constants.ts";
import { elements } from "../elements/elements.ts";
import { solveSymmetricEigen } from "../math/symmetric-eigen.ts";
import type { Atom } from "./molecule.ts";

/** Force fields are not accurate to this, Å, and symmetric atoms agree to it. */
const roundingAngstrom = 1e-5;

/**
 * The atoms about their centre of mass on their principal axes of inertia, coordinates rounded to 1e-5 Å.
 * The longest extension is along z; the unique axis of a symmetric top is z.
 *
 * A minimiser leaves symmetric molecules asymmetric by 1e-7 Å or so. On the principal axes rounding restores the
 * symmetry, and symmetric orbitals make the calculation shorter. The rotation is proper, so handedness is kept.
 */
export function alignToPrincipalAxes(atoms: readonly Atom[]): Atom[] {
  const masses = atoms.map(({ atomicNumber }) => elements[atomicNumber - 1].mass);
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  const center = [0, 1, 2].map(
    (axis) => atoms.reduce((sum, { position }, index) => sum + masses[index] * position[axis], 0) / total,
  );
  const centered = atoms.map(({ position }) => position.map((value, axis) => value - center[axis]));
  const spread = new Float64Array(9);
  for (const [index, arm] of centered.entries()) {
    for (let p = 0; p < 3; p++)
      for (let q = 0; q < 3; q++) spread[3 * p + q] += masses[index] * arm[p] * arm[q];
  }
  const [x, y, z] = principalAxes(spread, centered);
  return atoms.map((atom, index) => {
    const [px, py, pz] = [x, y, z].map((axis) => round(dot(axis, centered[index])));
    return { ...atom, position: [px, py, pz] };
  });
}

/** Moments that agree to this share of the largest count as equal. */
const equalMoments = 1e-4;

/**
 * A right-handed set of principal axes. Where moments are equal (symmetric and spherical tops) the axes are free to turn;
 * there the first atom off the unique axis is put into the plane of x and that axis.
 */
function principalAxes(spread: Float64Array, centered: readonly (readonly number[])[]): number[][] {
  const { values, vectors } = solveSymmetricEigen(spread, 3);
  const column = (k: number) => [0, 1, 2].map((row) => vectors[3 * row + k]);
  const areEqual = (i: number, j: number) => Math.abs(values[i] - values[j]) < equalMoments * values[2];
  if (!areEqual(0, 1) && !areEqual(1, 2)) {
    const [x, y] = [pointed(column(0), centered), pointed(column(1), centered)];
    return [x, y, cross(x, y)];
  }
  const isSpherical = areEqual(0, 1) && areEqual(1, 2);
  const farthest = centered.find((arm) => dot(arm, arm) > 1e-4) ?? [0, 0, 1];
  const unique = isSpherical ? unit(farthest) : pointed(column(areEqual(0, 1) ? 2 : 0), centered);
  const sideways = centered
    .map((arm) => arm.map((value, axis) => value - dot(arm, unique) * unique[axis]))
    .find((arm) => dot(arm, arm) > 1e-4);
  const x = unit(sideways ?? cross(unique, Math.abs(unique[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0]));
  return [x, cross(unique, x), unique];
}

/** The axis, its sign such that the first atom off its plane has a positive coordinate. */
function pointed(axis: readonly number[], centered: readonly (readonly number[])[]): number[] {
  const deciding = centered.map((arm) => dot(axis, arm)).find((value) => Math.abs(value) > 1e-3);
  return axis.map((value) => (deciding !== undefined && deciding < 0 ? -value : value));
}

function unit(vector: readonly number[]): number[] {
  const norm = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / norm);
}

function cross(first: readonly number[], second: readonly number[]): number[] {
  return [
    first[1] * second[2] - first[2] * second[1],
    first[2] * second[0] - first[0] * second[2],
    first[0] * second[1] - first[1] * second[0],
  ];
}

function dot(first: readonly number[], second: readonly number[]): number {
  return first[0] * second[0] + first[1] * second[1] + first[2] * second[2];
}

function round(bohr: number): number {
  const steps = Math.round((bohr * bohrAngstrom) / roundingAngstrom);
  return (steps * roundingAngstrom) / bohrAngstrom + 0;
}
