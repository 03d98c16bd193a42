import type { PortfolioHolding } from "@ansatz/contract";
import type { Holdings, Moments } from "@ansatz/finance";

/** Expected return and standard deviation of weights. */
export function figuresOf(
  { mean, covariance, assets }: Moments,
  weights: Float64Array,
): { expectedReturn: number; volatility: number } {
  const n = assets.length;
  const held = [...weights.keys()].filter((index) => weights[index] !== 0);
  let expectedReturn = 0;
  let variance = 0;
  for (const i of held) {
    expectedReturn += weights[i] * mean[i];
    for (const j of held) variance += weights[i] * weights[j] * covariance[i * n + j];
  }
  return { expectedReturn, volatility: Math.sqrt(Math.max(0, variance)) };
}

/** Expected return and standard deviation of an asset alone. */
export function assetFigures(
  { mean, covariance, assets }: Moments,
  index: number,
): { expectedReturn: number; volatility: number } {
  return {
    expectedReturn: mean[index],
    volatility: Math.sqrt(Math.max(0, covariance[index * assets.length + index])),
  };
}

/** Weights above rounding, by name. */
export function weightsByName({ assets }: Moments, weights: Float64Array): Record<string, number> {
  return Object.fromEntries(
    assets.flatMap(({ name }, index) => (Math.abs(weights[index]) > 1e-9 ? [[name, weights[index]]] : [])),
  );
}

export function holdingsOf(moments: Moments, answer: Holdings, optimum: Holdings): PortfolioHolding[] {
  return moments.assets.flatMap(({ name, sector }, index) =>
    answer.weights[index] > 0 || optimum.weights[index] > 0
      ? [
          {
            name,
            sector: sector ?? null,
            weight: answer.weights[index],
            optimumWeight: optimum.weights[index],
            inOptimum: optimum.weights[index] > 0,
            ...assetFigures(moments, index),
          },
        ]
      : [],
  );
}

/** Changes of weight against today's, by name, and half their sum. */
export function tradesOf(
  { assets }: Moments,
  weights: Float64Array,
  today: Float64Array | undefined,
): { trades: Record<string, number> | null; turnover: number | null } {
  if (!today) return { trades: null, turnover: null };
  const changes = weights.map((weight, index) => weight - today[index]);
  return {
    trades: Object.fromEntries(
      assets.flatMap(({ name }, index) => (Math.abs(changes[index]) > 1e-9 ? [[name, changes[index]]] : [])),
    ),
    turnover: changes.reduce((sum, change) => sum + Math.abs(change), 0) / 2,
  };
}
