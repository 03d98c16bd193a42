import { describe, expect, it } from "vitest";
import { createCircuit, withOperations } from "../../circuit/circuit.ts";
import { gate } from "../../circuit/operation.ts";
import type { UnitaryKindOperation } from "../../circuit/operation.ts";
import { parsePauliSum } from "../../operators/pauli-sum.ts";
import { oracleEstimate } from "../testing/noisy-density.ts";
import type { Folding } from "./fold-circuit.ts";
import { zeroNoiseExtrapolation } from "./zero-noise-extrapolation.ts";

const foldings: readonly Folding[] = [
  { method: "global" },
  { method: "local", order: "left" },
  { method: "local", order: "right" },
  { method: "local", order: "random", seed: 5 },
];

const withoutIdentity = (channel: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(channel).filter(([text]) => !/^I+$/.test(text)));

describe("zeroNoiseExtrapolation", () => {
  const ghz = createCircuit(3, [gate("h", [0]), gate("cx", [0, 1]), gate("cx", [1, 2])]);
  const parity = parsePauliSum({ XXX: 1 });

  it("under global depolarising noise of p a gate, folding to λ gives (1 − p)^(λd) and the exponential is exact", async () => {
    const p = 0.05;
    for (const folding of foldings) {
      const result = await zeroNoiseExtrapolation(ghz, {
        estimate: oracleEstimate(parity, { globalDepolarizing: p }),
        scaleFactors: [1, 5 / 3, 3, 5],
        folding,
        model: { kind: "exponential", asymptote: 0 },
        seed: 1,
      });
      for (const { scaleFactor, value } of result.details.points) {
        expect(value).toBeCloseTo((1 - p) ** (3 * scaleFactor), 12);
      }
      expect(result.value).toBeCloseTo(1, 9);
      expect(result.rawValue).toBeCloseTo((1 - p) ** 3, 12);
      expect(result.circuitsRun).toBe(4);
    }
  });

  it("GHZ parity under two-qubit depolarising noise decays as (1 − 16p/15)² and is brought nearer to 1", async () => {
    const p = 0.03;
    const letters = ["I", "X", "Y", "Z"];
    const channel = Object.fromEntries(
      letters.flatMap((a) => letters.map((b) => [a + b, p / 15])).filter(([text]) => text !== "II"),
    ) as Record<string, number>;
    const estimate = oracleEstimate(parity, {
      pauli: (operation) => (operation.gate === "cx" ? channel : null),
    });
    const result = await zeroNoiseExtrapolation(ghz, {
      estimate,
      scaleFactors: [1, 3, 5],
      folding: { method: "local", order: "left", gates: "multi-qubit" },
      seed: 2,
    });
    expect(result.rawValue).toBeCloseTo((1 - (16 * p) / 15) ** 2, 12);
    expect(Math.abs(result.value - 1)).toBeLessThan(0.02 * (1 - result.rawValue) + 1e-3);
    expect(result.details.extrapolation.weights.map((weight) => weight * 8)).toEqual([
      expect.closeTo(15, 9),
      expect.closeTo(-10, 9),
      expect.closeTo(3, 9),
    ]);
    expect(result.samplingOverhead.factor).toBeCloseTo((3 * (15 ** 2 + 10 ** 2 + 3 ** 2)) / 64, 9);
  });

  // mitiq 1.1.0 over cirq 1.6.1's density-matrix simulator: execute_with_zne with fold_global and fold_gates_at_random, scale
  // factors 1, 3, 5, and the folded circuits' own values. cirq.depolarize(0.01) on each qubit of an operation after it.
  it.each([
    [
      { method: "global" },
      [0.7558156103078268, 0.6226952591736197, 0.5140948443800919],
      0.831570762002685,
      0.8121591457329805,
    ],
    [
      { method: "local" },
      [0.7558156103078268, 0.622710111738578, 0.5141271342026019],
      0.8315643049799281,
      0.8121506424952538,
    ],
  ] as const)(
    "%j gives the values of an independent program",
    async (folding, values, richardson, linear) => {
      const circuit = createCircuit(3, [
        gate("h", [0]),
        gate("ry", [1], [0.4]),
        gate("cx", [0, 1]),
        gate("rx", [2], [0.9]),
        gate("cx", [1, 2]),
        gate("t", [2]),
        gate("h", [2]),
        gate("rz", [0], [0.3]),
        gate("cz", [2, 0]),
        gate("ry", [0], [-0.7]),
      ]);
      const letters = { I: 0.99, X: 0.01 / 3, Y: 0.01 / 3, Z: 0.01 / 3 };
      const both = Object.fromEntries(
        Object.entries(letters).flatMap(([a, p]) => Object.entries(letters).map(([b, q]) => [a + b, p * q])),
      );
      const onOne = withoutIdentity(letters);
      const onTwo = withoutIdentity(both);
      const pauli = ({ qubits }: UnitaryKindOperation) => (qubits.length === 1 ? onOne : onTwo);
      const estimate = oracleEstimate(parsePauliSum({ IZZ: 1, XXI: 0.5, IIY: -0.3 }), { pauli });
      for (const [model, expected] of [
        [{ kind: "richardson" }, richardson],
        [{ kind: "linear" }, linear],
      ] as const) {
        const result = await zeroNoiseExtrapolation(circuit, {
          estimate,
          scaleFactors: [1, 3, 5],
          folding,
          model,
          seed: 1,
        });
        expect(result.value).toBeCloseTo(expected, 10);
        result.details.points.forEach(({ value }, at) => expect(value).toBeCloseTo(values[at], 10));
      }
    },
  );

  it("with shots, values lie within their error bars and the overhead is the ratio of shots at equal error", async () => {
    const options = {
      estimate: oracleEstimate(parity, { globalDepolarizing: 0.04 }),
      model: { kind: "exponential", asymptote: 0 },
      folding: { method: "global" },
      scaleFactors: [1, 3, 5],
      shots: 2000,
    } as const;
    let squares = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const result = await zeroNoiseExtrapolation(ghz, { ...options, seed });
      squares += ((result.value - 1) / result.standardError) ** 2;
      expect(result.shotsUsed).toBe(6000);
      expect(result.samplingOverhead.factor).toBeCloseTo(
        (3 * result.standardError ** 2) / result.rawStandardError ** 2,
        9,
      );
    }
    // Mean of 60 squared normal deviates: 1 ± √(2/60) = 0.18; 5 of them.
    expect(Math.abs(squares / 60 - 1)).toBeLessThan(0.92);
  });

  it("runs the unfolded circuit too when 1 is not among the factors, and tells what short circuits reach", async () => {
    const estimate = oracleEstimate(parity, { globalDepolarizing: 0.04 });
    const result = await zeroNoiseExtrapolation(ghz, {
      estimate,
      scaleFactors: [2, 4],
      seed: 1,
      model: { kind: "linear" },
    });
    expect(result.circuitsRun).toBe(3);
    expect(result.rawValue).toBeCloseTo(0.96 ** 3, 12);
    expect(result.details.points[0].scaleFactor).toBeCloseTo(7 / 3, 12);
    expect(result.warnings.join()).toMatch(/Scale factor 2 became 2.333/);
    await expect(zeroNoiseExtrapolation(ghz, { estimate, scaleFactors: [1, 1.1], seed: 1 })).rejects.toThrow(
      /become 1, 1 on this circuit/,
    );
  });

  it("the same seed gives the same result; numbers that are not finite are refused", async () => {
    const circuit = withOperations(ghz, [...ghz.operations, ...ghz.operations]);
    const run = (seed: number) =>
      zeroNoiseExtrapolation(circuit, {
        estimate: oracleEstimate(parity, { globalDepolarizing: 0.04 }),
        shots: 100,
        seed,
      });
    expect(await run(4)).toEqual(await run(4));
    expect((await run(4)).value).not.toBe((await run(5)).value);
    await expect(
      zeroNoiseExtrapolation(ghz, {
        estimate: () => Promise.resolve({ value: NaN, standardError: 0, shots: 0 }),
        seed: 1,
      }),
    ).rejects.toThrow(/estimate must return a finite value/);
    await expect(run(NaN)).rejects.toThrow(/seed must be/);
  });
});
