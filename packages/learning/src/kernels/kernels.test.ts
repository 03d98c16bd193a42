import { describe, expect, test } from "vitest";
import { createNoiseModel, createRandom } from "@ansatz/simulator";
import { createComputePool } from "@ansatz/simulator/node";
import { denseCircuit } from "@ansatz/simulator/testing";
import { createFeatureMatrix, selectRows } from "../data/feature-matrix.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { LearningTooLargeError, ModelError } from "../errors.ts";
import { angleMap } from "../feature-maps/angle-map.ts";
import { hardwareEfficientMap } from "../feature-maps/hardware-efficient-map.ts";
import { iqpMap, zzMap } from "../feature-maps/pauli-map.ts";
import { symmetricEigen } from "../linear-algebra/symmetric-eigen.ts";
import { undoDepolarising } from "./depolarising-mitigation.ts";
import { fidelityKernel } from "./fidelity-kernel.ts";
import type { KernelMatrix } from "./kernel.ts";
import { chooseLandmarks, nystroemMap, restoreNystroem } from "./nystroem.ts";
import { projectedFeatures, projectedKernel } from "./projected-kernel.ts";
import { repairGram } from "./repair-gram.ts";
import { sampleBinomial } from "./sample-binomial.ts";
import { sampledKernel } from "./sampled-kernel.ts";

/** Rounding of sums over some ten amplitudes. */
const rounding = 1e-12;

function randomFeatures(rowCount: number, columnCount: number, seed: number): FeatureMatrix {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: rowCount * columnCount }, () => 2 * random.uniform() - 1);
  return createFeatureMatrix(rowCount, columnCount, values);
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((worst, value, k) => Math.max(worst, Math.abs(value - b[k])), 0);
}

function lowestEigenvalue({ values, rowCount }: KernelMatrix): number {
  return symmetricEigen(values, rowCount).values[rowCount - 1];
}

const features = randomFeatures(12, 3, 1);
const others = randomFeatures(5, 3, 2);
const kernels = [
  fidelityKernel(zzMap()),
  fidelityKernel(zzMap().withoutEntanglement()),
  fidelityKernel(hardwareEfficientMap({ repetitions: 3 })),
  projectedKernel(iqpMap()),
  projectedKernel(angleMap()),
  sampledKernel(zzMap()),
];

describe.each(kernels.map((kernel) => [kernel.label, kernel] as const))("%s", (_, kernel) => {
  test("the Gram matrix is symmetric and positive semidefinite with ones on its diagonal, at every setting", async () => {
    for (const settings of kernel.grid) {
      const gram = await kernel.gram(features, undefined, settings, {});
      for (let i = 0; i < 12; i++) {
        expect(Math.abs(gram.values[13 * i] - 1)).toBeLessThan(rounding);
        for (let j = 0; j < i; j++) expect(gram.values[12 * i + j]).toBe(gram.values[12 * j + i]);
      }
      expect(lowestEigenvalue(gram)).toBeGreaterThan(-rounding);
    }
  });

  test("a rectangular matrix holds the same kernel", async () => {
    const [settings] = kernel.grid;
    const rectangle = await kernel.gram(others, features, settings, {});
    const all = createFeatureMatrix(17, 3, Float64Array.from([...others.values, ...features.values]));
    const square = await kernel.gram(all, undefined, settings, {});
    for (let i = 0; i < 5; i++) {
      const row = square.values.subarray(17 * i + 5, 17 * (i + 1));
      expect(largestDifference(rectangle.values.subarray(12 * i, 12 * (i + 1)), row)).toBeLessThan(rounding);
    }
  });

  test("a bandwidth out of range and tables with other columns are refused", async () => {
    await expect(kernel.gram(features, undefined, { bandwidth: 0 }, {})).rejects.toThrow(ModelError);
    await expect(kernel.gram(features, randomFeatures(2, 2, 1), {}, {})).rejects.toThrow(ModelError);
  });
});

test("the bandwidth scales the features", async () => {
  const halves = { ...features, values: features.values.map((value) => value / 2) };
  const kernel = fidelityKernel(zzMap());
  const one = await kernel.gram(features, undefined, { bandwidth: 0.5 }, {});
  expect(
    largestDifference(one.values, (await kernel.gram(halves, undefined, { bandwidth: 1 }, {})).values),
  ).toBeLessThan(rounding);
});

test("the projected kernel is Gaussian in the reduced density matrices of dense states", async () => {
  const map = iqpMap();
  const gamma = 0.8;
  const { values } = await projectedKernel(map).gram(features, undefined, { bandwidth: 1, gamma }, {});
  // ρ_q as the four numbers of a matrix, from the first column of the circuit's matrix.
  const reduced = Array.from({ length: 12 }, (_, row) => {
    const matrix = denseCircuit(map.circuit(features.values.subarray(3 * row, 3 * row + 3)));
    return [0, 1, 2].flatMap((qubit) => {
      const rho = new Float64Array(8);
      for (let k = 0; k < 8; k++) {
        for (let m = 0; m < 8; m++) {
          if ((k & ~(1 << qubit)) !== (m & ~(1 << qubit))) continue;
          const at = 2 * (2 * ((k >> qubit) & 1) + ((m >> qubit) & 1));
          rho[at] +=
            matrix.real[8 * k] * matrix.real[8 * m] + matrix.imaginary[8 * k] * matrix.imaginary[8 * m];
          rho[at + 1] +=
            matrix.imaginary[8 * k] * matrix.real[8 * m] - matrix.real[8 * k] * matrix.imaginary[8 * m];
        }
      }
      return Array.from(rho);
    });
  });
  for (let i = 0; i < 12; i++) {
    for (let j = 0; j < 12; j++) {
      const distance = reduced[i].reduce((sum, value, k) => sum + (value - reduced[j][k]) ** 2, 0);
      expect(Math.abs(values[12 * i + j] - Math.exp(-gamma * distance))).toBeLessThan(rounding);
    }
  }
  expect((await projectedFeatures(map, features, 1)).names).toEqual([
    "X0",
    "Y0",
    "Z0",
    "X1",
    "Y1",
    "Z1",
    "X2",
    "Y2",
    "Z2",
  ]);
});

test("10^5 rows are refused with the size and what to do", async () => {
  const many = createFeatureMatrix(100_000, 2, new Float64Array(200_000));
  for (const kernel of [fidelityKernel(zzMap()), projectedKernel(zzMap()), sampledKernel(zzMap())]) {
    await expect(kernel.gram(many, undefined, {}, {})).rejects.toThrow(LearningTooLargeError);
    await expect(kernel.gram(many, undefined, {}, {})).rejects.toThrow(
      /100000 × 100000 rows needs 80\.0 GB.*landmarks/,
    );
  }
  const wide = createFeatureMatrix(3000, 20, new Float64Array(60_000));
  await expect(fidelityKernel(zzMap()).gram(wide, undefined, {}, {})).rejects.toThrow(
    "on 20 qubits needs 50.4 GB",
  );
});

describe("finite shots and noise", () => {
  test("binomial numbers have the moments of their distribution", () => {
    const random = createRandom(3);
    for (const [trials, p] of [
      [1, 0.3],
      [20, 0.02],
      [400, 0.5],
      [100_000, 0.999],
    ]) {
      const count = 4000;
      const draws = Array.from({ length: count }, () => sampleBinomial(trials, p, random));
      const mean = draws.reduce((sum, value) => sum + value, 0) / count;
      const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
      const wanted = trials * p * (1 - p);
      // Five standard errors of the mean, and of the variance of a distribution with excess kurtosis up to 1/(npq).
      expect(Math.abs(mean - trials * p)).toBeLessThan(5 * Math.sqrt(wanted / count));
      expect(Math.abs(variance - wanted)).toBeLessThan(5 * wanted * Math.sqrt((2 + 1 / wanted) / count));
    }
    expect(sampleBinomial(50, 0, random)).toBe(0);
    expect(sampleBinomial(50, 1, random)).toBe(50);
  });

  test("a kernel of shots lies within its standard errors, repeats with its seed, and is repaired", async () => {
    const exact = await fidelityKernel(zzMap()).gram(features, undefined, { bandwidth: 0.1 }, {});
    const sampled = async (repair: "none" | "clip", seed = 5): Promise<KernelMatrix> =>
      sampledKernel(zzMap(), { shots: 100, seed, repair }).gram(features, undefined, { bandwidth: 0.1 }, {});
    const raw = await sampled("none");
    expect(raw).toEqual(await sampled("none"));
    expect(raw).not.toEqual(await sampled("none", 6));
    for (let at = 0; at < raw.values.length; at++) {
      // 5 standard errors, and one shot for probabilities near 0 and 1.
      const error = 5 * Math.sqrt(Math.max(0, exact.values[at] * (1 - exact.values[at])) / 100) + 0.01;
      expect(Math.abs(raw.values[at] - exact.values[at])).toBeLessThan(error);
    }
    expect(lowestEigenvalue(raw)).toBeLessThan(-0.01);
    expect(lowestEigenvalue(await sampled("clip"))).toBeGreaterThan(-rounding);
  });

  const few = selectRows(features, [0, 1, 2, 3]);
  /** Noise after gates on two qubits; with two qubits in all it commutes with the circuit. */
  const depolarising = createNoiseModel({
    gates: [
      { qubitCount: 2, noise: [{ channel: { kind: "depolarizing", qubitCount: 2, probability: 0.05 } }] },
    ],
  });

  test("mitigation by the diagonal undoes global depolarising noise exactly", () => {
    const random = createRandom(9);
    const size = 6;
    const kernel = Float64Array.from({ length: size * size }, () => random.uniform());
    for (let i = 0; i < size; i++) kernel[i * (size + 1)] = 1;
    for (const mitigation of ["single", "mean", "split"] as const) {
      const survival = Float64Array.from({ length: size }, () =>
        mitigation === "split" ? 0.5 + 0.4 * random.uniform() : 0.7,
      );
      const noisy = kernel.map((value, at) => {
        const both = survival[Math.floor(at / size)] * survival[at % size];
        return both * value + (1 - both) / 8;
      });
      const diagonal = Float64Array.from({ length: size }, (_, k) => noisy[k * (size + 1)]);
      const gram = { rowCount: size, columnCount: size, values: noisy };
      const mitigated = undoDepolarising(gram, {
        qubitCount: 3,
        mitigation,
        leftDiagonal: diagonal,
        rightDiagonal: diagonal,
      });
      expect(largestDifference(mitigated.values, kernel)).toBeLessThan(rounding);
    }
  });

  test("noise lowers the diagonal, and mitigation undoes it where it is depolarising on all qubits", async () => {
    const two = { ...few, columnCount: 2, names: few.names.slice(0, 2), values: few.values.slice(0, 8) };
    const exact = await fidelityKernel(zzMap()).gram(two, undefined, { bandwidth: 1 }, {});
    const noisy = sampledKernel(zzMap(), { noise: depolarising, repair: "none" });
    const raw = await noisy.gram(two, undefined, { bandwidth: 1 }, {});
    // One rotation of both qubits in each of 2 repetitions and 2 circuits: 1 − p is left of the state after each.
    const left = 0.95 ** 4;
    for (let i = 0; i < 4; i++)
      expect(Math.abs(raw.values[5 * i] - (left + (1 - left) / 4))).toBeLessThan(rounding);
    for (const mitigation of ["single", "mean", "split"] as const) {
      const mitigated = sampledKernel(zzMap(), { noise: depolarising, repair: "none", mitigation });
      const square = await mitigated.gram(two, undefined, { bandwidth: 1 }, {});
      expect(largestDifference(square.values, exact.values)).toBeLessThan(rounding);
      const rectangle = await mitigated.gram(two, two, { bandwidth: 1 }, {});
      expect(largestDifference(rectangle.values, square.values)).toBeLessThan(rounding);
    }
  });

  test("noisy elements are the same on a pool's threads", async () => {
    await using pool = createComputePool({ threads: 2 });
    const kernel = sampledKernel(zzMap(), { noise: depolarising, shots: 50, mitigation: "mean", seed: 2 });
    for (const right of [undefined, few]) {
      const one = await kernel.gram(few, right, {}, {});
      expect(await kernel.gram(few, right, {}, { pool })).toEqual(one);
    }
  });

  test("too many noisy circuits are refused", async () => {
    const kernel = sampledKernel(zzMap(), { noise: depolarising });
    await expect(kernel.gram(randomFeatures(400, 3, 1), undefined, {}, {})).rejects.toThrow(
      "got 80200 on 3 qubits",
    );
    expect(() => sampledKernel(zzMap(), { shots: 0 })).toThrow(
      "shots must be an integer in [1, 1000000000], got 0",
    );
  });
});

describe("repair", () => {
  const random = createRandom(11);
  const size = 8;
  const values = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++)
      values[i * size + j] = values[j * size + i] = i === j ? 1 : 2 * random.uniform() - 1;
  }
  const indefinite: KernelMatrix = { rowCount: size, columnCount: size, values };
  const distance = (other: Float64Array): number =>
    Math.sqrt(other.reduce((sum, value, at) => sum + (value - values[at]) ** 2, 0));

  test("clipping leaves the distance of the negative eigenvalues, the least there is", () => {
    const { values: eigenvalues } = symmetricEigen(values, size);
    const negative = Math.sqrt(eigenvalues.reduce((sum, value) => sum + Math.min(0, value) ** 2, 0));
    expect(negative).toBeGreaterThan(0.1);
    const clipped = repairGram(indefinite, "clip");
    expect(lowestEigenvalue(clipped)).toBeGreaterThan(-rounding);
    expect(Math.abs(distance(clipped.values) - negative)).toBeLessThan(rounding);
  });

  test("shifting changes the diagonal only, to a lowest eigenvalue of 0", () => {
    const shifted = repairGram(indefinite, "shift");
    expect(Math.abs(lowestEigenvalue(shifted))).toBeLessThan(rounding);
    for (let at = 0; at < values.length; at++)
      if (at % (size + 1) !== 0) expect(shifted.values[at]).toBe(values[at]);
  });

  test("the nearest correlation matrix is that of Higham's example", () => {
    // Higham (2002), section 4: tridiagonal ones; the nearest correlation matrix to four digits.
    const tridiagonal = { rowCount: 3, columnCount: 3, values: Float64Array.of(1, 1, 0, 1, 1, 1, 0, 1, 1) };
    const { values: nearest } = repairGram(tridiagonal, "correlation");
    expect(
      largestDifference(nearest, [1, 0.7607, 0.1573, 0.7607, 1, 0.7607, 0.1573, 0.7607, 1]),
    ).toBeLessThan(5e-5);
  });

  test("a positive semidefinite matrix stays as it is, and one that is not symmetric is refused", () => {
    const identity = { rowCount: 2, columnCount: 2, values: Float64Array.of(1, 0.5, 0.5, 1) };
    for (const repair of ["none", "clip", "shift"] as const)
      expect(repairGram(identity, repair)).toEqual(identity);
    expect(() => repairGram({ ...identity, values: Float64Array.of(1, 0, 0.5, 1) }, "clip")).toThrow(
      "must be symmetric",
    );
    expect(() => repairGram({ rowCount: 1, columnCount: 2, values: Float64Array.of(1, 0) }, "clip")).toThrow(
      "must be square",
    );
  });
});

describe("Nyström", () => {
  const kernel = fidelityKernel(zzMap());

  test("landmarks that are all rows give the kernel itself, some an approximation from below", async () => {
    const exact = (await kernel.gram(features, undefined, {}, {})).values;
    const product = async (count: number): Promise<Float64Array> => {
      const map = await nystroemMap(kernel, chooseLandmarks(features, count, 3), {}, {});
      const { values, columnCount } = await map.transform(features);
      expect(map.rank).toBe(columnCount);
      return Float64Array.from({ length: 144 }, (_, at) => {
        let sum = 0;
        for (let k = 0; k < columnCount; k++) {
          sum += values[Math.floor(at / 12) * columnCount + k] * values[(at % 12) * columnCount + k];
        }
        return sum;
      });
    };
    // Eigenvalues below 1e-10 of the greatest are left out.
    expect(largestDifference(await product(12), exact)).toBeLessThan(1e-8);
    const approximate = await product(6);
    const rest = exact.map((value, at) => value - approximate[at]);
    expect(largestDifference(approximate, exact)).toBeGreaterThan(1e-3);
    expect(lowestEigenvalue({ rowCount: 12, columnCount: 12, values: rest })).toBeGreaterThan(-1e-8);
  });

  test("landmarks are different rows, the same for the same seed, and a saved map transforms alike", async () => {
    const chosen = chooseLandmarks(features, 5, 1);
    expect(chosen).toEqual(chooseLandmarks(features, 5, 1));
    expect(new Set(chosen.values).size).toBe(15);
    const map = await nystroemMap(kernel, chosen, { bandwidth: 0.7 }, {});
    const restored = restoreNystroem(
      kernel,
      JSON.parse(JSON.stringify(map.save())) as ReturnType<typeof map.save>,
    );
    expect(await restored.transform(others)).toEqual(await map.transform(others));
    expect(() => chooseLandmarks(features, 0, 1)).toThrow(
      "landmarks must be an integer of at least 1, got 0",
    );
  });
});
