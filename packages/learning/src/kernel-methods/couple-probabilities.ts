/**
 * Class probabilities from those of pairs: minimises Σ (rⱼᵢ·pᵢ − rᵢⱼ·pⱼ)² over probabilities p; Wu, Lin and Weng, J. Mach.
 * Learn. Res. 5, 975 (2004), section 4.
 *
 * @param pairs Row-major, classes × classes: r[i, j] estimates p(i | i or j), r[i, j] + r[j, i] = 1.
 */
export function coupleProbabilities(pairs: Float64Array, classCount: number): Float64Array {
  const quadratic = new Float64Array(classCount * classCount);
  for (let i = 0; i < classCount; i++) {
    for (let j = 0; j < classCount; j++) {
      if (i === j) continue;
      quadratic[i * classCount + i] += pairs[j * classCount + i] ** 2;
      quadratic[i * classCount + j] = -pairs[j * classCount + i] * pairs[i * classCount + j];
    }
  }
  const probabilities = new Float64Array(classCount).fill(1 / classCount);
  for (let iteration = 0; iteration < 1000; iteration++) {
    const image = probabilities.map((_, i) =>
      probabilities.reduce((sum, value, j) => sum + quadratic[i * classCount + j] * value, 0),
    );
    const mean = image.reduce((sum, value, i) => sum + value * probabilities[i], 0);
    if (image.every((value) => Math.abs(value - mean) < 1e-10)) break;
    for (let i = 0; i < classCount; i++) {
      const own = quadratic[i * classCount + i];
      const current = probabilities.reduce((sum, value, j) => sum + quadratic[i * classCount + j] * value, 0);
      const norm = probabilities.reduce(
        (sum, value, a) =>
          sum +
          value * probabilities.reduce((inner, other, b) => inner + quadratic[a * classCount + b] * other, 0),
        0,
      );
      probabilities[i] = Math.max(probabilities[i] + (norm - current) / Math.max(own, 1e-12), 0);
      const total = probabilities.reduce((sum, value) => sum + value, 0);
      for (let k = 0; k < classCount; k++) probabilities[k] /= total;
    }
  }
  return probabilities;
}
