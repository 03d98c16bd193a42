import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../../errors.ts";
import { createRandom } from "../../math/random.ts";
import { denseCircuit, matrixDistance } from "../../testing/dense-circuit.ts";
import { adjointMatrix, complexMatrix, multiplyMatrices } from "../complex-matrix.ts";
import type { ComplexMatrix } from "../complex-matrix.ts";
import type { UnitaryOperation } from "../operation.ts";
import { haarUnitary } from "./haar-unitary.ts";
import { quantumFourierTransform } from "./quantum-fourier-transform.ts";
import { quantumVolumeCircuit } from "./quantum-volume-circuit.ts";

const rounding = 1e-12;
const identity = (size: number): ComplexMatrix =>
  complexMatrix(Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => +(i === j))));

/** N^(−1/2) e^(±2πi jk/N). */
function fourierMatrix(size: number, sign: 1 | -1): ComplexMatrix {
  const entries = (part: (angle: number) => number): number[][] =>
    Array.from({ length: size }, (_, k) =>
      Array.from({ length: size }, (_, j) => part((2 * Math.PI * j * k) / size) / Math.sqrt(size)),
    );
  return complexMatrix(
    entries(Math.cos),
    entries((angle) => sign * Math.sin(angle)),
  );
}

describe("quantumFourierTransform", () => {
  test.each([1, 2, 3, 5])("on %d qubits is the Fourier matrix", (n) => {
    const size = 2 ** n;
    expect(matrixDistance(denseCircuit(quantumFourierTransform(n)), fourierMatrix(size, 1))).toBeLessThan(
      rounding,
    );
    const inverse = denseCircuit(quantumFourierTransform(n, { inverse: true }));
    expect(matrixDistance(inverse, fourierMatrix(size, -1))).toBeLessThan(rounding);
  });

  test("without swaps has its rows in bit-reversed order", () => {
    const reversed = (k: number): number =>
      Number.parseInt(Array.from(k.toString(2).padStart(3, "0")).reverse().join(""), 2);
    const found = denseCircuit(quantumFourierTransform(3, { swaps: false }));
    const usual = fourierMatrix(8, 1);
    const pick = (part: "real" | "imaginary"): number[][] =>
      Array.from({ length: 8 }, (_, k) =>
        Array.from({ length: 8 }, (_, j) => usual[part][reversed(k) * 8 + j]),
      );
    expect(matrixDistance(found, complexMatrix(pick("real"), pick("imaginary")))).toBeLessThan(rounding);
    const back = denseCircuit(quantumFourierTransform(3, { swaps: false, inverse: true }));
    expect(matrixDistance(multiplyMatrices(back, found), identity(8))).toBeLessThan(rounding);
  });

  test("takes n(n + 1)/2 gates and half as many swaps as qubits", () => {
    expect(quantumFourierTransform(9).operations).toHaveLength(45 + 4);
    expect(quantumFourierTransform(9, { swaps: false }).operations).toHaveLength(45);
    expect(() => quantumFourierTransform(0)).toThrow(InvalidArgumentError);
  });
});

test("Haar-random matrices have the moments of the Haar measure", () => {
  // For U(d): E|U₁₁|² = 1/d, E|U₁₁|⁴ = 2/(d(d+1)), E|tr U|² = 1, E|tr U²|² = 2, E|tr U|⁴ = 2 (d ≥ 2; Diaconis,
  // Shahshahani, J. Appl. Probab. 31A, 49, 1994). Bounds are five standard errors.
  const random = createRandom(17);
  const draws = 4000;
  const d = 4;
  const trace = (m: ComplexMatrix): [number, number] => {
    let [re, im] = [0, 0];
    for (let k = 0; k < d; k++) [re, im] = [re + m.real[k * (d + 1)], im + m.imaginary[k * (d + 1)]];
    return [re, im];
  };
  const samples = Array.from({ length: draws }, () => {
    const u = haarUnitary(d, random);
    const corner = u.real[0] ** 2 + u.imaginary[0] ** 2;
    const [re, im] = trace(u);
    const [re2, im2] = trace(multiplyMatrices(u, u));
    // E (Re U₁₁)³ … vanish by symmetry; the mean phase tells a wrong sign of R's diagonal.
    return [corner, corner ** 2, re * re + im * im, re2 * re2 + im2 * im2, u.real[0]];
  });
  [1 / d, 2 / (d * (d + 1)), 1, 2, 0].forEach((expected, at) => {
    const values = samples.map((sample) => sample[at]);
    const mean = values.reduce((sum, value) => sum + value, 0) / draws;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws - 1);
    expect(Math.abs(mean - expected), `moment ${at}`).toBeLessThan(5 * Math.sqrt(variance / draws));
  });
  for (const size of [1, 2, 8, 16]) {
    const u = haarUnitary(size, random);
    expect(matrixDistance(multiplyMatrices(adjointMatrix(u), u), identity(size))).toBeLessThan(1e-14);
  }
});

/** By Leibniz' formula over all permutations. */
function determinant({ size, real, imaginary }: ComplexMatrix): [number, number] {
  const expand = (row: number, columns: readonly number[]): [number, number] => {
    if (row === size) return [1, 0];
    let [re, im] = [0, 0];
    columns.forEach((column, place) => {
      const [a, b] = expand(
        row + 1,
        columns.filter((other) => other !== column),
      );
      const sign = place % 2 === 0 ? 1 : -1;
      const [x, y] = [real[row * size + column], imaginary[row * size + column]];
      re += sign * (x * a - y * b);
      im += sign * (x * b + y * a);
    });
    return [re, im];
  };
  return expand(
    0,
    Array.from({ length: size }, (_, k) => k),
  );
}

describe("quantumVolumeCircuit", () => {
  test("pairs all qubits in every layer with matrices of determinant 1", () => {
    for (const [n, depth] of [
      [4, 4],
      [5, 3],
      [2, 2],
    ]) {
      const { operations } = quantumVolumeCircuit(n, 3, { depth });
      const pairs = Math.floor(n / 2);
      expect(operations).toHaveLength(depth * pairs);
      for (let layer = 0; layer < depth; layer++) {
        const blocks = operations.slice(layer * pairs, (layer + 1) * pairs) as UnitaryOperation[];
        const qubits = blocks.flatMap((block) => block.qubits);
        expect(new Set(qubits).size).toBe(2 * pairs);
        for (const { matrix } of blocks) {
          const [re, im] = determinant({
            size: 4,
            real: Float64Array.from(matrix.real),
            imaginary: Float64Array.from(matrix.imaginary),
          });
          expect(Math.hypot(re - 1, im)).toBeLessThan(rounding);
        }
      }
    }
  });

  test("depends on its seed alone, and is as deep as wide unless told", () => {
    expect(quantumVolumeCircuit(4, 1)).toEqual(quantumVolumeCircuit(4, 1));
    expect(quantumVolumeCircuit(4, 1)).not.toEqual(quantumVolumeCircuit(4, 2));
    expect(quantumVolumeCircuit(6, 1).operations).toHaveLength(18);
    expect(quantumVolumeCircuit(1, 1).operations).toEqual([]);
  });

  test("pairings are uniform over qubits", () => {
    // Each of the 6 pairs of 4 qubits has probability 1/3 in a layer of two pairs.
    const counts = new Map<string, number>();
    const layers = 1500;
    for (const operation of quantumVolumeCircuit(4, 8, { depth: layers }).operations as UnitaryOperation[]) {
      const key = [...operation.qubits].sort().join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    const bound = 5 * Math.sqrt((layers * 2) / 9);
    for (const count of counts.values()) expect(Math.abs(count - layers / 3)).toBeLessThan(bound);
  });

  test("refuses bad sizes quickly", () => {
    for (const make of [
      () => quantumVolumeCircuit(0, 1),
      () => quantumVolumeCircuit(1e9, 1),
      () => quantumVolumeCircuit(2, 1, { depth: -1 }),
      () => quantumVolumeCircuit(2, 1, { depth: 1e12 }),
    ]) {
      expect(make).toThrow(InvalidArgumentError);
    }
    expect(() => quantumVolumeCircuit(2, Number.NaN)).toThrow("seed must be a number");
  });
});
