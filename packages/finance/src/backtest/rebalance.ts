import { MandateError } from "../errors.ts";

/** Money in each asset and in cash. */
export interface Holdings {
  readonly assets: Float64Array;
  readonly cash: number;
}

export interface RebalanceOptions {
  /** Share of the money bought or sold. */
  readonly proportional: number;
  /** Money for each asset that is traded. */
  readonly fixedPerTrade: number;
  /** Trades below this share of the value are left out. */
  readonly minimumTrade: number;
}

export interface Rebalancing {
  readonly holdings: Holdings;
  /** Money bought (above 0) or sold of each asset, before costs. */
  readonly traded: Float64Array;
  /** Cost of each asset's trade. */
  readonly costs: Float64Array;
}

/** Money in all assets and cash. */
export function valueOf({ assets, cash }: Holdings): number {
  return assets.reduce((sum, value) => sum + value, cash);
}

/**
 * Trades towards target weights (cash is what is missing to 1) so that the weights hold *after* the costs are paid: the
 * value V' after trading solves V' + Σ cost(wᵢV' − hᵢ) = V. Nothing is borrowed to pay costs. Money is conserved:
 * Σ hᵢ' + cash' + Σ costs = Σ hᵢ + cash. Assets whose trade is too small keep their money, and the others share the
 * rest in proportion to their targets. Throws MandateError where costs exceed what is there.
 */
export function rebalance(
  before: Holdings,
  target: ArrayLike<number>,
  options: RebalanceOptions,
): Rebalancing {
  const { proportional, fixedPerTrade, minimumTrade } = options;
  const { assets, cash } = before;
  const value = valueOf(before);
  // Below 1e-12 of the value a difference is rounding, and no trade.
  const smallest = Math.max(minimumTrade, 1e-12) * value;
  const isTraded = Array.from(assets, (held, a) => Math.abs(target[a] * value - held) > smallest);
  let kept = 0;
  let share = 1;
  let fixed = 0;
  for (let a = 0; a < assets.length; a++) {
    if (isTraded[a]) {
      fixed += fixedPerTrade;
    } else {
      kept += assets[a];
      share -= target[a];
    }
  }
  const scale = share > 1e-12 ? 1 / share : 0;

  // A contraction by less than `proportional` ≤ 0.2 in each round.
  let after = value;
  for (let round = 0; round < 40; round++) {
    let moved = 0;
    for (let a = 0; a < assets.length; a++) {
      if (isTraded[a]) moved += Math.abs(target[a] * scale * (after - kept) - assets[a]);
    }
    after = value - fixed - proportional * moved;
  }
  if (!(after - kept >= -1e-12 * value) || after <= 0) {
    throw new MandateError(
      `costs of ${value - after} exceed what can be traded of a portfolio of ${value}: lower the costs or raise the capital`,
      { value, costs: value - after },
    );
  }

  const traded = new Float64Array(assets.length);
  const costs = new Float64Array(assets.length);
  const held = Float64Array.from(assets);
  let cashAfter = cash;
  for (let a = 0; a < assets.length; a++) {
    if (!isTraded[a]) continue;
    held[a] = target[a] * scale * (after - kept);
    traded[a] = held[a] - assets[a];
    costs[a] = fixedPerTrade + proportional * Math.abs(traded[a]);
    cashAfter -= traded[a] + costs[a];
  }
  return { holdings: { assets: held, cash: cashAfter }, traded, costs };
}
