import { describe, expect, it } from "vitest";
import type { GroundStateResult } from "../ground-state/types.ts";
import { combineBondScan } from "./combine-bond-scan.ts";
import { bondLengths } from "./bond-lengths.ts";

const request = {
  molecule: { library: "h2" },
  bond: [1, 2] as [number, number],
  fromAngstrom: 0.5,
  toAngstrom: 1.1,
  points: 13,
};

/** A Morse curve: D = 0.17 hartree, a = 1.9 /Å, r_e = 0.74 Å. */
const morse = (r: number) => 0.17 * (1 - Math.exp(-1.9 * (r - 0.74))) ** 2 - 1.17;

function pointResult(energy: number, error: number, converged = true): GroundStateResult {
  const reference = { seconds: 0.01, converged: true, label: "" };
  const atom = (element: string) => ({ element, position: [0, 0, 0] as [number, number, number] });
  const space = { electrons: 2, orbitals: 2, coreOrbitals: 0, virtualOrbitals: 0, reason: "" };
  return {
    energy: energy + error,
    converged,
    method: "uccsd-vqe",
    formula: "H2",
    charge: 0,
    multiplicity: 1,
    basis: "sto-3g",
    basisFunctions: 2,
    geometry: [atom("H"), atom("H")],
    geometrySource: "",
    activeSpace: { kind: "full", ...space },
    qubits: 4,
    determinants: 4,
    parameters: 1,
    excitations: 1,
    parameterValues: [0],
    history: [],
    optimizer: "l-bfgs",
    stopReason: "value-tolerance",
    evaluations: 5,
    references: [
      { method: "rhf", energy: energy + 0.02, ...reference },
      { method: "mp2", energy: energy + 0.01, ...reference },
      { method: "casci", energy, ...reference },
    ],
    correlationEnergy: -0.02,
    correlationRecovered: 1,
    spinSquared: 0,
    dipoleDebye: [0, 0, 0],
    errorBudget: [],
    verdict: { level: "excellent", text: "As it should be." },
    warnings: ["one"],
    timings: [],
    seconds: 0.5,
    threads: 1,
    seed: 42,
  };
}

describe("combining a bond scan", () => {
  const lengths = bondLengths(request);

  it("takes lengths evenly, ends included", () => {
    expect(lengths).toHaveLength(13);
    expect(lengths[0]).toBe(0.5);
    expect(lengths[6]).toBe(0.8);
    expect(lengths[12]).toBe(1.1);
  });

  it("fits the equilibrium and the harmonic wavenumber of a diatomic", () => {
    const scan = combineBondScan(
      request,
      lengths.map((r) => pointResult(morse(r), 1e-5)),
    );
    expect(scan.equilibrium!.bondLengthAngstrom).toBeCloseTo(0.74, 3);
    expect(scan.equilibrium!.energy).toBeCloseTo(-1.16999, 5);
    // ν̃ = (a/2πc) √(2D/μ) with D = 0.17 hartree, a = 1.9 /Å, μ = 0.504 u:
    // D = 7.4117e-19 J, a = 1.9e10 /m, μ = 8.3691e-28 kg, so ν̃ = 4245 cm⁻¹
    expect(scan.equilibrium!.wavenumber! / 4245).toBeCloseTo(1, 2);
    expect(scan).toMatchObject({ bondLabel: "H1–H2", converged: true, warnings: ["one"], seconds: 6.5 });
  });

  it("reports the largest error and judges by it", () => {
    const results = lengths.map((r, index) => pointResult(morse(r), index === 12 ? 3e-3 : 1e-5));
    const scan = combineBondScan(request, results);
    expect(scan.largestError).toBeCloseTo(3e-3, 12);
    expect(scan.verdict.level).toBe("caution");
    expect(scan.verdict.text).toMatch(/largest error against CASCI is 3\.00 mHa at 1\.10 Å/);
    const better = combineBondScan(
      request,
      lengths.map((r) => pointResult(morse(r), 1e-5)),
    );
    expect(better.verdict.level).toBe("excellent");
    expect(better.verdict.text).toMatch(/minimum at 0\.740 Å/);
  });

  it("keeps the curve when points fail, and says why", () => {
    const results = lengths.map((r, index) =>
      index === 0 ? { note: "too close" } : pointResult(morse(r), 0),
    );
    const scan = combineBondScan(request, results);
    expect(scan.points[0]).toMatchObject({ vqe: null, converged: false, note: "too close" });
    expect(scan.points[1].vqe).toBeCloseTo(morse(0.55), 12);
    expect(scan.converged).toBe(false);
    expect(scan.verdict.text).toMatch(/1 of 13 points have no energy/);
  });

  it("is failed when no point has an energy", () => {
    const scan = combineBondScan(
      request,
      lengths.map(() => ({ note: "broken" })),
    );
    expect(scan.verdict.level).toBe("failed");
    expect(scan.equilibrium).toBeNull();
  });

  it("has no equilibrium when the minimum lies at an end", () => {
    const outside = { ...request, fromAngstrom: 1, toAngstrom: 1.6 };
    const scan = combineBondScan(
      outside,
      bondLengths(outside).map((r) => pointResult(morse(r), 0)),
    );
    expect(scan.equilibrium).toBeNull();
    expect(scan.verdict.text).toMatch(/widen the range/);
  });

  it("works from long to short bonds", () => {
    const backwards = { ...request, fromAngstrom: 1.1, toAngstrom: 0.5 };
    const scan = combineBondScan(
      backwards,
      bondLengths(backwards).map((r) => pointResult(morse(r), 0)),
    );
    expect(scan.points[0].bondLengthAngstrom).toBe(1.1);
    expect(scan.equilibrium!.bondLengthAngstrom).toBeCloseTo(0.74, 3);
  });

  it("refuses lengths out of range and a wrong number of results", () => {
    expect(() => bondLengths({ ...request, fromAngstrom: 0 })).toThrow(/fromAngstrom must be in \[0.2, 20\]/);
    expect(() => bondLengths({ ...request, points: 1 })).toThrow(/points must be an integer in \[2, 200\]/);
    expect(() => bondLengths({ ...request, toAngstrom: 0.5 })).toThrow(/must differ/);
    expect(() => combineBondScan(request, [])).toThrow(/13 points, got 0/);
  });
});
