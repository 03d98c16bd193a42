import { MomentsError } from "../errors.ts";
import type { Moments } from "../moments/moments.ts";
import { checkMoments } from "../problems/portfolio-objective.ts";
import { describeWeights } from "./mean-variance.ts";

/** Options of {@link solveHierarchicalRiskParity}. */
export interface HierarchicalRiskParityOptions {
  /**
   * What the clusters join by: `profile` (default, as published) is the Euclidean distance between the rows of
   * √((1 − ρ)/2); `correlation` is √((1 − ρ)/2) itself, as PyPortfolioOpt takes it.
   */
  readonly distance?: "profile" | "correlation";
}

/** Weights, and the order in which the clusters put the assets. */
export interface HierarchicalRiskParitySolution {
  readonly weights: Float64Array;
  readonly order: readonly number[];
  readonly expectedReturn: number;
  readonly variance: number;
  readonly method: string;
  readonly seconds: number;
}

/**
 * Hierarchical risk parity: assets in the order of a single-linkage tree, the order halved again and again, and the
 * weight of each half inverse to the variance of its inverse-variance portfolio.
 * López de Prado, J. Portfolio Manag. 42, 59 (2016). Needs no inverse and so no definite Σ; throws
 * {@link MomentsError} for a variance of 0.
 */
export function solveHierarchicalRiskParity(
  moments: Moments,
  options: HierarchicalRiskParityOptions = {},
): HierarchicalRiskParitySolution {
  const start = performance.now();
  checkMoments(moments);
  const n = moments.assets.length;
  const { covariance } = moments;
  for (let i = 0; i < n; i++) {
    if (covariance[i * n + i] > 0) continue;
    throw new MomentsError(
      `variance of ${moments.assets[i].name} must be positive, got ${covariance[i * n + i]}`,
    );
  }
  const order = orderBySingleLinkage(assetDistances(covariance, n, options.distance ?? "profile"), n);
  const weights = new Float64Array(n).fill(1);
  const bisect = (part: readonly number[]): void => {
    if (part.length < 2) return;
    const half = Math.floor(part.length / 2);
    const [left, right] = [part.slice(0, half), part.slice(half)];
    const [varianceLeft, varianceRight] = [
      clusterVariance(covariance, n, left),
      clusterVariance(covariance, n, right),
    ];
    const share = 1 - varianceLeft / (varianceLeft + varianceRight);
    for (const asset of left) weights[asset] *= share;
    for (const asset of right) weights[asset] *= 1 - share;
    bisect(left);
    bisect(right);
  };
  bisect(order);
  return {
    weights,
    order,
    ...describeWeights(moments, weights),
    method: "hierarchical risk parity",
    seconds: (performance.now() - start) / 1000,
  };
}

function assetDistances(covariance: Float64Array, n: number, kind: "profile" | "correlation"): Float64Array {
  const distance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const correlation = covariance[i * n + j] / Math.sqrt(covariance[i * n + i] * covariance[j * n + j]);
      if (i !== j) distance[i * n + j] = Math.sqrt(Math.max(0, (1 - correlation) / 2));
    }
  }
  if (kind === "correlation") return distance;
  const profile = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += (distance[i * n + k] - distance[j * n + k]) ** 2;
      profile[i * n + j] = Math.sqrt(sum);
    }
  }
  return profile;
}

/** Leaves of the single-linkage tree; of two joined clusters the older one comes first, as in SciPy. */
function orderBySingleLinkage(distance: Float64Array, n: number): number[] {
  const pairs: [i: number, j: number][] = [];
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) pairs.push([i, j]);
  pairs.sort(([a, b], [c, d]) => distance[a * n + b] - distance[c * n + d]);
  const clusters = new Map<number, number[]>();
  const clusterOf = Array.from({ length: n }, (_, index) => index);
  clusterOf.forEach((cluster) => clusters.set(cluster, [cluster]));
  let next = n;
  for (const [i, j] of pairs) {
    if (clusterOf[i] === clusterOf[j]) continue;
    const older = Math.min(clusterOf[i], clusterOf[j]);
    const newer = Math.max(clusterOf[i], clusterOf[j]);
    const leaves = [...(clusters.get(older) ?? []), ...(clusters.get(newer) ?? [])];
    clusters.delete(older);
    clusters.delete(newer);
    clusters.set(next, leaves);
    for (const leaf of leaves) clusterOf[leaf] = next;
    next++;
  }
  return [...clusters.values()].flat();
}

function clusterVariance(covariance: Float64Array, n: number, part: readonly number[]): number {
  const inverse = part.map((asset) => 1 / covariance[asset * n + asset]);
  const total = inverse.reduce((sum, value) => sum + value, 0);
  let variance = 0;
  part.forEach((i, a) => {
    part.forEach((j, b) => (variance += (inverse[a] * inverse[b] * covariance[i * n + j]) / (total * total)));
  });
  return variance;
}
