import fc from "fast-check";
import { expect, test } from "vitest";
import { createCircuit, bindParameters } from "../circuit/circuit.ts";
import { multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { InvalidArgumentError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import {
  applyDense,
  denseCircuit,
  densePauli,
  densePauliSum,
  matrixDistance,
} from "../testing/dense-circuit.ts";
import { ansatzParameterName, ansatzToCircuit, excitationToPauliGadgets } from "./excitation-circuit.ts";
import { annihilation, creation } from "./fermion-operator.ts";
import type { LadderOperator } from "./fermion-operator.ts";
import { jordanWigner } from "./jordan-wigner.ts";
import { moleculeHamiltonianToPauliSum } from "./molecule-hamiltonian.ts";
import { addPauliSums, createPauliSum, formatPauli, multiplyPauliSums, parsePauliSum } from "./pauli-sum.ts";
import type { PauliSum } from "./pauli-sum.ts";

const rounding = 1e-13;

function densify({ qubitCount, terms }: PauliSum): ComplexMatrix {
  return densePauliSum(
    qubitCount,
    terms.map((term) => ({ pauli: formatPauli(term, qubitCount), coefficient: [term.real, term.imaginary] })),
  );
}

/** The matrix of a ladder operator over occupation masks, from its definition. */
function denseLadder({ spinOrbital, creates }: LadderOperator, count: number): ComplexMatrix {
  const size = 2 ** count;
  const real = new Float64Array(size * size);
  for (let mask = 0; mask < size; mask++) {
    const occupation = mask.toString(2).padStart(count, "0").split("").reverse();
    if ((occupation[spinOrbital] === "1") === creates) continue;
    const below = occupation.slice(0, spinOrbital).filter((bit) => bit === "1").length;
    const image = creates ? mask + 2 ** spinOrbital : mask - 2 ** spinOrbital;
    real[image * size + mask] = below % 2 === 0 ? 1 : -1;
  }
  return { size, real, imaginary: new Float64Array(size * size) };
}

function denseProduct(operators: readonly LadderOperator[], count: number): ComplexMatrix {
  return operators.map((operator) => denseLadder(operator, count)).reduce(multiplyMatrices);
}

/** Σ cₖ Mₖ. */
function combine(terms: readonly (readonly [number, ComplexMatrix])[]): ComplexMatrix {
  const { size } = terms[0][1];
  const sum = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  for (const [coefficient, { real, imaginary }] of terms) {
    real.forEach((entry, at) => (sum.real[at] += coefficient * entry));
    imaginary.forEach((entry, at) => (sum.imaginary[at] += coefficient * entry));
  }
  return sum;
}

function randomPauliSum(qubitCount: number, seed: number): PauliSum {
  const random = createRandom(seed);
  const mask = (): number => Math.floor(random.uniform() * 2 ** qubitCount);
  return createPauliSum(
    qubitCount,
    Array.from({ length: 6 }, () => ({
      x: mask(),
      z: mask(),
      real: random.normal(),
      imaginary: random.normal(),
    })),
  );
}

test("products print from the highest qubit to the lowest", () => {
  const sum = parsePauliSum({ XIZ: 0.5, IYI: -1 });
  expect(sum.terms.map((term) => [formatPauli(term, 3), term.real])).toEqual([
    ["IYI", -1],
    ["XIZ", 0.5],
  ]);
  expect(
    matrixDistance(
      densify(sum),
      combine([
        [0.5, densePauli("XIZ")],
        [-1, densePauli("IYI")],
      ]),
    ),
  ).toBe(0);
});

test("equal products are added up and zeros are dropped", () => {
  const term = { x: 1, z: 2, real: 1, imaginary: 0 };
  expect(createPauliSum(2, [term, { ...term, real: 2 }]).terms).toEqual([{ ...term, real: 3 }]);
  expect(createPauliSum(2, [term, { ...term, real: -1 }]).terms).toEqual([]);
});

test("products and sums of Pauli sums are those of their matrices", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
      const [a, b] = [randomPauliSum(3, seed), randomPauliSum(3, seed + 1)];
      const product = multiplyMatrices(densify(a), densify(b));
      return (
        matrixDistance(densify(multiplyPauliSums(a, b)), product) < rounding * 100 &&
        matrixDistance(
          densify(addPauliSums(a, b, -2)),
          combine([
            [1, densify(a)],
            [-2, densify(b)],
          ]),
        ) <
          rounding * 10
      );
    }),
    { numRuns: 40, seed: 3 },
  );
});

test("the Jordan–Wigner image of a ladder operator is its matrix over occupations", () => {
  for (let orbital = 0; orbital < 4; orbital++) {
    for (const operator of [creation(orbital), annihilation(orbital)]) {
      const image = jordanWigner({ spinOrbitalCount: 4, terms: [{ coefficient: 1, operators: [operator] }] });
      expect(matrixDistance(densify(image), denseLadder(operator, 4))).toBeLessThan(rounding);
    }
  }
});

test("ladder operators anticommute to Kronecker's delta", () => {
  const anticommutator = (p: number, q: number): PauliSum =>
    jordanWigner({
      spinOrbitalCount: 3,
      terms: [
        { coefficient: 1, operators: [annihilation(p), creation(q)] },
        { coefficient: 1, operators: [creation(q), annihilation(p)] },
      ],
    });
  expect(anticommutator(1, 1).terms).toEqual([{ x: 0, z: 0, real: 1, imaginary: 0 }]);
  expect(anticommutator(0, 2).terms).toEqual([]);
});

test("a molecule's Hamiltonian is its second-quantised matrix in block order", () => {
  const random = createRandom(21);
  const n = 2;
  const oneBody = new Float64Array(n * n);
  const twoBody = new Float64Array(n ** 4);
  const pair = (p: number, q: number): number => (Math.max(p, q) * (Math.max(p, q) + 1)) / 2 + Math.min(p, q);
  const ones = [0, 1, 2].map(() => random.normal());
  const twos = Array.from({ length: 6 }, () => random.normal());
  const constant = random.normal();
  const terms: [number, ComplexMatrix][] = [[constant, densePauli("IIII")]];
  for (let p = 0; p < n; p++) {
    for (let q = 0; q < n; q++) {
      oneBody[p * n + q] = ones[pair(p, q)];
      for (const spin of [0, n]) {
        terms.push([ones[pair(p, q)], denseProduct([creation(p + spin), annihilation(q + spin)], 2 * n)]);
      }
      for (let r = 0; r < n; r++) {
        for (let s = 0; s < n; s++) {
          const integral = twos[pair(pair(p, q), pair(r, s))];
          twoBody[((p * n + q) * n + r) * n + s] = integral;
          for (const spin of [0, n]) {
            for (const other of [0, n]) {
              const operators = [
                creation(p + spin),
                creation(r + other),
                annihilation(s + other),
                annihilation(q + spin),
              ];
              terms.push([integral / 2, denseProduct(operators, 2 * n)]);
            }
          }
        }
      }
    }
  }
  const image = moleculeHamiltonianToPauliSum({ orbitalCount: n, constant, oneBody, twoBody });
  expect(matrixDistance(densify(image), combine(terms))).toBeLessThan(rounding);
  expect(image.terms.every(({ imaginary }) => imaginary === 0)).toBe(true);
});

test.each([
  ["single", [2], [0], 2],
  ["single across a gap with odd occupation", [3], [1], 2],
  ["double", [1, 3], [0, 2], 8],
  ["double in another operator order", [3, 1], [0, 2], 8],
])("the gadgets of a %s are exp(cθ(T − T†))", (_kind, create, annihilate, gadgetCount) => {
  const [coefficient, theta, count] = [-0.5, 0.9, 4];
  const gadgets = excitationToPauliGadgets({ create, annihilate, parameter: 5, coefficient }, count);
  expect(gadgets).toHaveLength(gadgetCount);
  const circuit = bindParameters(createCircuit(count, gadgets), { [ansatzParameterName(5)]: theta });
  const excite = denseProduct([...create.map(creation), ...annihilate.toReversed().map(annihilation)], count);
  // G³ = −G, so exp(φG) = 1 + sin φ G + (1 − cos φ) G².
  const adjoint = denseProduct(
    [...annihilate.map(creation), ...create.toReversed().map(annihilation)],
    count,
  );
  const generator = combine([
    [1, excite],
    [-1, adjoint],
  ]);
  const angle = coefficient * theta;
  const expected = combine([
    [1, densePauli("IIII")],
    [Math.sin(angle), generator],
    [1 - Math.cos(angle), multiplyMatrices(generator, generator)],
  ]);
  expect(matrixDistance(denseCircuit(circuit), expected)).toBeLessThan(rounding);
  expect(generator.real.some((entry) => entry !== 0)).toBe(true);
});

test("an ansatz's circuit starts from its reference determinant", () => {
  const space = { orbitalCount: 3, alphaCount: 2, betaCount: 1 };
  const indexOf = (circuit: ReturnType<typeof ansatzToCircuit>): number => {
    const start = { real: new Float64Array(64), imaginary: new Float64Array(64) };
    start.real[0] = 1;
    return applyDense(denseCircuit(circuit), start).real.indexOf(1);
  };
  expect(indexOf(ansatzToCircuit({ excitations: [] }, space))).toBe(0b001_011);
  const reference = { alphaMask: 0b110, betaMask: 0b100 };
  expect(indexOf(ansatzToCircuit({ excitations: [], reference }, space))).toBe(0b100_110);
});

test.each<[string, () => unknown, string]>([
  ["letters", () => parsePauliSum({ XA: 1 }), 'must be 2 letters of I, X, Y, Z, got "XA"'],
  ["no term", () => parsePauliSum({}), "qubitCount of a Pauli sum must be an integer in [1, 30], got 0"],
  [
    "a mask",
    () => createPauliSum(2, [{ x: 4, z: 0, real: 1, imaginary: 0 }]),
    "terms[0].x must be in [0, 2^2), got 4",
  ],
  [
    "a spin orbital",
    () => jordanWigner({ spinOrbitalCount: 2, terms: [{ coefficient: 1, operators: [creation(2)] }] }),
    "spin orbital must be in [0, 1], got 2",
  ],
  [
    "a repeated spin orbital",
    () => excitationToPauliGadgets({ create: [1, 1], annihilate: [0, 2], parameter: 0, coefficient: 1 }, 4),
    "must differ, got 1, 1, 0, 2",
  ],
])("%s out of range is refused", (_what, create, message) => {
  expect(create).toThrow(InvalidArgumentError);
  expect(create).toThrow(message);
});
