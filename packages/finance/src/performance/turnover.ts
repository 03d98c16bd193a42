import { PriceTableError } from "../errors.ts";

/**
 * One-way turnover of one rebalancing: ½(Σ|wᵢ' − wᵢ| + |cash' − cash|), the larger of purchases and sales over the
 * portfolio's value. Weights before and after exclude cash, which is what is missing to 1. In [0, 1] for long-only
 * weights; investing all cash is 1. Throws PriceTableError on different lengths.
 */
export function oneWayTurnover(before: ArrayLike<number>, after: ArrayLike<number>): number {
  if (before.length !== after.length) {
    throw new PriceTableError(
      `weights must be as many before as after, got ${before.length} and ${after.length}`,
      {
        lengths: [before.length, after.length],
      },
    );
  }
  let invested = 0;
  let sum = 0;
  for (let a = 0; a < before.length; a++) {
    invested += after[a] - before[a];
    sum += Math.abs(after[a] - before[a]);
  }
  return (sum + Math.abs(invested)) / 2;
}
