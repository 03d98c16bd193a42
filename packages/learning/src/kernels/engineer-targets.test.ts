import { expect, test } from "vitest";
import { createRandom } from "@ansatz/simulator";
import { geometricDifference } from "../audit/kernels/geometric-difference.ts";
import { kernelSpectrum } from "../audit/kernels/gram-matrix.ts";
import { createFeatureMatrix } from "../data/feature-matrix.ts";
import { iqpMap } from "../feature-maps/pauli-map.ts";
import { rbfKernel } from "../kernel-methods/classical-kernels.ts";
import { engineerTargets } from "./engineer-targets.ts";
import { fidelityKernel } from "./fidelity-kernel.ts";
import type { KernelMatrix } from "./kernel.ts";

const random = createRandom(2);
const values = Float64Array.from({ length: 60 }, () => random.normal());
const features = createFeatureMatrix(20, 3, values);
const classical = await rbfKernel().gram(features, undefined, {}, {});
const quantum = await fidelityKernel(iqpMap()).gram(features, undefined, { bandwidth: 0.5 }, {});

/** yᵀ √K (K + λ)⁻² √K y by the kernel's spectrum, of trace N; λ = 0 for yᵀK⁻¹y. */
function complexity(gram: KernelMatrix, targets: Float64Array, regularisation: number): number {
  const spectrum = kernelSpectrum(gram);
  return spectrum.values.reduce((sum, value, k) => {
    let projection = 0;
    targets.forEach((target, row) => (projection += target * spectrum.vectors[k * 20 + row]));
    return sum + (value / (value + regularisation) ** 2) * projection ** 2;
  }, 0);
}

test("engineered targets saturate the geometric difference: g² is the ratio of the kernels' complexities", () => {
  const regularisation = 0.05;
  const targets = engineerTargets(classical, quantum, regularisation);
  const { value } = geometricDifference(kernelSpectrum(classical), kernelSpectrum(quantum), regularisation);
  const ratio = complexity(classical, targets, regularisation) / complexity(quantum, targets, 0);
  expect(value).toBeGreaterThan(1.5);
  expect(Math.abs(Math.sqrt(ratio) - value)).toBeLessThan(1e-6 * value);
  expect(Math.abs(targets.reduce((sum, target) => sum + target ** 2, 0) - 20)).toBeLessThan(1e-10);
  // No other targets do more.
  const others = Float64Array.from({ length: 20 }, () => random.normal());
  const otherRatio = complexity(classical, others, regularisation) / complexity(quantum, others, 0);
  expect(otherRatio).toBeLessThan(ratio);
});

test("shapes that differ and a regularisation of 0 are refused", () => {
  expect(() =>
    engineerTargets(classical, { rowCount: 1, columnCount: 1, values: Float64Array.of(1) }, 1),
  ).toThrow("both kernel matrices must be square and of one size, got 20 × 20 and 1 × 1");
  expect(() => engineerTargets(classical, quantum, 0)).toThrow(
    "regularisation must be finite and above 0, got 0",
  );
});
