/** First row of a share when the rows of a triangle are cut into shares of about equal size: ⌊rows·√(share/shares)⌋. */
export function shareStart(rows: number, share: number, shares: number): number {
  return share === shares ? rows : Math.floor(rows * Math.sqrt(share / shares));
}

/** One share of J and K from the packed store, in plain TypeScript. Addresses are indices of doubles. */
export function addCoulombExchangeShare(
  doubles: Float64Array,
  store: number,
  n: number,
  D: number,
  P: number,
  firstRow: number,
  lastRow: number,
): void {
  const Q = P + n * n;
  doubles.fill(0, P, Q + n * n);
  for (let i = 0, row = 0; i < n; i++) {
    for (let j = 0; j <= i; j++, row++) {
      if (row < firstRow || row >= lastRow) continue;
      const start = store + (row * (row + 1)) / 2;
      for (let k = 0; k <= i; k++) {
        const last = k < i ? k : j;
        for (let l = 0; l <= last; l++) {
          const column = (k * (k + 1)) / 2 + l;
          // each coincidence of indices halves the eight permutations once
          let value = doubles[start + column];
          if (i === j) value *= 0.5;
          if (k === l) value *= 0.5;
          if (column === row) value *= 0.5;
          doubles[P + i * n + j] += 2 * doubles[D + k * n + l] * value;
          doubles[P + k * n + l] += 2 * doubles[D + i * n + j] * value;
          doubles[Q + i * n + k] += doubles[D + j * n + l] * value;
          doubles[Q + i * n + l] += doubles[D + j * n + k] * value;
          doubles[Q + j * n + k] += doubles[D + i * n + l] * value;
          doubles[Q + j * n + l] += doubles[D + i * n + k] * value;
        }
      }
    }
  }
}
