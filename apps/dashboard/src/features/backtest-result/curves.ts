/** Loss from the greatest value so far, 0 at a new one and negative below. */
export function drawdowns(equity: readonly number[]): number[] {
  let peak = -Infinity;
  return equity.map((value) => {
    peak = Math.max(peak, value);
    return value / peak - 1;
  });
}

/** Standard deviation of the returns of the last `window` periods, times √(periods a year); null before there are so many. */
export function rollingVolatility(
  equity: readonly number[],
  window: number,
  periodsPerYear: number,
): (number | null)[] {
  let sum = 0;
  let squares = 0;
  const returns = equity.slice(1).map((value, index) => value / equity[index] - 1);
  const values = returns.map((value, index) => {
    sum += value;
    squares += value * value;
    if (index >= window) {
      sum -= returns[index - window];
      squares -= returns[index - window] ** 2;
    }
    if (index < window - 1) return null;
    const variance = Math.max(0, (squares - (sum * sum) / window) / (window - 1));
    return Math.sqrt(variance * periodsPerYear);
  });
  return [null, ...values];
}
