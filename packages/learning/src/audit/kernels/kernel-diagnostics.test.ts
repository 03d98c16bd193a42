import { readFileSync } from "node:fs";
import { createRandom } from "@ansatz/simulator";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createDataSet } from "../../data/data-set.ts";
import { createFeatureMatrix } from "../../data/feature-matrix.ts";
import type { KernelMatrix } from "../../kernels/kernel.ts";
import { rotationKernel, unitRbfKernel } from "../../testing/small-kernels.ts";
import { centreGram, kernelAlignment, targetAlignment } from "./alignment.ts";
import { haarFidelity, kernelConcentration, shotsToResolve } from "./concentration.ts";
import { diagnoseKernels } from "./diagnose-kernels.ts";
import { effectiveDimension, effectiveRank } from "./effective-rank.ts";
import { geometricDifference, geometricDifferences } from "./geometric-difference.ts";
import { kernelSpectrum } from "./gram-matrix.ts";
import { largestEigenvalue } from "./largest-eigenvalue.ts";
import { symmetricEigen } from "../../linear-algebra/symmetric-eigen.ts";
import { modelComplexity, standardisedTargets } from "./model-complexity.ts";

const reference = JSON.parse(
  readFileSync(new URL("../reference/kernels.json", import.meta.url), "utf8"),
) as Readonly<
  Record<"features" | "targets" | "offDiagonal", number[]> &
    Record<"regularised" | "complexity", [number, number, number][]> &
    Record<
      | "plain"
      | "plainReversed"
      | "alignment"
      | "centredAlignment"
      | "between"
      | "effectiveRank"
      | "effectiveDimension",
      number
    >
>;
const data = createDataSet(
  createFeatureMatrix(14, 3, Float64Array.from(reference.features)),
  Float64Array.from(reference.targets),
);
const rbf = await unitRbfKernel.gram(data.features, undefined, {}, {});
const rotations = await rotationKernel.gram(data.features, undefined, {}, {});

/** A·Aᵀ of a random A: positive definite almost surely. */
function randomGram(size: number, seed: number): KernelMatrix {
  const { normal } = createRandom(seed);
  const factor = Float64Array.from({ length: size * size }, normal);
  const values = Float64Array.from({ length: size * size }, (_, k) => {
    let sum = 0;
    for (let j = 0; j < size; j++)
      sum += factor[Math.floor(k / size) * size + j] * factor[(k % size) * size + j];
    return sum;
  });
  return { rowCount: size, columnCount: size, values };
}

const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);

test("geometric differences are those of matrix square roots and inverses", () => {
  const [first, second] = [kernelSpectrum(rbf), kernelSpectrum(rotations)];
  // The kernels' condition numbers are some thousands, and square roots of matrices lose half the digits.
  expect(relative(geometricDifference(first, second).value, reference.plain)).toBeLessThan(1e-7);
  expect(relative(geometricDifference(second, first).value, reference.plainReversed)).toBeLessThan(1e-7);
  const found = geometricDifferences(
    first,
    second,
    reference.regularised.map(([lambda]) => lambda),
  );
  reference.regularised.forEach(([, value, trainingTerm], k) => {
    expect(relative(found[k].value, value)).toBeLessThan(1e-7);
    expect(relative(found[k].trainingTerm, trainingTerm)).toBeLessThan(1e-7);
  });
});

test("the largest eigenvalue by its products is that of the whole decomposition", () => {
  for (const size of [1, 2, 7, 40]) {
    const { values } = randomGram(size, size);
    const multiply = (vector: Float64Array): Float64Array =>
      vector.map((_, row) => vector.reduce((sum, value, k) => sum + values[row * size + k] * value, 0));
    expect(relative(largestEigenvalue(multiply, size), symmetricEigen(values, size).values[0])).toBeLessThan(
      1e-12,
    );
  }
  expect(largestEigenvalue((vector) => vector.map(() => 0), 5)).toBe(0);
});

test("a kernel has a geometric difference of 1 to itself, in any scale, and of at least 1 to any other", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(), (size, seed) => {
      const gram = randomGram(size, seed);
      const spectrum = kernelSpectrum(gram);
      const scaled = kernelSpectrum({ ...gram, values: gram.values.map((value) => 3 * value) });
      // The rounding of an inverse, relative to 1.
      expect(geometricDifference(spectrum, scaled).value).toBeCloseTo(1, 6);
      const other = kernelSpectrum(randomGram(size, seed + 1));
      expect(geometricDifference(spectrum, other).value).toBeGreaterThan(1 - 1e-6);
    }),
    { seed: 3, numRuns: 40 },
  );
});

test("diagonal kernels have the geometric difference of their largest ratio", () => {
  const diagonal = (entries: number[]): KernelMatrix => ({
    rowCount: 3,
    columnCount: 3,
    values: Float64Array.from({ length: 9 }, (_, k) => (k % 4 === 0 ? entries[k / 4] : 0)),
  });
  const first = kernelSpectrum(diagonal([1, 1, 1]));
  const second = kernelSpectrum(diagonal([2.5, 0.25, 0.25]));
  expect(geometricDifference(first, second).value).toBeCloseTo(Math.sqrt(2.5), 12);
  expect(geometricDifference(second, first).value).toBeCloseTo(2, 12);
  const singular = kernelSpectrum(diagonal([3, 0, 0]));
  expect(() => geometricDifference(singular, first)).toThrow(/infinite: give a regularisation/);
  expect(geometricDifference(first, singular).value).toBeCloseTo(Math.sqrt(3), 12);
});

test("complexity, alignment, rank and dimension are NumPy's", () => {
  const spectrum = kernelSpectrum(rbf);
  const [targets] = standardisedTargets(data);
  for (const [lambda, complexity, trainingTerm] of reference.complexity) {
    const found = modelComplexity(spectrum, targets, lambda);
    expect(relative(found.complexity, complexity)).toBeLessThan(1e-9);
    expect(found.trainingTerm).toBeCloseTo(trainingTerm, 10);
    expect(found.generalisationTerm).toBeCloseTo(Math.sqrt(complexity / 14), 8);
  }
  const { plain, centred } = targetAlignment(rbf, data);
  expect(plain).toBeCloseTo(reference.alignment, 12);
  expect(centred).toBeCloseTo(reference.centredAlignment, 12);
  expect(kernelAlignment(rbf, rotations)).toBeCloseTo(reference.between, 12);
  expect(effectiveRank(spectrum.values)).toBeCloseTo(reference.effectiveRank, 9);
  expect(effectiveDimension(spectrum.values, 0.1)).toBeCloseTo(reference.effectiveDimension, 9);
  const { mean, variance } = kernelConcentration(rotations);
  expect(mean).toBeCloseTo(reference.offDiagonal[0], 12);
  expect(variance).toBeCloseTo(reference.offDiagonal[1], 12);
});

test("rank and dimension of equal and of single eigenvalues", () => {
  expect(effectiveRank([2, 2, 2, 2])).toBeCloseTo(4, 12);
  expect(effectiveRank([5, 0, 0])).toBeCloseTo(1, 12);
  expect(effectiveDimension([1, 1, 0], 1)).toBe(1);
});

test("a centred kernel has rows that add up to 0", () => {
  const { values } = centreGram(rbf);
  for (let row = 0; row < 14; row++) {
    expect(values.slice(row * 14, (row + 1) * 14).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
  }
});

test("fidelities of Haar-random states concentrate as their closed form says", () => {
  const { normal } = createRandom(4);
  const [qubits, count] = [3, 90];
  const size = 2 ** qubits;
  const states = Array.from({ length: count }, () => {
    const state = Float64Array.from({ length: 2 * size }, normal);
    const length = Math.hypot(...state);
    return state.map((value) => value / length);
  });
  const values = Float64Array.from({ length: count * count }, (_, k) => {
    const [a, b] = [states[Math.floor(k / count)], states[k % count]];
    let [real, imaginary] = [0, 0];
    for (let j = 0; j < size; j++) {
      real += a[j] * b[j] + a[size + j] * b[size + j];
      imaginary += a[j] * b[size + j] - a[size + j] * b[j];
    }
    return real * real + imaginary * imaginary;
  });
  const found = kernelConcentration({ rowCount: count, columnCount: count, values }, qubits);
  // 4,005 pairs of 90 states: the mean to some percent, the variance to some ten percent.
  expect(relative(found.mean, haarFidelity(qubits).mean)).toBeLessThan(0.05);
  expect(found.varianceOverHaar).toBeGreaterThan(0.85);
  expect(found.varianceOverHaar).toBeLessThan(1.15);
});

test("as many shots as are asked for resolve the spread of a kernel", () => {
  const precision = 0.25;
  const { perEntry, total } = shotsToResolve(rotations, precision);
  expect(total).toBe((perEntry * 14 * 13) / 2);
  const { uniform } = createRandom(6);
  const { variance } = kernelConcentration(rotations);
  let squared = 0;
  let count = 0;
  for (let row = 1; row < 14; row++) {
    for (let column = 0; column < row; column++) {
      const value = rotations.values[row * 14 + column];
      let hits = 0;
      for (let shot = 0; shot < perEntry; shot++) if (uniform() < value) hits++;
      squared += (hits / perEntry - value) ** 2;
      count++;
    }
  }
  const reached = Math.sqrt(squared / count / variance);
  // 91 entries: the root mean square is known to about 1/√182.
  expect(relative(reached, precision)).toBeLessThan(0.25);
});

test("matrices that are no Gram matrices are refused", () => {
  const square = (entries: number[]): KernelMatrix => ({
    rowCount: 2,
    columnCount: 2,
    values: Float64Array.from(entries),
  });
  expect(() => kernelSpectrum({ rowCount: 1, columnCount: 2, values: new Float64Array(2) })).toThrow(
    /square/,
  );
  expect(() => kernelSpectrum(square([1, 0.5, 0.4, 1]))).toThrow(/symmetric and finite, got 0.4 and 0.5/);
  expect(() => kernelSpectrum(square([1, 2, 2, 1]))).toThrow(
    /positive semidefinite, got the eigenvalue -(1|0.99)/,
  );
  expect(() => kernelSpectrum(square([0, 0, 0, 0]))).toThrow(/trace/);
  expect(() => shotsToResolve(square([1, 2, 2, 5]))).toThrow(/must be in \[0, 1\]/);
});

test("a diagnosis gives every pair of a classical and a quantum kernel", async () => {
  const found = await diagnoseKernels(
    data,
    [{ kernel: unitRbfKernel }, { kernel: rotationKernel, qubitCount: 3 }],
    {
      regularisation: 0.01,
    },
  );
  expect(found.rowCount).toBe(14);
  expect(found.pairs).toHaveLength(1);
  expect(relative(found.pairs[0].value, reference.regularised[1][1])).toBeLessThan(1e-7);
  expect(found.kernels[1].shots!.perEntry).toBe(shotsToResolve(rotations).perEntry);
  expect(found.kernels[0].shots).toBeUndefined();
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  await expect(diagnoseKernels(data, [{ kernel: unitRbfKernel }, { kernel: unitRbfKernel }])).rejects.toThrow(
    /different names/,
  );
});
