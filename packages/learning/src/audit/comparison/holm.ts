/**
 * p values corrected for how many there are, in their order, by Holm's step-down: the k-th smallest of m is multiplied by
 * m − k + 1, and none may fall below one before it. Rejecting where the result is at most α keeps the chance of any false
 * rejection below α. Source: Holm, Scand. J. Statist. 6, 65 (1979).
 */
export function holmCorrection(pValues: readonly number[]): number[] {
  const order = pValues.map((_, k) => k).sort((a, b) => pValues[a] - pValues[b]);
  const corrected = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((k, rank) => {
    largest = Math.max(largest, Math.min(1, pValues[k] * (pValues.length - rank)));
    corrected[k] = largest;
  });
  return corrected;
}
