import type { ConvexQuadratic } from "./convexify.ts";

/** 0 or 1 where a variable is fixed, else 2. */
export const free = 2;

/** A point of the relaxation and a proven lower bound. */
export interface RelaxedNode {
  readonly point: Float64Array;
  readonly bound: number;
}

/**
 * A lower bound of a convex quadratic over { 0 ≤ x ≤ 1, Σx = weight, fixed entries }: pairs of coordinates move
 * along their exact minimum from the given start, and the bound is f(x) + min over the set of ∇f(x)·(s − x),
 * whose minimiser sets the smallest gradients. Stops once the bound exceeds `cutoff` or meets f(x).
 * Undefined where the fixings leave no point.
 */
export function boundCardinalityNode(
  quadratic: ConvexQuadratic,
  weight: number,
  status: Uint8Array,
  start: Float64Array,
  cutoff: number,
): RelaxedNode | undefined {
  const { size: n, matrix, linear } = quadratic;
  const members: number[] = [];
  let fixedCount = 0;
  for (let i = 0; i < n; i++) {
    if (status[i] === free) members.push(i);
    else fixedCount += status[i];
  }
  const toPick = weight - fixedCount;
  if (toPick < 0 || toPick > members.length) return undefined;
  const point = startPoint(status, start, members, toPick);
  // gradient = linear + 2·matrix·x, and f − constant = (linear + gradient)·x/2.
  const gradient = linear.slice();
  for (let j = 0; j < n; j++) {
    if (point[j] === 0) continue;
    const factor = 2 * point[j];
    for (let i = 0; i < n; i++) gradient[i] += factor * matrix[i * n + j];
  }
  let bound = -Infinity;
  const sorted = new Float64Array(members.length);
  for (let step = 1; ; step++) {
    let up = -1;
    let down = -1;
    for (const i of members) {
      if (point[i] < 1 && (up < 0 || gradient[i] < gradient[up])) up = i;
      if (point[i] > 0 && (down < 0 || gradient[i] > gradient[down])) down = i;
    }
    const slope = up < 0 || down < 0 ? 0 : gradient[down] - gradient[up];
    const isLast = slope <= 0 || step > 20 * n;
    if (isLast || step % 8 === 0) {
      let value = quadratic.constant;
      let gap = 0;
      for (let i = 0; i < n; i++) value += ((linear[i] + gradient[i]) * point[i]) / 2;
      members.forEach((i, index) => {
        sorted[index] = gradient[i];
        gap -= gradient[i] * point[i];
      });
      sorted.sort();
      for (let k = 0; k < toPick; k++) gap += sorted[k];
      bound = Math.max(bound, value + gap);
      // A node whose relaxed value lies well below the cutoff cannot be pruned: branch early.
      if (
        isLast ||
        bound >= cutoff ||
        -gap <= 1e-9 * Math.abs(value) ||
        (cutoff < Infinity && value - cutoff < 2 * gap)
      )
        break;
    }
    const curvature = matrix[up * n + up] + matrix[down * n + down] - 2 * matrix[up * n + down];
    const free = Math.min(1 - point[up], point[down]);
    const move = curvature > 0 ? Math.min(free, slope / (2 * curvature)) : free;
    point[up] = move === 1 - point[up] ? 1 : point[up] + move;
    point[down] = move === point[down] ? 0 : point[down] - move;
    const [rowUp, rowDown] = [up * n, down * n];
    for (let i = 0; i < n; i++) gradient[i] += 2 * move * (matrix[rowUp + i] - matrix[rowDown + i]);
  }
  return { point, bound };
}

/** The start with fixed entries put in place and the free ones shifted to the right sum. */
function startPoint(
  status: Uint8Array,
  start: Float64Array,
  members: readonly number[],
  toPick: number,
): Float64Array {
  const point = Float64Array.from(start, (value, i) => (status[i] === free ? value : status[i]));
  let surplus = members.reduce((sum, i) => sum + point[i], 0) - toPick;
  for (const i of members) {
    if (surplus === 0) break;
    const next = Math.min(1, Math.max(0, point[i] - surplus));
    surplus -= point[i] - next;
    point[i] = next;
  }
  return point;
}
