import { describe, expect, it } from "vitest";
import { createCircuit } from "../../circuit/circuit.ts";
import { gate, measure } from "../../circuit/operation.ts";
import { oracleSample } from "../testing/noisy-density.ts";
import { calibrateReadout } from "./calibration.ts";
import { mitigateCounts } from "./mitigate-counts.ts";
import { mitigateReadoutExpectation } from "./mitigate-expectation.ts";
import type { ReadoutModel } from "./readout-model.ts";
import { bit, four, product } from "../testing/confusions.ts";

describe("mitigateReadoutExpectation", () => {
  it("equals the sum over inverted quasi-probabilities, by both models", () => {
    const counts = {
      "0000": 450,
      "1111": 410,
      "0001": 40,
      "0111": 35,
      "1011": 25,
      "0100": 20,
      "1110": 12,
      "1000": 8,
    };
    const observable = { ZZII: 0.5, IIIZ: -1, ZZZZ: 2, IIII: 0.25 };
    const { quasiProbabilities } = mitigateCounts(counts, { kind: "tensored", confusions: four });
    const expected = Object.entries(quasiProbabilities).reduce((sum, [text, p]) => {
      const value = Object.entries(observable).reduce(
        (total, [letters, c]) =>
          total +
          c * Array.from(letters).reduce((s, letter, at) => (letter === "Z" && text[at] === "1" ? -s : s), 1),
        0,
      );
      return sum + p * value;
    }, 0);
    for (const model of [
      { kind: "tensored", confusions: four, calibrationShots: 4000 },
      { kind: "full", confusion: product(four), calibrationShots: 4000 },
    ] as const) {
      const result = mitigateReadoutExpectation(counts, model, observable);
      expect(result.value).toBeCloseTo(expected, 10);
      expect(result.samplingOverhead.factor).toBeGreaterThan(1);
      expect(result.details.calibrationError).toBeGreaterThan(0);
    }
  });

  it("error bars hold counts and calibration: results of repeated experiments scatter as stated", async () => {
    const circuit = createCircuit(2, [gate("ry", [0], [0.7]), gate("cx", [0, 1]), measure([0, 1], [0, 1])], {
      bitCount: 2,
    });
    const two = four.slice(0, 2);
    const sample = oracleSample({}, product(two));
    for (const kind of ["tensored", "full"] as const) {
      let squares = 0;
      const repetitions = 100;
      for (let seed = 1; seed <= repetitions; seed++) {
        const model = await calibrateReadout(
          { qubitCount: 2, qubits: [0, 1], kind },
          { sample, shots: 300, seed: 1000 + seed },
        );
        const counts = await sample(circuit, { shots: 20_000, seed });
        const result = mitigateReadoutExpectation(counts, model, { IZ: 1 });
        expect(result.details.calibrationError).toBeGreaterThan(0.3 * result.details.shotError);
        squares += ((result.value - Math.cos(0.7)) / result.standardError) ** 2;
      }
      // Mean of 100 squared normal deviates: 1 ± 0.14; 4 of them.
      expect(Math.abs(squares / repetitions - 1), kind).toBeLessThan(0.57);
    }
  });

  it("works for 300 bits", () => {
    const model: ReadoutModel = {
      kind: "tensored",
      confusions: Array.from({ length: 300 }, () => bit(0.02, 0.02)),
    };
    const text = "Z".repeat(2) + "I".repeat(298);
    const counts = { ["0".repeat(300)]: 980, [`1${"0".repeat(299)}`]: 20 };
    const result = mitigateReadoutExpectation(counts, model, { [text]: 1 });
    expect(result.value).toBeCloseTo(0.96 / 0.96 ** 2, 12);
    expect(result.samplingOverhead.factor).toBeCloseTo(0.96 ** -4, 9);
  });

  it("refuses observables that do not fit", () => {
    const model: ReadoutModel = { kind: "tensored", confusions: four };
    expect(() => mitigateReadoutExpectation({ "0000": 1 }, model, { XZII: 1 })).toThrow(/letters I or Z/);
    expect(() => mitigateReadoutExpectation({ "0000": 1 }, model, {})).toThrow(/must hold a term/);
  });
});
