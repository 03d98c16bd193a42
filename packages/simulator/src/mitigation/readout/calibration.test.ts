import { describe, expect, it } from "vitest";
import { gate, measure } from "../../circuit/operation.ts";
import { oracleSample } from "../testing/noisy-density.ts";
import { calibrateReadout, estimateReadoutModel, readoutCalibrationCircuits } from "./calibration.ts";
import { four, product } from "../testing/confusions.ts";

describe("calibration", () => {
  const three = four.slice(0, 3);

  it("circuits prepare basis states on the qubits that are read", () => {
    const tensored = readoutCalibrationCircuits({ qubitCount: 5, qubits: [4, 1], kind: "tensored" });
    expect(tensored.map(({ operations }) => operations)).toEqual([
      [measure([4, 1], [0, 1])],
      [gate("x", [4]), gate("x", [1]), measure([4, 1], [0, 1])],
    ]);
    const full = readoutCalibrationCircuits({ qubitCount: 5, qubits: [4, 1], kind: "full" });
    expect(full.map(({ operations }) => operations.length)).toEqual([1, 2, 2, 3]);
    expect(full[2].operations[0]).toEqual(gate("x", [1]));
  });

  it("measured models are the true ones within shot noise, correlated errors included", async () => {
    const correlated = product(three);
    // Bits 0 and 1 flip together in 4 % of all readings.
    const mixed = correlated.map((row) => row.map((_, read) => 0.96 * row[read] + 0.04 * row[read ^ 3]));
    const shots = 20_000;
    const layout = { qubitCount: 3, qubits: [0, 1, 2], kind: "full" } as const;
    const model = await calibrateReadout(layout, { sample: oracleSample({}, mixed), shots, seed: 4 });
    if (model.kind !== "full") throw new Error("expected a full model");
    mixed.forEach((row, actual) =>
      row.forEach((p, read) => {
        const bound = 5 * Math.sqrt((p * (1 - p) + 1 / shots) / shots);
        expect(Math.abs(model.confusion[actual][read] - p)).toBeLessThan(bound);
      }),
    );
    const single = await calibrateReadout(
      { ...layout, kind: "tensored" },
      { sample: oracleSample({}, correlated), shots, seed: 4 },
    );
    if (single.kind !== "tensored") throw new Error("expected a tensored model");
    single.confusions.forEach((rows, k) => {
      expect(Math.abs(rows[0][1] - three[k][0][1])).toBeLessThan(5 * Math.sqrt(0.05 / shots));
      expect(Math.abs(rows[1][0] - three[k][1][0])).toBeLessThan(5 * Math.sqrt(0.1 / shots));
    });
  });

  it("refuses wrong numbers of results and too many qubits", () => {
    const layout = {
      qubitCount: 20,
      qubits: Array.from({ length: 20 }, (_, at) => at),
      kind: "full",
    } as const;
    expect(() => readoutCalibrationCircuits(layout)).toThrow(/up to 10 qubits, got 20/);
    expect(() => estimateReadoutModel({ qubitCount: 1, qubits: [0], kind: "tensored" }, [{ 0: 1 }])).toThrow(
      /2 calibration circuits, got 1/,
    );
  });
});
