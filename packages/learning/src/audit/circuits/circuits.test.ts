import {
  type Circuit,
  createCircuit,
  createPauliSum,
  gate,
  measure,
  parameter,
  type PauliSum,
} from "@ansatz/simulator";
import { expect, test } from "vitest";
import { expressibility, haarFidelityHistogram } from "./expressibility.ts";
import { gradientVariance, varianceDecay } from "./gradient-variance.ts";

const rotations = (names: readonly ("h" | "rx" | "ry" | "rz")[]): Circuit =>
  createCircuit(
    1,
    names.map((name, k) => gate(name, [0], name === "h" ? [] : [parameter(`t${k}`)])),
  );

test.each([
  // Sim et al. 2019, figure 2 and section 3.1: 0.22 and 0.02 with 5,000 samples and 75 bins; the tolerance is what
  // samples scatter by.
  ["H and Rz", rotations(["h", "rz"]), 0.22, 0.02],
  ["H, Rz and Rx", rotations(["h", "rz", "rx"]), 0.02, 0.01],
] as const)("the expressibility of %s is the published one", async (_, circuit, published, tolerance) => {
  const { divergence } = await expressibility(circuit, { samples: 5000 });
  expect(Math.abs(divergence - published)).toBeLessThan(tolerance);
});

test("the idle circuit has the largest divergence, −ln of the last bin's Haar share", async () => {
  const { divergence, meanFidelity } = await expressibility(createCircuit(1, [gate("x", [0])]), {
    samples: 10,
  });
  expect(divergence).toBeCloseTo(Math.log(75), 10);
  expect(meanFidelity).toBeCloseTo(1, 12);
});

test("two qubits at random points of their spheres differ from Haar by their product form", async () => {
  const product = createCircuit(
    2,
    [0, 1].flatMap((qubit) => [
      gate("ry", [qubit], [parameter(`a${qubit}`)]),
      gate("rz", [qubit], [parameter(`b${qubit}`)]),
    ]),
  );
  const { divergence, samplingBias, haarHistogram } = await expressibility(product, { samples: 1500 });
  expect(divergence).toBeGreaterThan(3 * samplingBias);
  expect(haarHistogram.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
});

test("Haar shares of one qubit are equal", () => {
  expect(haarFidelityHistogram(1, 4)).toEqual([0.25, 0.25, 0.25, 0.25]);
});

/** One Ry a qubit. */
const layer = (qubitCount: number): Circuit =>
  createCircuit(
    qubitCount,
    Array.from({ length: qubitCount }, (_, qubit) => gate("ry", [qubit], [parameter(`t${qubit}`)])),
  );
const zProduct = (qubitCount: number, z: number): PauliSum =>
  createPauliSum(qubitCount, [{ x: 0, z, real: 1, imaginary: 0 }]);

test("the gradient of Z…Z after one layer of rotations has the variance 2⁻ⁿ, and is barren", async () => {
  const points = [];
  for (const qubitCount of [2, 4, 6, 8]) {
    const found = await gradientVariance(layer(qubitCount), zProduct(qubitCount, 2 ** qubitCount - 1), {
      samples: 1500,
    });
    // ∂ = −sin θ₁ Π cos θ_k; means over parameters of squares scatter by some percent, more for more qubits.
    expect(Math.abs(Math.log2(found.mean) + qubitCount)).toBeLessThan(0.35);
    points.push(found);
  }
  const decay = varianceDecay(points);
  expect(decay.lower).toBeLessThan(Math.log(2));
  expect(decay.upper).toBeGreaterThan(Math.log(2) - 0.1);
  expect(decay.isBarren).toBe(true);
});

test("the gradient of one Z after the same layer does not depend on the qubits", async () => {
  const points = [];
  for (const qubitCount of [2, 4, 6]) {
    const found = await gradientVariance(layer(qubitCount), zProduct(qubitCount, 1), { samples: 400 });
    expect(found.parameters[0]).toBe("t0");
    expect(found.perParameter[0]).toBeCloseTo(0.5, 1);
    expect(Math.max(...found.perParameter.slice(1))).toBeLessThan(1e-20);
    points.push({ ...found, mean: found.largest });
  }
  expect(varianceDecay(points).isBarren).toBe(false);
});

test("a fall by a power of the qubits is no plateau, however sure it is; one by a factor a qubit is", () => {
  const counts = [2, 4, 6, 8];
  const power = varianceDecay(counts.map((qubitCount) => ({ qubitCount, mean: 0.2 * qubitCount ** -2.5 })));
  expect(power.lower).toBeGreaterThan(0.1);
  expect(power.isBarren).toBe(false);
  const factor = varianceDecay(counts.map((qubitCount) => ({ qubitCount, mean: 0.2 * 2 ** -qubitCount })));
  expect(factor.rate).toBeCloseTo(Math.LN2, 12);
  expect(factor.isBarren).toBe(true);
});

test("circuits and samples that say nothing are refused", async () => {
  await expect(expressibility(layer(1), { samples: 1 })).rejects.toThrow(
    /samples must be an integer in \[10, 1000000\], got 1/,
  );
  await expect(gradientVariance(createCircuit(1, [gate("h", [0])]), zProduct(1, 1))).rejects.toThrow(
    /must have parameters/,
  );
  await expect(expressibility(createCircuit(1, [measure([0], [0])], { bitCount: 1 }))).rejects.toThrow(
    /must be unitary/,
  );
  await expect(expressibility(layer(1), { bins: 1 })).rejects.toThrow(
    /bins must be an integer in \[2, 10000\], got 1/,
  );
  expect(() => varianceDecay([{ qubitCount: 1, mean: 1 }])).toThrow(/at least three qubit counts/);
});
