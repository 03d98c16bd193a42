import { expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { gate } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { randomState } from "../testing/random-state.ts";
import { metricTensor } from "./metric-tensor.ts";
import { naturalGradient } from "./natural-gradient.ts";
import { denseRunner, largestDifference, valuesOf } from "../testing/dense-energy.ts";

/** Rounding of sums of products of some dozens of operations. */
const rounding = 1e-10;

test("Bloch's sphere: rz(φ) ry(θ)|0⟩ has the metric diag(1/4, sin²θ/4)", async () => {
  const circuit = createCircuit(1, [
    gate("ry", [0], [parameter("theta")]),
    gate("rz", [0], [parameter("phi")]),
  ]);
  const engine = denseRunner;
  for (const theta of [0.3, 1.2, 2.9]) {
    const { entries, parameters } = await metricTensor(engine, circuit, { theta, phi: 0.7 });
    expect(parameters).toEqual(["theta", "phi"]);
    expect(largestDifference(entries, [0.25, 0, 0, Math.sin(theta) ** 2 / 4])).toBeLessThan(rounding);
    // ∇⟨Z⟩ = (−sin θ, 0): the natural gradient is four times as long.
    const natural = naturalGradient({ entries }, [-Math.sin(theta), 0], { regularisation: 0 });
    expect(largestDifference(natural, [-4 * Math.sin(theta), 0])).toBeLessThan(rounding);
  }
});

test("the metric is what fidelity loses to second order, for every kind of operation", async () => {
  const engine = denseRunner;
  for (const seed of [1, 3, 4]) {
    const circuit = randomCircuit({ qubitCount: 3, operationCount: 15, seed });
    const values = valuesOf(circuit, seed);
    const initial = randomState(3, seed);
    const { entries, parameters } = await metricTensor(engine, circuit, values, { initial });
    const direction = parameters.map((_, k) => 1 - 0.6 * k);
    const stateAt = (by: number): Promise<StateVector> =>
      engine.run(circuit, {
        initial,
        parameters: Object.fromEntries(parameters.map((name, k) => [name, values[name] + by * direction[k]])),
      });
    const step = 1e-3;
    const [a, b] = [await stateAt(-step / 2), await stateAt(step / 2)];
    let [re, im] = [0, 0];
    for (let k = 0; k < 8; k++) {
      re += a.real[k] * b.real[k] + a.imaginary[k] * b.imaginary[k];
      im += a.real[k] * b.imaginary[k] - a.imaginary[k] * b.real[k];
    }
    const loss = (1 - re ** 2 - im ** 2) / step ** 2;
    const size = parameters.length;
    const expected = direction.reduce(
      (sum, x, i) => sum + direction.reduce((row, y, j) => row + x * y * entries[i * size + j], 0),
      0,
    );
    expect(expected).toBeGreaterThan(0.1);
    // Fourth order: step² times a number of order 10; rounding 1e-16/step².
    expect(Math.abs(loss / expected - 1)).toBeLessThan(1e-4);
  }
});

test("natural gradients solve the regularised system; redundant directions are left alone", () => {
  // g = (2, 1; 1, 1): with λ = 1, (3, 1; 1, 2)⁻¹ (1, 0) = (2, −1)/5.
  const found = naturalGradient({ entries: Float64Array.of(2, 1, 1, 1) }, [1, 0], { regularisation: 1 });
  expect(largestDifference(found, [0.4, -0.2])).toBeLessThan(rounding);
  // Two parameters that only act as their sum: g = ¼ (1, 1; 1, 1), g⁺ (1, 1) = (2, 2).
  const sum = naturalGradient({ entries: Float64Array.of(0.25, 0.25, 0.25, 0.25) }, [1, 1], {
    regularisation: 0,
  });
  expect(largestDifference(sum, [2, 2])).toBeLessThan(rounding);
});
