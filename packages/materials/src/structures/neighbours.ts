import type { Crystal } from "./crystal.ts";
import { faceDistances, toCartesian, type Vector3 } from "./lattice.ts";

/** A site near another one, images in other cells included. */
export interface Neighbour {
  /** Index of the site in its cell. */
  readonly site: number;
  /** Å. */
  readonly distance: number;
}

const smallestDistance = 1e-3;

/** For each site the neighbours within `cutoff` Å, the nearest first; a site's own images count. */
export function findNeighbours({ lattice, sites }: Crystal, cutoff: number): Neighbour[][] {
  const reach = faceDistances(lattice).map((distance) => cutoff / distance);
  const square = cutoff * cutoff;
  const found = sites.map((): Neighbour[] => []);
  for (const [i, { fractional: from }] of sites.entries()) {
    for (const [j, { fractional: to }] of sites.entries()) {
      const step: Vector3 = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
      // |step + image| times the distance of the faces bounds the distance from below, axis by axis.
      const low = step.map((value, axis) => Math.ceil(-reach[axis] - value));
      const high = step.map((value, axis) => Math.floor(reach[axis] - value));
      for (let u = low[0]; u <= high[0]; u++) {
        for (let v = low[1]; v <= high[1]; v++) {
          for (let w = low[2]; w <= high[2]; w++) {
            const [x, y, z] = toCartesian(lattice, [step[0] + u, step[1] + v, step[2] + w]);
            const distance = x * x + y * y + z * z;
            if (distance > square || distance < smallestDistance * smallestDistance) continue;
            found[i].push({ site: j, distance: Math.sqrt(distance) });
          }
        }
      }
    }
  }
  for (const list of found) list.sort((a, b) => a.distance - b.distance);
  return found;
}

/** Neighbours of every site to at least `factor` times the distance of its nearest one. */
export function findNearNeighbours(crystal: Crystal, factor: number): Neighbour[][] {
  let cutoff = 3;
  for (;;) {
    const neighbours = findNeighbours(crystal, cutoff);
    const needed = Math.max(
      ...neighbours.map((list) => (list.length === 0 ? Infinity : factor * list[0].distance)),
    );
    if (needed <= cutoff) return neighbours;
    cutoff = Number.isFinite(needed) ? needed : 2 * cutoff;
  }
}
