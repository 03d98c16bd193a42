import fc from "fast-check";
import { expect, test } from "vitest";
import { adjointMatrix, multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { InvalidArgumentError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import { basisState, innerProduct } from "../statevector/state-vector.ts";
import { applyDense, densePauliSum, matrixDistance } from "../testing/dense-circuit.ts";
import { randomState } from "../testing/random-state.ts";
import {
  adjointPauliSum,
  anticommutator,
  commutator,
  isHermitianPauliSum,
  pauliProductsCommute,
  pauliProductsCommuteQubitWise,
  pauliSumSupport,
  pauliWeight,
  scalePauliSum,
  simplifyPauliSum,
} from "./pauli-algebra.ts";
import { applyPauliSum, pauliSumExpectation, pauliSumVariance } from "./pauli-expectation.ts";
import { createPauliSum, formatPauli, parsePauliSum } from "./pauli-sum.ts";
import type { PauliSum } from "./pauli-sum.ts";
import { formatSparsePauli, parseSparsePauli, pauliSumFromList, pauliSumFromSparse } from "./pauli-text.ts";

/** Rounding of sums of some dozens of terms of order 1. */
const rounding = 1e-11;

function densify({ qubitCount, terms }: PauliSum): ComplexMatrix {
  return densePauliSum(
    qubitCount,
    terms.map((term) => ({ pauli: formatPauli(term, qubitCount), coefficient: [term.real, term.imaginary] })),
  );
}

function randomSum(qubitCount: number, termCount: number, seed: number, isComplex: boolean): PauliSum {
  const random = createRandom(seed);
  const mask = (): number => Math.floor(random.uniform() * 2 ** qubitCount);
  return createPauliSum(
    qubitCount,
    Array.from({ length: termCount }, () => ({
      x: mask(),
      z: mask(),
      real: random.normal(),
      imaginary: isComplex ? random.normal() : 0,
    })),
  );
}

/** a + factor·b of matrices. */
function combine(a: ComplexMatrix, b: ComplexMatrix, factor: number): ComplexMatrix {
  return {
    size: a.size,
    real: a.real.map((x, at) => x + factor * b.real[at]),
    imaginary: a.imaginary.map((x, at) => x + factor * b.imaginary[at]),
  };
}

test("scaling, adjoint and (anti)commutators are those of the matrices", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
      const [a, b] = [randomSum(3, 8, seed, true), randomSum(3, 8, seed + 1, true)];
      const [left, right] = [densify(a), densify(b)];
      const [ab, ba] = [multiplyMatrices(left, right), multiplyMatrices(right, left)];
      expect(matrixDistance(densify(commutator(a, b)), combine(ab, ba, -1))).toBeLessThan(rounding);
      expect(matrixDistance(densify(anticommutator(a, b)), combine(ab, ba, 1))).toBeLessThan(rounding);
      expect(matrixDistance(densify(adjointPauliSum(a)), adjointMatrix(left))).toBeLessThan(rounding);
      const identity = densify(pauliSumFromList([["III", [0.5, -2]]]));
      expect(
        matrixDistance(densify(scalePauliSum(a, [0.5, -2])), multiplyMatrices(identity, left)),
      ).toBeLessThan(rounding);
    }),
    { numRuns: 25, seed: 5 },
  );
});

test("[X, Y] = 2iZ and {X, Y} = 0", () => {
  const [x, y] = [parsePauliSum({ X: 1 }), parsePauliSum({ Y: 1 })];
  expect(commutator(x, y)).toEqual(pauliSumFromList([["Z", [0, 2]]]));
  expect(anticommutator(x, y).terms).toEqual([]);
});

test("products commute as their matrices do", () => {
  const letters = ["II", "IX", "IZ", "XX", "YY", "ZZ", "ZX", "XZ", "YI", "ZY"];
  let [commuting, qubitWise] = [0, 0];
  for (const a of letters) {
    for (const b of letters) {
      const [left, right] = [parsePauliSum({ [a]: 1 }), parsePauliSum({ [b]: 1 })];
      const commutes = pauliProductsCommute(left.terms[0], right.terms[0]);
      expect(commutes, `${a} ${b}`).toBe(commutator(left, right).terms.length === 0);
      const isSame = Array.from(a).every((letter, k) => letter === "I" || b[k] === "I" || letter === b[k]);
      expect(pauliProductsCommuteQubitWise(left.terms[0], right.terms[0]), `${a} ${b}`).toBe(isSame);
      commuting += +commutes;
      qubitWise += +isSame;
    }
  }
  expect(commuting).toBeGreaterThan(qubitWise);
});

test("Hermitian sums, support, weight and simplification", () => {
  const sum = pauliSumFromSparse(5, { "X0 Z3": 0.5, Y3: 1e-14, "": [2, 1e-9] });
  expect(isHermitianPauliSum(sum)).toBe(false);
  expect(isHermitianPauliSum(sum, 1e-8)).toBe(true);
  expect(pauliSumSupport(sum)).toEqual([0, 3]);
  expect(simplifyPauliSum(sum).terms).toHaveLength(2);
  expect(simplifyPauliSum(sum, 1).terms.map(formatSparsePauli)).toEqual([""]);
  expect(sum.terms.map(pauliWeight)).toEqual([0, 2, 1]);
});

test("sparse, printed and listed forms agree", () => {
  const expected = parsePauliSum({ ZIIX: 0.5, IYII: -1, IIII: 3 });
  expect(pauliSumFromSparse(4, { "X0 Z3": 0.5, Y2: -1, "": 3 })).toEqual(expected);
  expect(
    pauliSumFromList([
      ["ZIIX", 0.25],
      ["IYII", -1],
      ["IIII", [3, 0]],
      ["ZIIX", 0.25],
    ]),
  ).toEqual(expected);
  for (const { x, z } of randomSum(7, 30, 2, false).terms) {
    expect(parseSparsePauli(formatSparsePauli({ x, z }), 7)).toEqual({ x, z });
  }
});

test.each([
  [1, 3],
  [3, 4],
  [4, 200],
])(
  "on %i qubits with %i terms, O|ψ⟩, ⟨O⟩ and the variance are those of the matrix",
  (qubitCount, termCount) => {
    const state = randomState(qubitCount, termCount);
    const general = randomSum(qubitCount, termCount, 11, true);
    const applied = applyPauliSum(state, general);
    const expected = applyDense(densify(general), state);
    for (let k = 0; k < applied.real.length; k++) {
      expect(Math.abs(applied.real[k] - expected.real[k])).toBeLessThan(rounding);
      expect(Math.abs(applied.imaginary[k] - expected.imaginary[k])).toBeLessThan(rounding);
    }
    const observable = randomSum(qubitCount, termCount, 12, false);
    const image = { qubitCount, ...applyDense(densify(observable), state) };
    const [mean] = innerProduct(state, image);
    const [square] = innerProduct(image, image);
    expect(Math.abs(mean)).toBeGreaterThan(1e-3);
    expect(Math.abs(pauliSumExpectation(state, observable) - mean)).toBeLessThan(rounding);
    const found = pauliSumVariance(state, observable);
    expect(Math.abs(found.mean - mean)).toBeLessThan(rounding);
    expect(Math.abs(found.variance - (square - mean ** 2))).toBeLessThan(100 * rounding);
  },
);

test("an eigenstate has no variance", () => {
  const found = pauliSumVariance(basisState(2, 2), parsePauliSum({ ZZ: 1.7, IZ: 0.3, II: 5 }));
  expect(found.mean).toBeCloseTo(5 - 1.7 + 0.3, 12);
  expect(found.variance).toBeLessThan(1e-28);
});

test.each<[string, () => unknown, string]>([
  ["a sparse product with a lone letter", () => parseSparsePauli("X", 2), 'such as "X0 Z3", got "X"'],
  ["a sparse qubit out of range", () => parseSparsePauli("X2", 2), "qubit must be in [0, 1], got 2"],
  ["a sparse qubit twice", () => parseSparsePauli("X1 Z1", 2), "must differ"],
  ["another letter", () => pauliSumFromList([["XA", 1]]), 'got "XA"'],
  [
    "an infinite coefficient",
    () => pauliSumFromSparse(1, { X0: Infinity }),
    'coefficient of "X0" must be finite',
  ],
  ["a factor of NaN", () => scalePauliSum(parsePauliSum({ X: 1 }), NaN), "factor must be finite"],
  [
    "a negative threshold",
    () => simplifyPauliSum(parsePauliSum({ X: 1 }), -1),
    "threshold must be at least 0, got -1",
  ],
  [
    "another width",
    () => pauliSumExpectation(basisState(1), parsePauliSum({ XX: 1 })),
    "the state's 1 qubits, got 2",
  ],
  [
    "a complex observable",
    () => pauliSumVariance(basisState(1), pauliSumFromList([["X", [0, 1]]])),
    "an observable must have real coefficients",
  ],
])("%s is refused", (_what, call, message) => {
  expect(call).toThrow(InvalidArgumentError);
  expect(call).toThrow(message);
});
