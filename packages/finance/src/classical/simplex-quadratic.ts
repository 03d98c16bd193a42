/**
 * wᵀMw + c·w + Σ hᵢ(wᵢ) over { Σw = 1, lower ≤ w ≤ upper }, with hᵢ(w) = dᵢ·max(0, w − kinkᵢ)². M is positive
 * semidefinite (row-major), d ≥ 0.
 */
export interface SimplexQuadratic {
  readonly matrix: Float64Array;
  readonly linear: Float64Array;
  readonly bends: Float64Array;
  readonly kinks: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** A point with its value and a proven lower bound of the least one. */
export interface SimplexPoint {
  readonly point: Float64Array;
  readonly value: number;
  readonly bound: number;
}

/** When a minimisation ends; see {@link minimiseOverSimplex}. */
export interface SimplexStop {
  /** The bound need not be nearer to the value than this share of it. */
  readonly relativeGap: number;
  /** A bound that reaches this is good enough. */
  readonly cutoff: number;
}

const stepsBetweenChecks = 12;
/** Steps for each variable; reached on matrices that are nearly singular. */
const stepsPerVariable = 40;

/** The point of the set nearest to the start in a simple sense: clipped, then shifted in order; undefined for an empty set. */
export function feasibleStart(
  start: ArrayLike<number>,
  lower: Float64Array,
  upper: Float64Array,
): Float64Array | undefined {
  const point = Float64Array.from(start, (value, i) => Math.min(upper[i], Math.max(lower[i], value)));
  let surplus = point.reduce((sum, value) => sum + value, 0) - 1;
  for (let i = 0; i < point.length && Math.abs(surplus) > 0; i++) {
    const next = Math.min(upper[i], Math.max(lower[i], point[i] - surplus));
    surplus -= point[i] - next;
    point[i] = next;
  }
  return Math.abs(surplus) > 1e-12 ? undefined : point;
}

/**
 * Minimises by moving pairs of variables along their exact minimum (the steepest one up, with the partner of greatest gain),
 * and bounds the least value from below by the tangent at the point, f(x) + min over the set of ∇f(x)·(s − x).
 * Source of the choice of pairs: Fan, Chen, Lin, J. Mach. Learn. Res. 6, 1889 (2005).
 */
export function minimiseOverSimplex(
  problem: SimplexQuadratic,
  start: Float64Array,
  { relativeGap, cutoff }: SimplexStop,
): SimplexPoint {
  const { matrix, linear, bends, kinks, lower, upper } = problem;
  const n = linear.length;
  const point = start.slice();
  /** 2·(M·point); the bends' part is added where it is read. */
  const product = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    if (point[j] === 0) continue;
    const factor = 2 * point[j];
    const row = j * n;
    for (let i = 0; i < n; i++) product[i] += factor * matrix[row + i];
  }
  const members: number[] = [];
  for (let i = 0; i < n; i++) if (upper[i] > lower[i]) members.push(i);
  const slopeOf = (i: number): number =>
    product[i] + linear[i] + (point[i] > kinks[i] ? 2 * bends[i] * (point[i] - kinks[i]) : 0);
  const slopes = new Float64Array(n);
  let best = -Infinity;
  let value = Infinity;
  const greatestSteps = stepsPerVariable * Math.max(10, members.length);
  for (let step = 0; ; step++) {
    let up = -1;
    let least = Infinity;
    for (const i of members) {
      const slope = slopeOf(i);
      slopes[i] = slope;
      if (point[i] < upper[i] && slope < least) {
        least = slope;
        up = i;
      }
    }
    let down = -1;
    if (up >= 0) {
      let gain = 0;
      const row = up * n;
      for (const j of members) {
        const difference = slopes[j] - least;
        if (point[j] <= lower[j] || difference <= 0) continue;
        const curvature = matrix[row + up] + matrix[j * n + j] - 2 * matrix[row + j] + bends[j] * 0.5;
        const candidate = (difference * difference) / Math.max(curvature, 1e-300);
        if (candidate > gain) {
          gain = candidate;
          down = j;
        }
      }
    }
    const isLast = down < 0 || step >= greatestSteps;
    if (isLast || step % stepsBetweenChecks === 0) {
      value = valueAt(problem, point, product);
      const bound = value + tangentGap(members, slopes, point, lower, upper);
      best = Math.max(best, bound);
      const gap = value - best;
      // A value far enough below the cutoff cannot become a bound that reaches it.
      const isHopeless = cutoff < Infinity && gap < 0.05 * (cutoff - value);
      if (isLast || best >= cutoff || isHopeless || gap <= relativeGap * Math.abs(value)) break;
    }
    const slope = slopes[down] - least;
    const bent = (point[up] >= kinks[up] ? bends[up] : 0) + (point[down] > kinks[down] ? bends[down] : 0);
    const curvature = matrix[up * n + up] + matrix[down * n + down] - 2 * matrix[up * n + down] + bent;
    let room = Math.min(upper[up] - point[up], point[down] - lower[down]);
    if (point[up] < kinks[up]) room = Math.min(room, kinks[up] - point[up]);
    if (point[down] > kinks[down]) room = Math.min(room, Math.max(0, point[down] - kinks[down]) || room);
    const move = curvature > 0 ? Math.min(room, slope / (2 * curvature)) : room;
    point[up] = move === upper[up] - point[up] ? upper[up] : point[up] + move;
    point[down] = move === point[down] - lower[down] ? lower[down] : point[down] - move;
    const [rowUp, rowDown] = [up * n, down * n];
    const factor = 2 * move;
    for (let i = 0; i < n; i++) product[i] += factor * (matrix[rowUp + i] - matrix[rowDown + i]);
  }
  return { point, value, bound: best };
}

function valueAt(
  { linear, bends, kinks }: SimplexQuadratic,
  point: Float64Array,
  product: Float64Array,
): number {
  let value = 0;
  for (let i = 0; i < point.length; i++) {
    if (point[i] === 0) continue;
    value += point[i] * (product[i] / 2 + linear[i]);
    if (point[i] > kinks[i]) value += bends[i] * (point[i] - kinks[i]) ** 2;
  }
  return value;
}

/** min over the set of ∇f·(s − point): what can be moved goes to the smallest slopes. */
function tangentGap(
  members: readonly number[],
  slopes: Float64Array,
  point: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
): number {
  let [rest, gap] = [0, 0];
  let least = -1;
  for (const i of members) {
    rest += point[i] - lower[i];
    gap -= slopes[i] * (point[i] - lower[i]);
    if (least < 0 || slopes[i] < slopes[least]) least = i;
  }
  if (least < 0) return 0;
  if (upper[least] - lower[least] >= rest) return gap + slopes[least] * rest;
  for (const i of members.toSorted((a, b) => slopes[a] - slopes[b])) {
    const moved = Math.min(rest, upper[i] - lower[i]);
    gap += slopes[i] * moved;
    rest -= moved;
    if (rest <= 0) break;
  }
  return gap;
}
