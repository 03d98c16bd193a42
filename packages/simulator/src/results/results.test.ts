import fc from "fast-check";
import { expect, test } from "vitest";
import { multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { createCircuit } from "../circuit/circuit.ts";
import { gate } from "../circuit/operation.ts";
import { InvalidArgumentError } from "../errors.ts";
import { basisState, innerProduct } from "../statevector/state-vector.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { applyDense, denseCircuit, densePauli, matrixDistance } from "../testing/dense-circuit.ts";
import { randomState } from "../testing/random-state.ts";
import { amplitudesOf } from "./amplitudes.ts";
import { blochVector } from "./bloch-vector.ts";
import { densityEntropy, entanglementEntropy, mutualInformation } from "./entropy.ts";
import { marginalProbabilities } from "./marginal-probabilities.ts";
import { purity } from "./purity.ts";
import { reducedDensityMatrix } from "./reduced-density-matrix.ts";
import { schmidtCoefficients } from "./schmidt-coefficients.ts";

/** Rounding of sums over at most 2^16 amplitudes of norm 1. */
const rounding = 1e-12;

function product(...factors: readonly StateVector[]): StateVector {
  return factors.reduce((low, high) => {
    const real = new Float64Array(low.real.length * high.real.length);
    const imaginary = new Float64Array(real.length);
    for (let h = 0; h < high.real.length; h++) {
      for (let l = 0; l < low.real.length; l++) {
        const at = h * low.real.length + l;
        real[at] = high.real[h] * low.real[l] - high.imaginary[h] * low.imaginary[l];
        imaginary[at] = high.real[h] * low.imaginary[l] + high.imaginary[h] * low.real[l];
      }
    }
    return { qubitCount: low.qubitCount + high.qubitCount, real, imaginary };
  });
}

function stateOf(qubitCount: number, ...operations: Parameters<typeof gate>[]): StateVector {
  const circuit = createCircuit(
    qubitCount,
    operations.map((operation) => gate(...operation)),
  );
  return { qubitCount, ...applyDense(denseCircuit(circuit), basisState(qubitCount)) };
}

const bell = stateOf(2, ["h", [0]], ["cx", [0, 1]]);
const ghz = stateOf(3, ["h", [0]], ["cx", [0, 1]], ["cx", [1, 2]]);

/** ρ by its definition, over all pairs of indices. */
function slowDensity({ qubitCount, real, imaginary }: StateVector, qubits: readonly number[]): ComplexMatrix {
  const size = 2 ** qubits.length;
  const density = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  const bit = (index: number, qubit: number): number => Math.floor(index / 2 ** qubit) % 2;
  const all = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  const local = (index: number): number =>
    qubits.reduce((sum, qubit, k) => sum + bit(index, qubit) * 2 ** k, 0);
  for (let i = 0; i < real.length; i++) {
    for (let j = 0; j < real.length; j++) {
      if (all.some((qubit) => !qubits.includes(qubit) && bit(i, qubit) !== bit(j, qubit))) continue;
      const at = local(i) * size + local(j);
      density.real[at] += real[i] * real[j] + imaginary[i] * imaginary[j];
      density.imaginary[at] += imaginary[i] * real[j] - real[i] * imaginary[j];
    }
  }
  return density;
}

test("the density matrix of any qubits in any order is the partial trace, and marginals are its diagonal", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e6 }),
      fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 1 }),
      (seed, qubits) => {
        const state = randomState(5, seed);
        const density = reducedDensityMatrix(state, qubits);
        expect(matrixDistance(density, slowDensity(state, qubits))).toBeLessThan(rounding);
        marginalProbabilities(state, qubits).forEach((probability, k) => {
          expect(Math.abs(probability - density.real[k * (density.size + 1)])).toBeLessThan(rounding);
        });
      },
    ),
    { numRuns: 40, seed: 1 },
  );
});

test("marginals of more qubits than one lookup table covers are those of a product's factors", () => {
  const [low, middle, high] = [randomState(6, 1), randomState(5, 2), randomState(5, 3)];
  const state = product(low, middle, high);
  // Qubit 12 is qubit 1 of the highest factor, qubit 15 its qubit 4.
  const expected = marginalProbabilities(high, [4, 1]);
  marginalProbabilities(state, [15, 12]).forEach((probability, k) => {
    expect(Math.abs(probability - expected[k])).toBeLessThan(rounding);
  });
  const density = reducedDensityMatrix(state, [15, 12]);
  expect(matrixDistance(density, reducedDensityMatrix(high, [4, 1]))).toBeLessThan(rounding);
  expect(Math.abs(entanglementEntropy(state, [0, 1, 2, 3, 4, 5]))).toBeLessThan(rounding);
});

test("amplitudes are found by their printed bits", () => {
  const state = randomState(3, 4);
  expect(amplitudesOf(state, ["100", "001"])).toEqual([
    { bitstring: "100", real: state.real[4], imaginary: state.imaginary[4] },
    { bitstring: "001", real: state.real[1], imaginary: state.imaginary[1] },
  ]);
});

test("Bloch vectors point where textbooks say and are Pauli expectations", () => {
  const vectors = {
    z: blochVector(basisState(1), 0),
    minusZ: blochVector(basisState(1, 1), 0),
    x: blochVector(stateOf(1, ["h", [0]]), 0),
    y: blochVector(stateOf(1, ["h", [0]], ["s", [0]]), 0),
    mixed: blochVector(bell, 1),
  };
  const expected = { z: [0, 0, 1], minusZ: [0, 0, -1], x: [1, 0, 0], y: [0, 1, 0], mixed: [0, 0, 0] };
  for (const [name, vector] of Object.entries(expected)) {
    vector.forEach((component, k) => {
      expect(Math.abs(vectors[name as keyof typeof vectors][k] - component), name).toBeLessThan(rounding);
    });
  }
  const state = randomState(3, 8);
  ["X", "Y", "Z"].forEach((letter, k) => {
    const [value] = innerProduct(state, { qubitCount: 3, ...applyDense(densePauli(`I${letter}I`), state) });
    expect(Math.abs(blochVector(state, 1)[k] - value)).toBeLessThan(rounding);
  });
});

test("entropies of Bell, GHZ, W and product states are the closed forms", () => {
  expect(entanglementEntropy(bell, [0])).toBeCloseTo(1, 12);
  expect(entanglementEntropy(bell, [1], { base: Math.E })).toBeCloseTo(Math.LN2, 12);
  expect(entanglementEntropy(bell, [0, 1])).toBe(0);
  expect(entanglementEntropy(ghz, [0, 2])).toBeCloseTo(1, 12);
  expect(entanglementEntropy(ghz, [1], { kind: "renyi-2" })).toBeCloseTo(1, 12);
  expect(entanglementEntropy(product(bell, bell), [0, 2])).toBeCloseTo(2, 12);
  expect(Math.abs(entanglementEntropy(basisState(3, 5), [0]))).toBe(0);
  // cos θ|00⟩ + sin θ|11⟩ with cos² = 0.9: −0.9 log₂ 0.9 − 0.1 log₂ 0.1 and −log₂(0.81 + 0.01).
  const tilted = stateOf(2, ["ry", [0], [2 * Math.acos(Math.sqrt(0.9))]], ["cx", [0, 1]]);
  expect(entanglementEntropy(tilted, [0])).toBeCloseTo(-0.9 * Math.log2(0.9) - 0.1 * Math.log2(0.1), 12);
  expect(entanglementEntropy(tilted, [0], { kind: "renyi-2" })).toBeCloseTo(-Math.log2(0.82), 12);
  // The W state: one qubit is |0⟩ with probability 2/3.
  const third = Math.sqrt(1 / 3);
  const w = {
    qubitCount: 3,
    real: Float64Array.of(0, third, third, 0, third, 0, 0, 0),
    imaginary: new Float64Array(8),
  };
  expect(entanglementEntropy(w, [0])).toBeCloseTo(Math.log2(3) - 2 / 3, 12);
});

test("both sides of a cut have the same entropy, on average near Page's value", () => {
  let sum = 0;
  for (let seed = 0; seed < 60; seed++) {
    const state = randomState(6, seed);
    const entropy = entanglementEntropy(state, [0, 3], { base: Math.E });
    expect(Math.abs(entropy - entanglementEntropy(state, [5, 4, 2, 1], { base: Math.E }))).toBeLessThan(
      rounding,
    );
    const large = densityEntropy(reducedDensityMatrix(state, [1, 2, 4, 5]), { base: Math.E });
    expect(Math.abs(entropy - large)).toBeLessThan(rounding * 10);
    sum += entropy;
  }
  // Page, Phys. Rev. Lett. 71, 1291 (1993): Σ_{k=n+1}^{mn} 1/k − (m−1)/(2n) with m = 4, n = 16.
  let page = -3 / 32;
  for (let k = 17; k <= 64; k++) page += 1 / k;
  // The spread of one state's entropy is below 0.02 here; the mean of 60 states lies within 0.01.
  expect(Math.abs(sum / 60 - page)).toBeLessThan(0.01);
});

test("Schmidt coefficients are the square roots of the density matrix's eigenvalues", () => {
  expect([...schmidtCoefficients(ghz, [1])].map((value) => value.toFixed(12))).toEqual([
    Math.SQRT1_2.toFixed(12),
    Math.SQRT1_2.toFixed(12),
  ]);
  const state = randomState(5, 12);
  for (const qubits of [[3], [4, 0], [0, 1, 2], [2, 1, 4, 3]]) {
    const coefficients = schmidtCoefficients(state, qubits);
    expect(coefficients).toHaveLength(2 ** Math.min(qubits.length, 5 - qubits.length));
    const entropy = coefficients.reduce((sum, value) => sum - value ** 2 * Math.log2(value ** 2), 0);
    expect(Math.abs(entropy - entanglementEntropy(state, qubits))).toBeLessThan(rounding);
    const fourth = coefficients.reduce((sum, value) => sum + value ** 4, 0);
    expect(Math.abs(fourth - purity(reducedDensityMatrix(state, qubits)))).toBeLessThan(rounding);
  }
});

test("a Schmidt coefficient of 1e-10 is found", () => {
  const state = stateOf(2, ["ry", [0], [2e-10]], ["cx", [0, 1]]);
  expect(Math.abs(schmidtCoefficients(state, [0])[1] / 1e-10 - 1)).toBeLessThan(1e-6);
});

test("mutual information is 2 in a Bell pair, 1 between two qubits of GHZ, 0 across a product", () => {
  expect(mutualInformation(bell, 0, 1)).toBeCloseTo(2, 12);
  expect(mutualInformation(ghz, 0, 2)).toBeCloseTo(1, 12);
  expect(Math.abs(mutualInformation(product(bell, bell), 0, 2))).toBeLessThan(rounding);
  expect(mutualInformation(product(bell, bell), [0, 2], [1, 3])).toBeCloseTo(4, 12);
});

test("purity is 1 for pure states and 1/size for the maximally mixed one", () => {
  expect(purity(reducedDensityMatrix(ghz, [0, 1, 2]))).toBeCloseTo(1, 12);
  expect(purity(reducedDensityMatrix(product(bell, bell), [0, 2]))).toBeCloseTo(1 / 4, 12);
  const density = reducedDensityMatrix(randomState(4, 3), [1, 2]);
  const squared = multiplyMatrices(density, density);
  expect(purity(density)).toBeCloseTo(
    squared.real[0] + squared.real[5] + squared.real[10] + squared.real[15],
    12,
  );
});

test.each<[string, () => unknown, string]>([
  ["a qubit out of range", () => blochVector(bell, 2), "qubit must be in [0, 1], got 2"],
  ["a qubit twice", () => marginalProbabilities(bell, [1, 1]), "qubits must differ, got 1, 1"],
  ["no qubit", () => reducedDensityMatrix(bell, []), "qubits must list 1 to 2 qubits, got 0"],
  [
    "too many qubits",
    () =>
      reducedDensityMatrix(
        basisState(13),
        Array.from({ length: 13 }, (_, k) => k),
      ),
    "1 to 12",
  ],
  ["all qubits as a cut", () => schmidtCoefficients(bell, [0, 1]), "qubits must list 1 to 1 qubits, got 2"],
  ["overlapping sides", () => mutualInformation(ghz, [0, 1], [1]), "qubits must differ, got 0, 1, 1"],
  [
    "a base of 1",
    () => entanglementEntropy(bell, [0], { base: 1 }),
    "base must be above 0 and differ from 1, got 1",
  ],
  ["a base of NaN", () => entanglementEntropy(bell, [0], { base: NaN }), "got NaN"],
  ["a short bitstring", () => amplitudesOf(bell, ["0"]), 'must be 2 digits of 0 and 1, got "0"'],
  [
    "a state of the wrong length",
    () => blochVector({ ...bell, qubitCount: 3 }, 0),
    "state.real must have 2^3 = 8 entries, got 4",
  ],
  [
    "a matrix without trace 1",
    () => purity({ size: 1, real: Float64Array.of(2), imaginary: Float64Array.of(0) }),
    "density must have trace 1, got 2",
  ],
])("%s is refused", (_what, call, message) => {
  expect(call).toThrow(InvalidArgumentError);
  expect(call).toThrow(message);
});
