import type { ViewAtom } from "../molecule-worker/types.ts";

type Vector = [number, number, number];

/** Σ (r − r̄)(r − r̄)ᵀ, three by three. */
function spread(atoms: readonly ViewAtom[], center: Vector): number[][] {
  return [0, 1, 2].map((row) =>
    [0, 1, 2].map((column) =>
      atoms.reduce(
        (sum, { position }) => sum + (position[row] - center[row]) * (position[column] - center[column]),
        0,
      ),
    ),
  );
}

/** Eigenvectors of a symmetric matrix by Jacobi rotations, those of larger eigenvalues first. */
function principalAxes(matrix: number[][]): Vector[] {
  const a = matrix.map((row) => [...row]);
  const axes: number[][] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  for (let sweep = 0; sweep < 12; sweep++) {
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ]) {
      if (Math.abs(a[p][q]) < 1e-14) continue;
      const angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      for (const row of a) {
        [row[p], row[q]] = [cosine * row[p] - sine * row[q], sine * row[p] + cosine * row[q]];
      }
      for (let k = 0; k < 3; k++) {
        [a[p][k], a[q][k]] = [cosine * a[p][k] - sine * a[q][k], sine * a[p][k] + cosine * a[q][k]];
        [axes[p][k], axes[q][k]] = [
          cosine * axes[p][k] - sine * axes[q][k],
          sine * axes[p][k] + cosine * axes[q][k],
        ];
      }
    }
  }
  const order = [0, 1, 2].sort((first, second) => a[second][second] - a[first][first]);
  return order.map((index): Vector => [axes[index][0], axes[index][1], axes[index][2]]);
}

function cross([ax, ay, az]: Vector, [bx, by, bz]: Vector): Vector {
  return [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
}

/**
 * The atoms turned as a whole so that the molecule shows its broad side: longest along x, flattest along z, centred.
 * Mirror images stay apart: the axes are right-handed.
 */
export function faceViewer(atoms: readonly ViewAtom[]): ViewAtom[] {
  const [x, y, z] = [0, 1, 2].map(
    (axis) => atoms.reduce((sum, { position }) => sum + position[axis], 0) / Math.max(1, atoms.length),
  );
  const center: Vector = [x, y, z];
  const [first, second] = principalAxes(spread(atoms, center));
  const axes = [first, second, cross(first, second)];
  const along = (position: ViewAtom["position"], axis: Vector) =>
    axis.reduce((sum, value, k) => sum + value * (position[k] - center[k]), 0);
  return atoms.map(({ element, position }) => ({
    element,
    position: [along(position, axes[0]), along(position, axes[1]), along(position, axes[2])],
  }));
}

/** Farthest distance of an atom from the centre of a centred molecule, Å. */
export function radiusOf(atoms: readonly ViewAtom[]): number {
  return Math.max(0, ...atoms.map(({ position }) => Math.hypot(...position)));
}
