import type { OptionResult } from "@ansatz/contract";
import {
  optionScenarios,
  type OptionContract,
  type OptionGrid,
  type OptionMarket,
  type ScenarioDistribution,
} from "@ansatz/finance";

/** Points of a picture. */
const mostPoints = 512;

/** Discounted payoffs of a contract's scenarios against the price that they depend on most. */
export interface PricedScenarios {
  readonly scenarios: ScenarioDistribution;
  readonly discounted: Float64Array;
  /** Average price of an Asian option's path, else the final price. */
  readonly prices: Float64Array;
}

export function pricedScenarios(
  market: OptionMarket,
  contract: OptionContract,
  grid: OptionGrid,
): PricedScenarios {
  const { scenarios, payoff } = optionScenarios(market, contract, grid);
  const discount = Math.exp(-market.rate * contract.maturity);
  const discounted = payoff.map((value) => discount * value);
  if (contract.kind !== "asian") return { scenarios, discounted, prices: scenarios.values };
  // A call with almost no strike pays the average.
  const strike = 1e-12 * market.spot;
  const average = optionScenarios(market, { ...contract, type: "call", strike }, grid);
  return { scenarios, discounted, prices: average.payoff.map((value) => value + strike) };
}

/** At most 512 points of a picture: scenarios, or cells of equal width at their mean price and payoff. */
export function pictureOf(
  { scenarios, discounted, prices }: PricedScenarios,
  isAverage: boolean,
): OptionResult["scenarios"] {
  const { probabilities, qubitCount } = scenarios;
  const order = Array.from(prices.keys()).filter((k) => probabilities[k] > 0);
  order.sort((a, b) => prices[a] - prices[b]);
  const what = isAverage ? "average prices" : "final prices";
  const low = prices[order[0]];
  const width = (prices[order[order.length - 1]] - low) / mostPoints;
  const isWhole = order.length <= mostPoints;
  // Paths to one price may differ in rounding.
  const places = new Map<string, number>();
  const placeOf = (price: number): number => {
    const key = price.toPrecision(12);
    const place = places.get(key) ?? places.size;
    places.set(key, place);
    return place;
  };
  const cells = new Map<number, { mass: number; price: number; payoff: number }>();
  for (const k of order) {
    const at = isWhole ? placeOf(prices[k]) : Math.min(mostPoints - 1, Math.floor((prices[k] - low) / width));
    const cell = cells.get(at) ?? { mass: 0, price: 0, payoff: 0 };
    cell.mass += probabilities[k];
    cell.price += probabilities[k] * prices[k];
    cell.payoff += probabilities[k] * discounted[k];
    cells.set(at, cell);
  }
  const shown = [...cells.values()];
  return {
    qubits: qubitCount,
    prices: shown.map(({ mass, price }) => price / mass),
    probabilities: shown.map(({ mass }) => mass),
    payoffs: shown.map(({ mass, payoff }) => payoff / mass),
    message: isWhole
      ? `${shown.length} ${what}`
      : `${order.length.toLocaleString("en-US")} paths in ${shown.length} cells of their ${what}, with the mean payoff of each`,
  };
}
