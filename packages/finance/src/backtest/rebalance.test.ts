import { createRandom } from "@ansatz/simulator";
import { describe, expect, it } from "vitest";
import { rebalance, valueOf } from "./rebalance.ts";

const free = { proportional: 0, fixedPerTrade: 0, minimumTrade: 0 };
const holdings = (assets: number[], cash: number) => ({ assets: Float64Array.from(assets), cash });

describe("rebalance by hand", () => {
  it("buying from cash at 1 % leaves V/1.01 in the assets", () => {
    const {
      holdings: after,
      traded,
      costs,
    } = rebalance(holdings([0, 0], 101), [0.5, 0.5], { ...free, proportional: 0.01 });
    expect(after.assets[0]).toBeCloseTo(50, 12);
    expect(traded[1]).toBeCloseTo(50, 12);
    expect(costs[0]).toBeCloseTo(0.5, 12);
    expect(after.cash).toBeCloseTo(0, 12);
  });

  it("a fixed cost falls on traded assets only", () => {
    const { holdings: after, costs } = rebalance(holdings([50, 30, 0], 20), [0.5, 0.5, 0], {
      ...free,
      fixedPerTrade: 1,
    });
    // The first asset is at its target before costs and keeps its 50; the second takes the rest less 1.
    expect(Array.from(after.assets)).toEqual([50, 49, 0]);
    expect(Array.from(costs)).toEqual([0, 1, 0]);
    expect(after.cash).toBeCloseTo(0, 12);
  });

  it("selling everything for cash pays for the sale", () => {
    const { holdings: after } = rebalance(holdings([100], 0), [0], {
      ...free,
      proportional: 0.02,
      fixedPerTrade: 3,
    });
    expect(after.assets[0]).toBe(0);
    expect(after.cash).toBeCloseTo(95, 12);
  });

  it("trades below the smallest size are left out", () => {
    const { traded } = rebalance(holdings([50, 50], 0), [0.505, 0.495], { ...free, minimumTrade: 0.01 });
    expect(Array.from(traded)).toEqual([0, 0]);
  });

  it("costs beyond the portfolio are refused", () => {
    expect(() => rebalance(holdings([0, 0], 1), [0.5, 0.5], { ...free, fixedPerTrade: 1 })).toThrow(
      /costs of 2 exceed what can be traded of a portfolio of 1/,
    );
  });
});

it("money is conserved to 1e-12 and weights hold after costs, for any holdings, targets and costs", () => {
  const random = createRandom(17);
  let paid = 0;
  for (let trial = 0; trial < 500; trial++) {
    const size = 1 + Math.floor(random.uniform() * 12);
    const sparse = (): number => (random.uniform() < 0.3 ? 0 : random.uniform());
    const before = holdings(
      Array.from({ length: size }, () => 1e5 * sparse()),
      1e5 * random.uniform(),
    );
    const raw = Array.from({ length: size }, sparse);
    const total = raw.reduce((sum, weight) => sum + weight, trial % 3 === 0 ? random.uniform() : 1e-300);
    const target = raw.map((weight) => weight / total);
    const options = {
      proportional: 0.2 * random.uniform() ** 4,
      fixedPerTrade: trial % 2 === 0 ? 10 * random.uniform() : 0,
      minimumTrade: trial % 5 === 0 ? 0.02 : 0,
    };
    const value = valueOf(before);
    const { holdings: after, traded, costs } = rebalance(before, target, options);
    const cost = costs.reduce((sum, each) => sum + each, 0);
    paid += cost;
    expect(Math.abs(valueOf(after) + cost - value) / value, `trial ${trial}`).toBeLessThan(1e-12);
    expect(Math.min(...after.assets, after.cash + 1e-12 * value)).toBeGreaterThanOrEqual(0);
    traded.forEach((amount, a) => {
      expect(after.assets[a] - before.assets[a]).toBeCloseTo(amount, 8);
      const due = amount === 0 ? 0 : options.fixedPerTrade + options.proportional * Math.abs(amount);
      expect(costs[a]).toBeCloseTo(due, 12);
      if (options.minimumTrade === 0 && amount !== 0) {
        expect(after.assets[a] / valueOf(after)).toBeCloseTo(target[a], 11);
      }
    });
  }
  expect(paid).toBeGreaterThan(0);
});
