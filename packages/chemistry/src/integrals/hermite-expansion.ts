/**
 * Coefficients E_t^{ij} of the Hermite expansion of x_A^i x_B^j exp(−p x_P²) for i ≤ highestI, j ≤ highestJ, t ≤ i + j:
 * E_t^{i+1,j} = E_{t−1}^{ij}/(2p) + X_PA E_t^{ij} + (t+1) E_{t+1}^{ij}, the same in j with X_PB, and E_0^{00} = 1
 * (the factor exp(−μ X_AB²) is left to the caller). Written to target[(i·(highestJ+1) + j)·stride + t].
 * Source: L. E. McMurchie, E. R. Davidson, J. Comput. Phys. 26, 218 (1978), equations 2.17 to 2.22.
 */
export function expandInHermites(
  highestI: number,
  highestJ: number,
  p: number,
  distancePA: number,
  distancePB: number,
  target: Float64Array,
  stride: number,
): void {
  const half = 0.5 / p;
  const raise = (source: number, order: number, destination: number, distance: number): void => {
    for (let t = 0; t <= order + 1; t++) {
      let value = 0;
      if (t > 0) value += half * target[source + t - 1];
      if (t <= order) value += distance * target[source + t];
      if (t < order) value += (t + 1) * target[source + t + 1];
      target[destination + t] = value;
    }
  };
  target[0] = 1;
  for (let i = 0; i <= highestI; i++) {
    const row = i * (highestJ + 1) * stride;
    if (i > 0) raise(row - (highestJ + 1) * stride, i - 1, row, distancePA);
    for (let j = 1; j <= highestJ; j++)
      raise(row + (j - 1) * stride, i + j - 1, row + j * stride, distancePB);
  }
}
