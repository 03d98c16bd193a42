import { describe, expect, it } from "vitest";
import { createCircuit } from "../../circuit/circuit.ts";
import { gate, measure } from "../../circuit/operation.ts";
import { createRandom } from "../../math/random.ts";
import type { Counts } from "../executor.ts";
import { oracleSample } from "../testing/noisy-density.ts";
import { mitigateCounts } from "./mitigate-counts.ts";
import type { Confusion, ReadoutModel } from "./readout-model.ts";
import { projectToSimplex } from "./simplex-least-squares.ts";
import { greatestDirectSize } from "./subspace-solve.ts";
import { bit, four, product } from "../testing/confusions.ts";

const key = (index: number, bits: number): string => index.toString(2).padStart(bits, "0");

function exactCounts(
  probabilities: readonly number[],
  confusion: Confusion,
  bits: number,
  shots: number,
): Record<string, number> {
  return Object.fromEntries(
    probabilities.map((_, read) => [
      key(read, bits),
      shots * probabilities.reduce((sum, p, actual) => sum + p * confusion[actual][read], 0),
    ]),
  );
}

describe("mitigateCounts", () => {
  const random = createRandom(3);
  const raw = Array.from({ length: 16 }, () => random.uniform() ** 3);
  const total = raw.reduce((sum, entry) => sum + entry, 0);
  const truth = raw.map((entry) => entry / total);
  const confusion = product(four);
  const counts = exactCounts(truth, confusion, 4, 1e6);

  it("exact frequencies give back the exact probabilities, by every model and method", () => {
    for (const model of [
      { kind: "tensored", confusions: four },
      { kind: "full", confusion },
    ] as const) {
      for (const method of ["inverse", "least-squares", "subspace"] as const) {
        const result = mitigateCounts(counts, model, { method });
        truth.forEach((p, index) => {
          const error = Math.abs((result.quasiProbabilities[key(index, 4)] ?? 0) - p);
          // Least squares stops by a duality gap of 1e-13: entries to its square root.
          expect(error, `${model.kind} ${method} ${index}`).toBeLessThan(
            method === "least-squares" ? 1e-6 : 1e-12,
          );
        });
        expect(result.details.converged).toBe(true);
      }
    }
  });

  it("the overhead is ‖B‖₁², for one bit ((1 + |ε₀₁ − ε₁₀|)/(1 − ε₀₁ − ε₁₀))²", () => {
    const model: ReadoutModel = { kind: "tensored", confusions: [bit(0.02, 0.07)] };
    const { samplingOverhead } = mitigateCounts({ 0: 60, 1: 40 }, model);
    expect(samplingOverhead.factor).toBeCloseTo((1.05 / 0.91) ** 2, 12);
    const full = mitigateCounts(counts, { kind: "full", confusion });
    const tensored = mitigateCounts(counts, { kind: "tensored", confusions: four });
    expect(full.samplingOverhead.factor).toBeCloseTo(tensored.samplingOverhead.factor, 9);
  });

  // mthree 3.0.0, method "direct", single_qubit_cals the same matrices (transposed, float32): apply_correction and
  // nearest_probability_distribution; overhead as mitigation_overhead. Its distance is 3 here, where it equals a
  // double-precision numpy.linalg.solve of the same matrix.
  const read = {
    "0000": 450,
    "1111": 410,
    "0001": 40,
    "0111": 35,
    "1011": 25,
    "0100": 20,
    "1110": 12,
    "1000": 8,
  };
  const published = {
    "0000": 0.48608816,
    "0001": 0.032454904,
    "0100": 0.016075969,
    "0111": 0.009420539,
    "1000": -0.016871916,
    "1011": 0.008035799,
    "1110": -0.009924066,
    "1111": 0.47472057,
  };
  const nearest = {
    "0000": 0.48162216,
    "0001": 0.027988907,
    "0100": 0.0116099715,
    "0111": 0.004954542,
    "1000": 0,
    "1011": 0.0035698013,
    "1110": 0,
    "1111": 0.47025457,
  };
  it("the subspace solution is mthree's, whole and cut at a distance", () => {
    const model: ReadoutModel = { kind: "tensored", confusions: four };
    const result = mitigateCounts(read, model, { method: "subspace", distance: 3 });
    for (const [text, value] of Object.entries(published)) {
      // The other program's matrices are 32-bit numbers.
      expect(Math.abs(result.quasiProbabilities[text] - value), text).toBeLessThan(2e-7);
    }
    for (const [text, value] of Object.entries(nearest)) {
      expect(Math.abs((result.nearestProbabilities[text] ?? 0) - value), text).toBeLessThan(2e-7);
    }
    expect(Math.abs(result.samplingOverhead.factor - 1.7701415)).toBeLessThan(1e-6);
    expect(result.details.negativeWeight).toBeCloseTo(0.016871916 + 0.009924066, 6);
    const whole = mitigateCounts(read, model, { method: "subspace" });
    expect(Math.abs(whole.quasiProbabilities["1111"] - 0.47472534)).toBeLessThan(2e-7);
    expect(Math.abs(whole.samplingOverhead.factor - 1.7702165)).toBeLessThan(1e-6);
    const cut = mitigateCounts(read, model, { method: "subspace", distance: 1 });
    expect(Math.abs(cut.quasiProbabilities["0111"] - 0.009318091)).toBeLessThan(2e-7);
  });

  it("least squares meets the optimality conditions of the constrained problem", () => {
    const model: ReadoutModel = { kind: "tensored", confusions: four };
    const { quasiProbabilities } = mitigateCounts(read, model, { method: "least-squares" });
    const p = Array.from({ length: 16 }, (_, index) => quasiProbabilities[key(index, 4)] ?? 0);
    expect(p.reduce((sum, entry) => sum + entry, 0)).toBeCloseTo(1, 12);
    expect(Math.min(...p)).toBeGreaterThanOrEqual(0);
    const residual = p.map(
      (_, to) =>
        p.reduce((sum, entry, from) => sum + entry * confusion[from][to], 0) -
        ((read as Counts)[key(to, 4)] ?? 0) / 1000,
    );
    const gradient = p.map((_, from) =>
      residual.reduce((sum, entry, to) => sum + entry * confusion[from][to], 0),
    );
    const level = Math.min(...gradient);
    // Where p is positive the gradient is at its least: Karush, Kuhn and Tucker.
    p.forEach((entry, at) => {
      if (entry > 1e-4) expect(gradient[at] - level).toBeLessThan(1e-7);
    });
    expect(p.filter((entry) => entry > 1e-4).length).toBeGreaterThan(3);
  });

  it("200 bits and more strings than are solved directly: GHZ counts lose their readout errors", () => {
    const bits = 200;
    const source = createRandom(21);
    const model: ReadoutModel = {
      kind: "tensored",
      confusions: Array.from({ length: bits }, () => bit(0.0005 + 0.001 * source.uniform(), 0.001)),
    };
    const counts: Record<string, number> = {};
    const shots = 15_000;
    for (let shot = 0; shot < shots; shot++) {
      const actual = source.uniform() < 0.5 ? 0 : 1;
      const text = model.confusions.map((rows) => (source.uniform() < rows[actual][1] ? "1" : "0")).join("");
      // Bit 0 is the rightmost character.
      const name = Array.from(text).reverse().join("");
      counts[name] = (counts[name] ?? 0) + 1;
    }
    expect(Object.keys(counts).length).toBeGreaterThan(greatestDirectSize);
    const before = ((counts["0".repeat(bits)] ?? 0) + (counts["1".repeat(bits)] ?? 0)) / shots;
    const result = mitigateCounts(counts, model);
    const { quasiProbabilities: q } = result;
    expect(result.method).toBe("subspace");
    expect(result.details.converged).toBe(true);
    expect(before).toBeLessThan(0.85);
    const after = (q["0".repeat(bits)] ?? 0) + (q["1".repeat(bits)] ?? 0);
    // Strings of rare double errors lie outside the space and leave part of the error.
    expect(after).toBeGreaterThan(0.97);
    expect(Object.values(q).reduce((sum, entry) => sum + entry, 0)).toBeCloseTo(1, 9);
  });

  it("stated errors are those of repeated sampling", async () => {
    const circuit = createCircuit(2, [gate("h", [0]), gate("cx", [0, 1]), measure([0, 1], [0, 1])], {
      bitCount: 2,
    });
    const two = four.slice(0, 2);
    const sample = oracleSample({}, product(two));
    const results = [];
    for (let seed = 1; seed <= 200; seed++) {
      results.push(
        mitigateCounts(await sample(circuit, { shots: 500, seed }), { kind: "tensored", confusions: two }),
      );
    }
    for (const [text, expected] of [
      ["00", 0.5],
      ["01", 0],
      ["10", 0],
      ["11", 0.5],
    ] as const) {
      const values = results.map(({ quasiProbabilities }) => quasiProbabilities[text] ?? 0);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const scatter = Math.sqrt(
        values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
      );
      const stated = Math.sqrt(
        results.reduce((sum, { standardErrors }) => sum + standardErrors[text] ** 2, 0) / 200,
      );
      // The scatter of 200 values is known to 5 %; the mean to stated/√200.
      expect(Math.abs(scatter / stated - 1), text).toBeLessThan(0.25);
      expect(Math.abs(mean - expected), text).toBeLessThan((5 * stated) / Math.sqrt(200));
    }
  });

  it("refuses bad counts, models and methods by name", () => {
    const model: ReadoutModel = { kind: "tensored", confusions: four };
    expect(() => mitigateCounts(null as unknown as Counts, model)).toThrow(
      /record of counts by bitstring, got null/,
    );
    expect(() => mitigateCounts({ 0: 1 }, { kind: "tensored" } as unknown as ReadoutModel)).toThrow(
      /readout model must be/,
    );
    expect(() => mitigateCounts({}, model)).toThrow(/at least one shot/);
    expect(() => mitigateCounts({ "01": 3 }, model)).toThrow(/keys of 4 binary digits, got "01"/);
    expect(() => mitigateCounts({ "0000": -3 }, model)).toThrow(/at least 0, got -3/);
    expect(() => mitigateCounts({ 0: 3 }, { kind: "tensored", confusions: [bit(0.5, 0.5)] })).toThrow(
      /tell 0 from 1/,
    );
    expect(() =>
      mitigateCounts(
        { 0: 3 },
        {
          kind: "tensored",
          confusions: [
            [
              [0.5, 0.4],
              [0, 1],
            ],
          ],
        },
      ),
    ).toThrow(/probabilities that sum to 1/);
    expect(() =>
      mitigateCounts(
        { 0: 3 },
        {
          kind: "full",
          confusion: [
            [0.5, 0.5],
            [0.5, 0.5],
          ],
        },
      ),
    ).toThrow(/invertible/);
    expect(() => mitigateCounts({ 0: 3 }, { kind: "full", confusion: [[1]] })).toThrow(/2 to 2\^10 rows/);
    const many: ReadoutModel = { kind: "tensored", confusions: Array.from({ length: 20 }, () => four[0]) };
    expect(() => mitigateCounts({ ["0".repeat(20)]: 1 }, many, { method: "inverse" })).toThrow(
      /use method subspace/,
    );
    expect(() => mitigateCounts(read, model, { method: "subspace", distance: -1 })).toThrow(
      /distance must be/,
    );
  });

  it("the projection onto the simplex is the nearest point", () => {
    expect(Array.from(projectToSimplex(Float64Array.of(0.6, 0.5, -0.1)))).toEqual([
      expect.closeTo(0.55, 12),
      expect.closeTo(0.45, 12),
      0,
    ]);
  });
});
