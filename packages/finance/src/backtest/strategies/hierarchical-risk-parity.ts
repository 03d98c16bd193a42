import { MomentsError } from "../../errors.ts";

export interface HierarchicalRiskParityOptions {
  /**
   * What is clustered: the correlation distances themselves (as PyPortfolioOpt does), or the Euclidean distances between
   * the columns of their matrix (as the paper does). Default "correlation".
   */
  readonly distance?: "correlation" | "columns" | undefined;
}

/**
 * Hierarchical risk parity: assets are ordered by single-linkage clustering of √((1 − ρ)/2), then the ordered list is
 * halved again and again, and the weight of each half is in inverse proportion to the variance of its inverse-variance
 * portfolio. López de Prado, Journal of Portfolio Management 42(4), 59 (2016). Weights sum to 1 and are above 0; Σ is
 * size × size, row-major, and need not be invertible. Throws MomentsError on a variance that is not above 0.
 */
export function hierarchicalRiskParityWeights(
  covariance: ArrayLike<number>,
  size: number,
  options: HierarchicalRiskParityOptions = {},
): Float64Array {
  if (covariance.length !== size * size || size === 0) {
    throw new MomentsError(
      `a covariance of ${size} assets needs ${size * size} entries, got ${covariance.length}`,
    );
  }
  for (let i = 0; i < size; i++) {
    const variance = covariance[i * size + i];
    if (!(variance > 0 && variance < Infinity)) {
      throw new MomentsError(`variances must be above 0, got ${variance} for asset ${i}: leave it out`, {
        asset: i,
      });
    }
  }
  const distances = clusterDistances(covariance, size, options.distance ?? "correlation");
  const weights = new Float64Array(size).fill(1);
  bisect(covariance, size, orderBySingleLinkage(distances, size), weights);
  return weights;
}

function clusterDistances(
  covariance: ArrayLike<number>,
  size: number,
  kind: "correlation" | "columns",
): Float64Array {
  const distances = Float64Array.from({ length: size * size }, (_, k) => {
    const i = Math.floor(k / size);
    const j = k % size;
    const scale = Math.sqrt(covariance[i * size + i] * covariance[j * size + j]);
    return i === j ? 0 : Math.sqrt(Math.min(Math.max((1 - covariance[k] / scale) / 2, 0), 1));
  });
  if (kind === "correlation") return distances;
  return Float64Array.from({ length: size * size }, (_, k) => {
    const i = Math.floor(k / size);
    const j = k % size;
    let squares = 0;
    for (let row = 0; row < size; row++)
      squares += (distances[row * size + i] - distances[row * size + j]) ** 2;
    return Math.sqrt(squares);
  });
}

/** Assets in the order of the leaves of the single-linkage tree; of two clusters the earlier formed comes first. */
function orderBySingleLinkage(distances: Float64Array, size: number): number[] {
  let clusters = Array.from({ length: size }, (_, i) => ({
    id: i,
    leaves: [i],
    distances: new Map<number, number>(),
  }));
  for (const a of clusters) for (const b of clusters) a.distances.set(b.id, distances[a.id * size + b.id]);
  for (let nextId = size; clusters.length > 1; nextId++) {
    let [first, second] = clusters;
    let nearest = Infinity;
    clusters.forEach((a, k) => {
      for (const b of clusters.slice(k + 1)) {
        const distance = a.distances.get(b.id)!;
        if (distance < nearest) [nearest, first, second] = [distance, a, b];
      }
    });
    const merged = {
      id: nextId,
      leaves: [...first.leaves, ...second.leaves],
      distances: new Map<number, number>(),
    };
    clusters = clusters.filter((cluster) => cluster !== first && cluster !== second);
    for (const other of clusters) {
      const distance = Math.min(first.distances.get(other.id)!, second.distances.get(other.id)!);
      merged.distances.set(other.id, distance);
      other.distances.set(nextId, distance);
    }
    clusters.push(merged);
  }
  return clusters[0].leaves;
}

/** Variance of the inverse-variance portfolio of some assets. */
function clusterVariance(covariance: ArrayLike<number>, size: number, assets: readonly number[]): number {
  const inverse = assets.map((i) => 1 / covariance[i * size + i]);
  const total = inverse.reduce((sum, value) => sum + value, 0);
  let variance = 0;
  assets.forEach((i, k) => {
    assets.forEach((j, l) => (variance += inverse[k] * inverse[l] * covariance[i * size + j]));
  });
  return variance / total ** 2;
}

function bisect(
  covariance: ArrayLike<number>,
  size: number,
  assets: readonly number[],
  weights: Float64Array,
): void {
  if (assets.length < 2) return;
  const middle = Math.floor(assets.length / 2);
  const halves = [assets.slice(0, middle), assets.slice(middle)];
  const [first, second] = halves.map((half) => clusterVariance(covariance, size, half));
  // Two halves without variance (perfect hedges) share equally.
  const share = first + second > 0 ? 1 - first / (first + second) : 0.5;
  halves[0].forEach((i) => (weights[i] *= share));
  halves[1].forEach((i) => (weights[i] *= 1 - share));
  halves.forEach((half) => bisect(covariance, size, half, weights));
}
