import { gaussLegendre } from "../risk/quadrature.ts";
import type { Quadrature } from "../risk/quadrature.ts";
import { normalCdf, normalDensity } from "../risk/special-functions.ts";
import { blackScholesPrice, expectedVanillaPayoff } from "./black-scholes.ts";
import { checkBarrierSide, checkContract, checkMarket } from "./option.ts";
import type { AsianOption, BarrierOption, OptionMarket } from "./option.ts";

/** Standard deviations beyond which a density counts as 0. */
const reach = 9;

/** A rule on [low, high] that resolves a normal kernel of standard deviation `step`: about 7 nodes for each. */
function resolve(low: number, high: number, step: number): Quadrature {
  return gaussLegendre(Math.max(64, Math.ceil((7 * (high - low)) / step)), low, high);
}

/**
 * The step from the density of X on its nodes to that of Y = drift(X) + step·Z at other nodes, Z standard normal and
 * drift increasing. Entries beyond the reach are left out.
 */
function createSpread(
  from: Quadrature,
  drift: (x: number) => number,
  step: number,
  nodes: Float64Array,
): (density: Float64Array) => Float64Array {
  const centres = from.nodes.map(drift);
  const firsts = new Uint32Array(nodes.length);
  let first = 0;
  const rows = Array.from(nodes, (y, at) => {
    while (first < centres.length && centres[first] < y - reach * step) first++;
    firsts[at] = first;
    let end = first;
    while (end < centres.length && centres[end] <= y + reach * step) end++;
    return Float64Array.from({ length: end - first }, (_, k) => {
      const z = (y - centres[first + k]) / step;
      return (normalDensity(z) * from.weights[first + k]) / step;
    });
  });
  return (density) =>
    Float64Array.from(rows, (row, at) => {
      let sum = 0;
      for (let k = 0; k < row.length; k++) sum += row[k] * density[firsts[at] + k];
      return sum;
    });
}

/**
 * The price of an Asian option on the arithmetic average of discrete fixings, to about 1e-9 of the spot: with R_j the growth
 * over step j, the average is S/m·(c + B₁), B_j = R_j(1 + B_(j+1)), B_n = R_n (c = 1 if the spot is a fixing), and the
 * density of log B_j follows from that of log B_(j+1) by one Gaussian convolution, here with Gauss–Legendre nodes. The
 * last step is a Black–Scholes formula, so that the kink of the payoff is integrated exactly.
 * Throws {@link RiskModelError} for values out of range.
 * Source: Carverhill and Clewlow, Risk 3, 25 (1990); Benhamou, J. Comput. Finance 6, 49 (2002).
 */
export function arithmeticAsianPrice(market: OptionMarket, option: AsianOption): number {
  checkMarket(market);
  checkContract(option);
  const { spot, volatility, rate, dividendYield = 0 } = market;
  const { type, strike, maturity, fixings, includesSpot = false } = option;
  const steps = includesSpot ? fixings - 1 : fixings;
  const time = maturity / steps;
  const step = volatility * Math.sqrt(time);
  const carry = (rate - dividendYield) * time;
  const nu = carry - (step * step) / 2;
  const scale = spot / fixings;
  const restStrike = strike - (includesSpot ? scale : 0);
  const conditional = (later: number): number =>
    expectedVanillaPayoff(type, restStrike, scale * (1 + later) * Math.exp(carry), step);
  const discount = Math.exp(-rate * maturity);
  if (steps === 1) return discount * conditional(0);
  let centre = nu;
  let grid = resolve(centre - reach * step, centre + reach * step, step);
  let density: Float64Array = grid.nodes.map((y) => normalDensity((y - nu) / step) / step);
  for (let taken = 2; taken < steps; taken++) {
    const drift = (x: number): number => Math.log1p(Math.exp(x)) + nu;
    centre = drift(centre);
    // log(1 + eˣ) has a slope below 1: the deviation is at most that of a sum of independent steps.
    const width = reach * step * Math.sqrt(taken);
    const next = resolve(centre - width, centre + width, step);
    density = createSpread(grid, drift, step, next.nodes)(density);
    grid = next;
  }
  let sum = 0;
  grid.nodes.forEach((x, k) => (sum += grid.weights[k] * density[k] * conditional(Math.exp(x))));
  return discount * sum;
}

/** E[(X − K)⁺ 1(low < X < high)] or of the put, X log-normal with log mean m and deviation s. */
function expectedBoundedPayoff(
  type: "call" | "put",
  strike: number,
  [low, high]: readonly [number, number],
  m: number,
  s: number,
): number {
  const from = type === "call" ? Math.max(low, strike) : low;
  const to = type === "call" ? high : Math.min(high, strike);
  if (from >= to) return 0;
  const mean = Math.exp(m + (s * s) / 2);
  const z = (x: number): number => (x <= 0 ? -Infinity : x === Infinity ? Infinity : (Math.log(x) - m) / s);
  const phi = (x: number): number => (x === -Infinity ? 0 : x === Infinity ? 1 : normalCdf(x));
  const probability = phi(z(to)) - phi(z(from));
  const partial = mean * (phi(z(to) - s) - phi(z(from) - s));
  return type === "call" ? partial - strike * probability : strike * probability - partial;
}

/**
 * The price of a barrier option that is observed at discrete dates in equal steps, to about 1e-9 of the spot: the density of the
 * log price among the survivors goes from date to date by a Gaussian convolution on Gauss–Legendre nodes that end at
 * the barrier; the last step is a closed form. Knock-in = vanilla − knock-out.
 * Throws {@link RiskModelError} for values out of range and a barrier that is already reached.
 * Source: Fusai and Recchioni, J. Econ. Dyn. Control 31, 826 (2007), section 2.
 */
export function discreteBarrierPrice(market: OptionMarket, option: BarrierOption): number {
  checkMarket(market);
  checkContract(option);
  checkBarrierSide(market.spot, option);
  const { spot, volatility, rate, dividendYield = 0 } = market;
  const { type, strike, maturity, barrier, direction, knock, observations } = option;
  const time = maturity / observations;
  const step = volatility * Math.sqrt(time);
  const nu = (rate - dividendYield) * time - (step * step) / 2;
  const isUp = direction === "up";
  const alive = isUp ? ([0, barrier] as const) : ([barrier, Infinity] as const);
  const start = Math.log(spot);
  const last = (x: number): number => expectedBoundedPayoff(type, strike, alive, x + nu, step);
  let expected = 0;
  if (observations === 1) expected = last(start);
  else {
    const width = reach * volatility * Math.sqrt(maturity);
    const drift = Math.abs(nu) * observations;
    const edge = Math.log(barrier);
    const [low, high] = isUp
      ? [Math.min(start, edge) - width - drift, edge]
      : [edge, Math.max(start, edge) + width + drift];
    const grid = resolve(low, high, step);
    let density: Float64Array = grid.nodes.map((y) => normalDensity((y - start - nu) / step) / step);
    const spread = createSpread(grid, (x) => x + nu, step, grid.nodes);
    for (let date = 2; date < observations; date++) density = spread(density);
    grid.nodes.forEach((x, k) => (expected += grid.weights[k] * density[k] * last(x)));
  }
  const out = Math.exp(-rate * maturity) * expected;
  return knock === "out" ? out : blackScholesPrice(market, option) - out;
}
