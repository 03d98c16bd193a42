import { describe, expect, it } from "vitest";
import { main as scanBond } from "./bond-scan.ts";
import { main as buildByHand } from "./by-hand.ts";
import { main as runCircuit } from "./circuit.ts";
import { main as solveWater } from "./ground-state.ts";
import { main as solveOxygen } from "./open-shell.ts";

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
});
