import { describe, expect, it } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { gate, measure } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { createNoiseModel } from "../noise/create-noise-model.ts";
import { noisePreset, noisePresetNames } from "../noise/presets.ts";
import { parsePauliSum } from "../operators/pauli-sum.ts";
import { probabilisticErrorCancellation } from "./cancellation/probabilistic-error-cancellation.ts";
import { cliffordDataRegression } from "./clifford-data/clifford-data-regression.ts";
import { pauliNoiseOfModel } from "./pauli-noise-of-model.ts";
import { calibrateReadout } from "./readout/calibration.ts";
import { mitigateReadoutExpectation } from "./readout/mitigate-expectation.ts";
import { simulatedEstimate, simulatedSample } from "./simulated-executors.ts";
import { postselectCounts } from "./symmetry/postselect-counts.ts";
import { zeroNoiseExtrapolation } from "./zero-noise/zero-noise-extrapolation.ts";

/** A chain of rotations and cx on 4 qubits. */
const operations: Operation[] = [0, 1, 2, 3].flatMap((qubit) => [gate("ry", [qubit], [0.3 + 0.2 * qubit])]);
for (const layer of [0, 1]) {
  for (const qubit of [0, 1, 2]) operations.push(gate("cx", [qubit, qubit + 1]));
  for (const qubit of [0, 1, 2, 3]) operations.push(gate("rx", [qubit], [0.4 - 0.1 * qubit + 0.2 * layer]));
}
const circuit = createCircuit(4, operations);
const observable = parsePauliSum({ ZZII: 1, IIZZ: 1, IXXI: 0.5 });
const bits = [0, 1, 2, 3];

describe("mitigation over simulate()", () => {
  for (const name of noisePresetNames) {
    it(`every method brings the value under the preset ${name} nearer to the ideal one`, async () => {
      const noise = noisePreset(name);
      const ideal = (await simulatedEstimate(observable)(circuit, { seed: 1 })).value;
      const estimate = simulatedEstimate(observable, { noise });
      const folded = await zeroNoiseExtrapolation(circuit, {
        estimate,
        seed: 1,
        folding: { method: "global" },
        scaleFactors: [1, 3, 5],
      });
      const rawError = Math.abs(folded.rawValue - ideal);
      expect(rawError).toBeGreaterThan(0.002);
      expect(Math.abs(folded.value - ideal)).toBeLessThan(0.2 * rawError);
      const learned = await cliffordDataRegression(circuit, observable, { estimate, seed: 1 });
      expect(Math.abs(learned.value - ideal)).toBeLessThan(0.6 * rawError);
      const pauliNoise = pauliNoiseOfModel(noise, { otherChannels: "twirl", idleNoise: "leave" });
      const cancelled = await probabilisticErrorCancellation(circuit, pauliNoise, {
        estimate,
        seed: 1,
        samples: 400,
      });
      expect(Math.abs(cancelled.value - ideal)).toBeLessThan(rawError + 4 * cancelled.standardError);
      expect(cancelled.details.gamma).toBeGreaterThan(1);
      expect(cancelled.details.gamma).toBeLessThan(2);
    });
  }

  it("values with shots agree with exact ones within their errors, by density matrix and trajectories", async () => {
    // Without confusion, as sampled values hold readout errors and exact ones do not.
    const noise = { ...noisePreset("superconducting"), measurement: [] };
    const exact = await simulatedEstimate(observable, { noise })(circuit, { seed: 1 });
    expect(exact.standardError).toBe(0);
    const measured = createCircuit(4, [...operations, measure(bits, bits)], { bitCount: 4 });
    for (const method of ["density-matrix", "trajectories"] as const) {
      const sampled = await simulatedEstimate(observable, { noise, method })(measured, {
        seed: 5,
        shots: 4000,
      });
      expect(sampled.shots).toBe(4000);
      expect(Math.abs(sampled.value - exact.value)).toBeLessThan(4.5 * sampled.standardError);
    }
    const paths = await simulatedEstimate(observable, { noise, method: "trajectories" })(circuit, {
      seed: 5,
    });
    expect(paths.shots).toBe(1024);
    expect(Math.abs(paths.value - exact.value)).toBeLessThan(4.5 * paths.standardError);
  });

  it("a circuit's own final measurements do not disturb the observable", async () => {
    const measured = createCircuit(1, [gate("ry", [0], [0.8]), measure([0], [0])], { bitCount: 1 });
    const estimate = simulatedEstimate(parsePauliSum({ X: 1 }));
    expect((await estimate(measured, { seed: 1 })).value).toBeCloseTo(Math.sin(0.8), 12);
    const sampled = await estimate(measured, { seed: 1, shots: 2000 });
    expect(Math.abs(sampled.value - Math.sin(0.8))).toBeLessThan(5 * sampled.standardError);
  });

  it("readout: calibration, correction and error bars over a device's confusion, correlated or not", async () => {
    const correlated = createNoiseModel({
      gates: [],
      measurement: [
        {
          qubits: [0, 1],
          confusion: [
            [0.9, 0.03, 0.03, 0.04],
            [0.05, 0.91, 0.02, 0.02],
            [0.06, 0.01, 0.92, 0.01],
            [0.05, 0.04, 0.03, 0.88],
          ],
        },
        {
          confusion: [
            [0.97, 0.03],
            [0.06, 0.94],
          ],
        },
      ],
      reset: [],
    });
    const measured = createCircuit(4, [...operations, measure(bits, bits)], { bitCount: 4 });
    const z = parsePauliSum({ ZIIZ: 1 });
    const ideal = (await simulatedEstimate(z)(circuit, { seed: 1 })).value;
    const sample = simulatedSample({ noise: correlated, method: "density-matrix" });
    const layout = { qubitCount: 4, qubits: bits, kind: "full" } as const;
    const model = await calibrateReadout(layout, { sample, shots: 20_000, seed: 2 });
    const counts = await sample(measured, { shots: 20_000, seed: 3 });
    const result = mitigateReadoutExpectation(counts, model, { ZIIZ: 1 });
    expect(Math.abs(result.rawValue - ideal)).toBeGreaterThan(10 * result.rawStandardError);
    expect(Math.abs(result.value - ideal)).toBeLessThan(4 * result.standardError);
  });

  it("post-selection on the particle number takes out bit flips", async () => {
    const noise = createNoiseModel({
      gates: [
        { qubitCount: 2, noise: [{ channel: { kind: "pauli", probabilities: { XI: 0.05, IX: 0.05 } } }] },
      ],
      measurement: [],
      reset: [],
    });
    const hopping = createCircuit(
      3,
      [
        gate("x", [0]),
        gate("xx_plus_yy", [0, 1], [1.1, 0]),
        gate("xx_plus_yy", [1, 2], [0.7, 0]),
        measure([0, 1, 2], [0, 1, 2]),
      ],
      { bitCount: 3 },
    );
    const run = (noisy: boolean) =>
      simulatedSample(noisy ? { noise } : {})(hopping, { shots: 20_000, seed: 4 });
    const share = (counts: Readonly<Record<string, number>>): number =>
      (counts["001"] ?? 0) / Object.values(counts).reduce((sum, count) => sum + count, 0);
    const [ideal, noisy] = [share(await run(false)), await run(true)];
    const kept = postselectCounts(noisy, [{ kind: "particle-number", value: 1 }]);
    // Without flips (0.9²) all are kept, after one flip none, after two (0.1²) some. Five standard errors of the share.
    expect(kept.acceptance).toBeGreaterThan(0.81 - 5 * kept.acceptanceError);
    expect(kept.acceptance).toBeLessThan(0.82 + 5 * kept.acceptanceError);
    expect(Math.abs(share(kept.counts) - ideal)).toBeLessThan(0.3 * Math.abs(share(noisy) - ideal));
  });
});
