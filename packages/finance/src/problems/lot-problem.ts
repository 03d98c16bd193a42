import { MandateError } from "../errors.ts";
import type { PortfolioProblem } from "./constrained-binary-problem.ts";
import { perAsset } from "./group-limit.ts";
import { createIntegerProblem, type IntegerMandate } from "./integer-problem.ts";

/** Whole lots of each asset under a budget of money; weights are shares of the budget, the rest is cash. */
export interface LotMandate extends IntegerMandate {
  /** Price of one share of each asset. */
  readonly prices: ArrayLike<number>;
  /** Shares in a lot; default 1. */
  readonly lotSizes?: number | ArrayLike<number>;
  readonly budget: number;
  /** Share of the budget that must be invested; default 0. */
  readonly minimumInvested?: number;
  /** Steps in which money is counted: the price of a lot is rounded up to whole ones; default 0.01. */
  readonly moneyStep?: number;
  /** Default 0. */
  readonly minimumLots?: number | ArrayLike<number>;
  /** Default what the budget allows. */
  readonly maximumLots?: number | ArrayLike<number>;
}

/** The mandate as a problem over bits. Throws {@link MandateError} for values out of range. */
export function createLotProblem(mandate: LotMandate): PortfolioProblem {
  const n = mandate.moments.assets.length;
  const { budget, moneyStep = 0.01, minimumInvested = 0 } = mandate;
  if (!(budget > 0 && Number.isFinite(budget))) {
    throw new MandateError(`budget must be a positive number, got ${budget}`);
  }
  if (!(moneyStep > 0 && moneyStep <= budget)) {
    throw new MandateError(`moneyStep must be in (0, ${budget}], got ${moneyStep}`);
  }
  if (!(minimumInvested >= 0 && minimumInvested <= 1)) {
    throw new MandateError(`minimumInvested must be in [0, 1], got ${minimumInvested}`);
  }
  const budgetSteps = Math.floor(budget / moneyStep + 1e-9);
  const prices = perAsset("prices", mandate.prices, n, 0, [Number.MIN_VALUE, Number.MAX_VALUE]);
  const lotSizes = perAsset("lotSizes", mandate.lotSizes, n, 1, [Number.MIN_VALUE, Number.MAX_VALUE]);
  const lotPrices = prices.map((price, index) => price * lotSizes[index]);
  const unitSteps = lotPrices.map((price) => Math.ceil(price / moneyStep - 1e-9));
  const minimumUnits = perAsset("minimumLots", mandate.minimumLots, n, 0, [0, Number.MAX_SAFE_INTEGER]);
  const affordable = unitSteps.map((steps) => Math.floor(budgetSteps / steps));
  const maximumUnits = perAsset("maximumLots", mandate.maximumLots, n, Infinity, [0, Infinity]);
  for (let i = 0; i < n; i++) {
    const limit = Math.min(Math.floor(maximumUnits[i]), affordable[i]);
    if (!Number.isInteger(minimumUnits[i]) || minimumUnits[i] > limit) {
      throw new MandateError(
        `minimumLots[${i}] must be an integer in [0, ${limit}] (maximumLots and the budget allow ${limit}), got ${minimumUnits[i]}`,
      );
    }
    maximumUnits[i] = limit;
  }
  return createIntegerProblem(mandate, {
    kind: "lots",
    unitSteps,
    unitWeights: lotPrices.map((price) => price / budget),
    budgetSteps,
    minimumSteps: Math.ceil(minimumInvested * budgetSteps - 1e-9),
    minimumUnits,
    maximumUnits,
    budgetName:
      minimumInvested > 0
        ? `spend ${minimumInvested * budget} to ${budget} of money`
        : `spend at most ${budget} of money`,
  });
}
