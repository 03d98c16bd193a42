import { describe, expect, it } from "vitest";
import { estimateMoments } from "../../moments/estimators/estimate-moments.ts";
import { runBacktest } from "../run-backtest.ts";
import { randomReturnTable } from "../testing/random-table.ts";
import { equalWeight } from "./built-in-strategies.ts";
import { exactSelection, qaoaSelection, randomSelection } from "./selection-strategies.ts";

const table = randomReturnTable(7, 200, 12);
const window = { ...table, index: 0, seed: 3 };
const rule = { pick: 3, riskAversion: 2 };

/** The least q·xᵀΣx − μᵀx over all selections of three, by trying them. */
function bestOfAll(): { readonly cost: number; readonly selection: number[] } {
  const { mean, covariance } = estimateMoments(table, { kind: "sample" });
  let best = { cost: Infinity, selection: [0] };
  for (let a = 0; a < 7; a++) {
    for (let b = a + 1; b < 7; b++) {
      for (let c = b + 1; c < 7; c++) {
        const selection = [a, b, c];
        let cost = 0;
        for (const i of selection) {
          cost -= mean[i];
          for (const j of selection) cost += 2 * covariance[i * 7 + j];
        }
        if (cost < best.cost) best = { cost, selection };
      }
    }
  }
  return best;
}

describe("selection strategies", () => {
  const expected = bestOfAll();

  it("exact selection holds the best of all selections, equally weighted", async () => {
    const { weights, notes } = await exactSelection(rule).decide(window);
    expect(notes!.proven).toBe(true);
    expect(notes!.selection).toEqual(expected.selection);
    expect(notes!.objective).toBeCloseTo(expected.cost, 12);
    expect(Array.from(weights as Float64Array).filter((weight) => weight > 0)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  it("QAOA's best of 1000 samples is the optimum among 35, and its notes say what chance alone would do", async () => {
    const { notes } = await qaoaSelection({ ...rule, layers: 2 }).decide(window);
    expect(notes!.selection).toEqual(expected.selection);
    expect(notes!.optimum).toBeCloseTo(expected.cost, 10);
    expect(notes!.uniformProbability).toBeCloseTo(1 / 35, 12);
    expect(notes!.optimumProbability).toBeGreaterThan(1 / 35);
  });

  it("the best of one random draw is uniform, that of 1000 the optimum among 35", async () => {
    const { notes } = await randomSelection(rule).decide(window);
    expect(notes!.selection).toEqual(expected.selection);
    expect(notes!.objective).toBeCloseTo(expected.cost, 12);
    const counts = new Map<string, number>();
    const single = randomSelection({ ...rule, shots: 1 });
    for (let seed = 0; seed < 3500; seed++) {
      const drawn = (await single.decide({ ...window, seed })).notes!.selection;
      counts.set(String(drawn), (counts.get(String(drawn)) ?? 0) + 1);
    }
    // 100 ± 10 each; the largest of 35 deviations is below 4 standard errors in 99.8 % of cases.
    expect(counts.size).toBe(35);
    expect(Math.min(...counts.values())).toBeGreaterThan(60);
    expect(Math.max(...counts.values())).toBeLessThan(140);
    expect(() => randomSelection({ ...rule, shots: 0 })).toThrow(
      /shots must be an integer of at least 1, got 0/,
    );
  });

  it("equal selections make equal curves, and the verdict compares them with equal weight", async () => {
    const { strategies, comparisons } = await runBacktest(
      table,
      [
        equalWeight(),
        exactSelection({ ...rule, weighting: "minimum-variance" }),
        qaoaSelection({ ...rule, weighting: "minimum-variance", layers: 1 }),
      ],
      { window: { kind: "rolling", length: 100 }, rebalancing: "monthly", costs: { proportional: 0.001 } },
      { bootstrap: { resamples: 100 } },
    );
    expect(strategies[2].equity).toEqual(strategies[1].equity);
    expect(strategies[1].equity).not.toEqual(strategies[0].equity);
    expect(comparisons.map(({ strategy }) => strategy)).toContain("QAOA selection");
  });

  it.each([0, 8, 1.5])("pick %d of 7 is refused", async (pick) => {
    await expect((async () => exactSelection({ ...rule, pick }).decide(window))()).rejects.toThrow(
      /pick must be an integer in \[1, 7\]/,
    );
  });
});
