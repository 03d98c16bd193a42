import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { main as backtest } from "./backtest.ts";
import { main as scanBond } from "./bond-scan.ts";
import { main as buildByHand } from "./by-hand.ts";
import { main as runCircuit } from "./circuit.ts";
import { covariantData, main as trainCovariantKernel } from "./covariant-kernel.ts";
import { main as assessCredit } from "./credit-risk.ts";
import { main as drawFrontier } from "./frontier.ts";
import { main as solveWater } from "./ground-state.ts";
import { main as solveOxygen } from "./open-shell.ts";
import { main as priceCall } from "./option-price.ts";
import { main as showPowerOfData } from "./power-of-data.ts";
import { main as pickStocks } from "./portfolio.ts";
import { main as predictModuli } from "./property-prediction.ts";
import { exactEnergy, groundState, main as tellPhases } from "./quantum-phases.ts";
import { main as learnBars } from "./born-machine.ts";

describe("examples", () => {
  it("water's UCCSD energy lies within chemical accuracy of full CI", async () => {
    const { verdict } = await solveWater();
    expect(verdict.level).toBe("excellent");
  });

  it("the scan of H2 finds its bond length to 0.01 Å", async () => {
    const { points, equilibrium } = await scanBond();
    expect(points).toHaveLength(13);
    // Experimental ω_e 4401 cm⁻¹ (Huber and Herzberg, 1979); 6-31G** lies 2 % above it.
    expect(Math.abs(equilibrium!.wavenumber! - 4401)).toBeLessThan(150);
  });

  it("a VQE built by hand ends within 0.1 mHa of full CI for H4", async () => {
    const { vqe, exact } = await buildByHand();
    expect(vqe - exact).toBeLessThan(1e-4);
  });

  it("readout calibration and extrapolation bring a noisy GHZ state back towards the ideal one", async () => {
    const { drawing, ideal, noisy, readoutMitigated, parity } = await runCircuit({ shots: 4000 });
    expect(drawing).toContain("┤ H ├");
    expect(ideal).toBeCloseTo(1, 12);
    expect(noisy).toBeLessThan(0.95);
    expect(Math.abs(1 - readoutMitigated)).toBeLessThan(0.02);
    expect(Math.abs(parity.mitigated - parity.exact)).toBeLessThan(0.005);
  });

  it("triplet oxygen keeps its spin and tells its progress", async () => {
    const stages = new Set<string>();
    const result = await solveOxygen({ onProgress: ({ stage }) => stages.add(stage) });
    expect(result.multiplicity).toBe(3);
    expect(stages).toContain("vqe");
  });

  it("QAOA's samples hold the proven optimum of five stocks, far likelier than a random draw", async () => {
    const { objective, optimum, optimumProbability, uniformProbability } = await pickStocks();
    expect(objective).toBeCloseTo(optimum, 10);
    // 15,504 portfolios of five of twenty.
    expect(uniformProbability).toBeCloseTo(1 / 15_504, 12);
    expect(optimumProbability).toBeGreaterThan(20 * uniformProbability);
  });

  it("a limit on holdings never lowers the frontier's volatility", async () => {
    const points = await drawFrontier({ points: 4 });
    expect(points.every(({ holdings }) => holdings <= 4)).toBe(true);
    expect(points[0].limitedVolatility!).toBeGreaterThan(points[0].volatility);
  });

  it("a backtest decides every strategy in every window and compares them with intervals", async () => {
    const { strategies, comparisons } = await backtest({ rebalancing: "yearly", resamples: 200 });
    expect(strategies.map(({ name }) => name)).toContain("QAOA selection");
    expect(comparisons.length).toBeGreaterThan(0);
  });

  it("amplitude estimation of two loans holds their exact expected loss and CVaR", async () => {
    const { exact } = await assessCredit();
    expect(exact.expectedLoss).toBeCloseTo(0.65, 6);
    expect(exact.valueAtRisk).toBe(2);
  });

  it("a call's corrected interval holds its Black–Scholes price", async () => {
    const { price } = await priceCall();
    expect(Math.abs(price.estimate - price.reference!.value)).toBeLessThan(0.2);
  });

  it.skipIf(!existsSync(covariantData))(
    "alignment finds IBM's fiducial state, whose kernel classifies every held-out coset (skipped without its data)",
    async () => {
      const found = (await trainCovariantKernel())!;
      expect(found.accuracy.trained).toBe(1);
      expect(found.accuracy.published).toBe(1);
      expect(found.accuracy.trainedAllRows).toBe(1);
      expect(found.accuracy.untrained).toBeLessThan(0.8);
      expect(found.accuracy.unentangled).toBeLessThan(0.8);
      // Of the graph state; 20 rows tell it to some hundredths.
      expect(Math.abs(found.fiducial - Math.PI / 2)).toBeLessThan(0.1);
    },
  );

  it("without its data the covariant example finds nothing", async () => {
    expect(await trainCovariantKernel({ file: "no-such-file.csv" })).toBeUndefined();
  });

  it("the geometric difference tells where a projected kernel beats classical models on engineered data", async () => {
    const [low, high] = await showPowerOfData({ bandwidths: [0.1, 0.6] });
    expect(low.geometricDifference).toBeLessThan(2);
    expect(high.geometricDifference).toBeGreaterThan(5);
    // 3 × 80 held-out rows: one standard error of an accuracy is 0.03.
    expect(low.projected - low.bestClassical).toBeLessThan(0.1);
    expect(high.projected - high.bestClassical).toBeGreaterThan(0.1);
  });

  it("a quantum convolutional network tells phases from four labelled ground states, which no basis probabilities show", async () => {
    for (const h of [0.4, 1, 1.7]) expect(groundState(h).energy).toBeCloseTo(exactEnergy(h), 9);
    const [{ quantum, computationalBasis, magnetisations }] = await tellPhases({
      trainedStates: [4],
      heldOut: 20,
      repetitions: 2,
    });
    expect(quantum).toBeGreaterThan(0.9);
    // States of h and 1/h look the same in the computational basis: half of the answers are wrong, whatever they are.
    expect(computationalBasis).toBeCloseTo(0.5, 12);
    expect(magnetisations).toBeGreaterThan(0.9);
  });

  it("a Born machine learns bars and stripes closer than a tree of pairs, and not without entanglement", async () => {
    const { entangled, product } = await learnBars({ side: 2 });
    expect(entangled.kullbackLeibler).toBeLessThan(0.05);
    expect(entangled.kullbackLeibler).toBeLessThan(0.2 * entangled.baselines.chowLiu.kullbackLeibler);
    expect(product.kullbackLeibler).toBeGreaterThan(product.baselines.independent.kullbackLeibler - 1e-6);
  });

  it("an audit of bulk moduli beats the constant prediction and says what entanglement gave", async () => {
    const { models, verdict } = await predictModuli({ rows: 90 });
    const score = (name: string): number => models.find((model) => model.name === name)!.score.mean;
    expect(score("zz-fidelity-kernel-ridge")).toBeLessThan(0.8 * score("dummy-mean"));
    expect(verdict.text.length).toBeGreaterThan(40);
  });
});
