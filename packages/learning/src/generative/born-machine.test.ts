import { createRandom, createStateVectorEngine, parameterNames } from "@ansatz/simulator";
import { describe, expect, it } from "vitest";
import { DataSetError, ModelError } from "../errors.ts";
import { bornCircuit, diagonalObservable, trainBornMachine } from "./born-machine.ts";
import { chowLiuTree, independentBits } from "./classical-baselines.ts";
import { distributionOf, empiricalDistribution, kullbackLeibler, totalVariation } from "./distribution.ts";

/** Bars and stripes of 2 × 2 pixels: rows or columns that are all on or all off. */
const barsAndStripes = empiricalDistribution(4, [0b0000, 0b0011, 0b1100, 0b0101, 0b1010, 0b1111]);

describe("a Born machine", () => {
  it("learns bars and stripes, which independent bits and a tree of pairs cannot", async () => {
    const machine = await trainBornMachine(barsAndStripes, { seed: 3, layers: 4 });
    expect(machine.kullbackLeibler).toBeLessThan(0.05);
    // Each pixel is on half the time: independent bits are uniform, ln(16/6) away.
    expect(machine.baselines.independent.kullbackLeibler).toBeCloseTo(Math.log(16 / 6), 10);
    expect(machine.baselines.chowLiu.kullbackLeibler).toBeGreaterThan(0.2);
    expect(machine.history[0]).toBeGreaterThan(machine.loss);
  });

  it("without entanglement comes no closer than independent bits", async () => {
    const machine = await trainBornMachine(barsAndStripes, { seed: 3, isEntangled: false });
    expect(machine.kullbackLeibler).toBeGreaterThan(machine.baselines.independent.kullbackLeibler - 1e-6);
  });

  it("by the discrepancy comes close too, and does so again with the same seed", async () => {
    const options = { seed: 5, layers: 4, loss: "discrepancy" } as const;
    const machine = await trainBornMachine(barsAndStripes, options);
    expect(machine.totalVariation).toBeLessThan(0.1);
    expect((await trainBornMachine(barsAndStripes, options)).weights).toEqual(machine.weights);
  });

  it("refuses layers, bandwidths and samples out of range by name", async () => {
    await expect(trainBornMachine(barsAndStripes, { seed: 1, layers: 0 })).rejects.toThrow(ModelError);
    await expect(trainBornMachine(barsAndStripes, { seed: 1, bandwidths: [] })).rejects.toThrow("bandwidths");
    expect(() => empiricalDistribution(2, [4])).toThrow("sample 0 must be an integer in [0, 3], got 4");
    expect(() => empiricalDistribution(13, [1])).toThrow(DataSetError);
    expect(() => distributionOf([1, -1])).toThrow(DataSetError);
  });
});

it("the slope of a divergence is that of its diagonal observable, as finite differences say", async () => {
  const circuit = bornCircuit(3, 2);
  const names = parameterNames(circuit);
  const { normal, uniform } = createRandom(8);
  const target = distributionOf(Float64Array.from({ length: 8 }, () => 0.1 + uniform()));
  const weights = names.map(() => normal());
  await using engine = await createStateVectorEngine({ qubitCount: 3 });
  const modelAt = async (values: readonly number[]): Promise<Float64Array> => {
    const parameters = Object.fromEntries(names.map((name, k) => [name, values[k]]));
    const { real, imaginary } = await engine.run(circuit, { parameters });
    return real.map((value, x) => value ** 2 + imaginary[x] ** 2);
  };
  const model = await modelAt(weights);
  const slope = target.probabilities.map((p, x) => -p / model[x]);
  const { gradient } = await engine.expectationAndGradient(circuit, diagonalObservable(3, slope), {
    parameters: Object.fromEntries(names.map((name, k) => [name, weights[k]])),
    parameterOrder: names,
  });
  for (let k = 0; k < names.length; k++) {
    const at = async (step: number): Promise<number> =>
      kullbackLeibler(
        target.probabilities,
        await modelAt(weights.map((value, i) => value + (i === k ? step : 0))),
      );
    // Central differences of step 1e-5.
    expect(gradient[k]).toBeCloseTo(((await at(1e-5)) - (await at(-1e-5))) / 2e-5, 6);
  }
});

describe("classical baselines", () => {
  const { uniform } = createRandom(21);

  it("a Markov chain is its own Chow–Liu tree", () => {
    // x₀ → x₁ → x₂ → x₃ with arbitrary transitions.
    const first = 0.3;
    const next = Array.from({ length: 3 }, () => [0.1 + 0.8 * uniform(), 0.1 + 0.8 * uniform()]);
    const chain = distributionOf(
      Float64Array.from({ length: 16 }, (_, x) => {
        const bit = (k: number): number => (x >> k) & 1;
        return [0, 1, 2].reduce(
          (product, k) => product * (bit(k + 1) === 1 ? next[k][bit(k)] : 1 - next[k][bit(k)]),
          bit(0) === 1 ? first : 1 - first,
        );
      }),
    );
    expect(totalVariation(chain.probabilities, chowLiuTree(chain).probabilities)).toBeLessThan(1e-12);
    expect(totalVariation(chain.probabilities, independentBits(chain).probabilities)).toBeGreaterThan(0.01);
  });

  it("keep the marginals and add up to 1", () => {
    const target = distributionOf(Float64Array.from({ length: 32 }, () => uniform()));
    for (const baseline of [independentBits(target), chowLiuTree(target)]) {
      expect(baseline.probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
      for (let bit = 0; bit < 5; bit++) {
        const one = (p: Float64Array): number =>
          p.reduce((sum, value, x) => sum + ((x >> bit) & 1) * value, 0);
        expect(one(baseline.probabilities)).toBeCloseTo(one(target.probabilities), 12);
      }
    }
  });
});
