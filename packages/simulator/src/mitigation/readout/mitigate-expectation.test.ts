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

  it("the calibration's part of the error follows from how the value changes with each measured probability", () => {
    const counts = { "0000": 350, "1111": 310, "0001": 140, "0111": 135, "1011": 45, "0100": 20 };
    const observable = { ZZII: 0.5, IIIZ: -1, ZIZZ: 2 };
    const calibrationShots = 3000;
    const step = 1e-6;
    const valueOf = (model: ReadoutModel): number =>
      mitigateReadoutExpectation(counts, model, observable).value;
    let variance = 0;
    four.forEach((_, bit) => {
      for (const actual of [0, 1]) {
        // P(read = 1 | actual) is one binomial frequency.
        const shifted = (by: number): ReadoutModel => ({
          kind: "tensored",
          confusions: four.map((rows, k) =>
            rows.map((row, a) => (k === bit && a === actual ? [row[0] - by, row[1] + by] : row)),
          ),
        });
        const slope = (valueOf(shifted(step)) - valueOf(shifted(-step))) / (2 * step);
        const p = (four[bit][actual][1] * calibrationShots + 1) / (calibrationShots + 2);
        variance += (slope ** 2 * p * (1 - p)) / calibrationShots;
      }
    });
    const { details } = mitigateReadoutExpectation(
      counts,
      { kind: "tensored", confusions: four, calibrationShots },
      observable,
    );
    expect(details.calibrationError / Math.sqrt(variance)).toBeCloseTo(1, 6);

    // Full model on two bits: each row is one multinomial.
    const two = product(four.slice(0, 2));
    const few = { "00": 500, "11": 300, "01": 120, "10": 80 };
    const fullValue = (confusion: number[][]): number =>
      mitigateReadoutExpectation(few, { kind: "full", confusion }, { ZZ: 1, IZ: 0.4 }).value;
    let fullVariance = 0;
    for (let actual = 0; actual < 4; actual++) {
      // Shifting probability from read 0 to another outcome keeps the row's sum.
      const slopes = [0, 1, 2, 3].map((read) => {
        const shifted = (by: number): number[][] =>
          two.map((row, a) =>
            row.map((entry, r) =>
              a === actual ? entry + by * (Number(r === read) - Number(r === 0)) : entry,
            ),
          );
        return (fullValue(shifted(step)) - fullValue(shifted(-step))) / (2 * step);
      });
      const mean = two[actual].reduce((sum, p, read) => sum + p * slopes[read], 0);
      const square = two[actual].reduce((sum, p, read) => sum + p * slopes[read] ** 2, 0);
      fullVariance += (square - mean * mean) / calibrationShots;
    }
    const full = mitigateReadoutExpectation(
      few,
      { kind: "full", confusion: two, calibrationShots },
      { ZZ: 1, IZ: 0.4 },
    );
    expect(full.details.calibrationError / Math.sqrt(fullVariance)).toBeCloseTo(1, 6);
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
