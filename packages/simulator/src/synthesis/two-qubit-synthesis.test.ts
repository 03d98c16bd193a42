import { describe, expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { identityMatrix, multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { gateMatrix } from "../circuit/gate-matrix.ts";
import type { GateName } from "../circuit/operation.ts";
import { createRandom } from "../math/random.ts";
import { denseCircuit, matrixDistance } from "../testing/dense-circuit.ts";
import { composeEigen, diagonaliseUnitary } from "../circuit/unitary-eigen.ts";
import { eulerBases, oneQubitGates } from "./euler-angles.ts";
import { productOf, tensor, timesPhase } from "./matrix-tools.ts";
import { haarUnitary } from "../circuit/library/haar-unitary.ts";
import { entanglerCount, entanglers } from "./entanglers.ts";
import { diagonalBefore, twoQubitGates } from "./two-qubit-synthesis.ts";
import { canonicalGate, composeWeyl, weylDecomposition } from "./weyl-decomposition.ts";

/** Rounding of products of a few small matrices. */
const rounding = 1e-13;
const { PI } = Math;

describe.each(eulerBases)("one-qubit gates in basis %s", (basis) => {
  test("make Haar random and special unitaries exactly, phase included", () => {
    const random = createRandom(31);
    const special: readonly (readonly [GateName, readonly number[]])[] = [
      ["id", []],
      ["x", []],
      ["y", []],
      ["z", []],
      ["h", []],
      ["sx", []],
      ["sxdg", []],
      ["t", []],
      ["ry", [PI]],
      ["rx", [2 * PI]],
      ["ry", [1e-9]],
      ["ry", [PI - 1e-9]],
    ];
    for (let index = 0; index < 200; index++) {
      const [name, parameters] = special[index % special.length];
      const matrix =
        index < 100
          ? haarUnitary(2, random)
          : productOf(
              gateMatrix("rz", [index % 2 ? random.normal() : 0]),
              gateMatrix(name, parameters),
              gateMatrix("p", [index % 3 ? 3 * random.normal() : 0]),
            );
      const { gates, phase } = oneQubitGates(matrix, 0, basis);
      const product = timesPhase(phase, denseCircuit(createCircuit(1, gates)));
      expect(matrixDistance(product, matrix)).toBeLessThan(rounding);
      expect(gates.length).toBeLessThanOrEqual(basis === "zsx" ? 5 : basis === "u" ? 1 : 3);
    }
  });
});

test("one-qubit gates are exact where angles nearly vanish", () => {
  const random = createRandom(31);
  const small = [0, 1e-13, 1e-12, 1e-10, 1e-8, 1e-5];
  const cliffords: readonly GateName[] = ["id", "x", "y", "z", "h", "s", "sdg", "sx", "sxdg"];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)];
  const factor = (): ComplexMatrix =>
    productOf(
      gateMatrix(pick(cliffords), []),
      gateMatrix(pick(["rx", "ry", "rz"] as const), [pick([...small, PI / 2, random.normal()])]),
    );
  for (let index = 0; index < 2000; index++) {
    const matrix = productOf(factor(), factor(), gateMatrix(pick(cliffords), []));
    const { gates, phase } = oneQubitGates(matrix, 0, eulerBases[index % eulerBases.length]);
    const product = gates.reduce(
      (sum, operation) => multiplyMatrices(gateMatrix(operation.gate, operation.parameters as number[]), sum),
      identityMatrix(2),
    );
    expect(matrixDistance(timesPhase(phase, product), matrix)).toBeLessThan(rounding);
  }
});

test("zsx needs no sx for diagonals, an x for π flips and one sx for Hadamard", () => {
  const names = (name: GateName, parameters: readonly number[] = []): string =>
    oneQubitGates(gateMatrix(name, parameters), 0, "zsx")
      .gates.map((operation) => operation.gate)
      .join(" ");
  expect(names("id")).toBe("");
  expect(names("t")).toBe("rz");
  expect(names("x")).toBe("x");
  expect(names("h")).toBe("rz sx rz");
  expect(names("sx")).toBe("sx");
  expect(names("ry", [0.3])).toBe("rz sx rz sx rz".slice(3));
});

test("eigenvectors of unitaries are found also where eigenvalues coincide", () => {
  const random = createRandom(37);
  for (const size of [2, 4, 8, 16]) {
    const basis = haarUnitary(size, random);
    const signs = identityMatrix(size);
    for (let k = 0; k < size; k += 2) signs.real[k * size + k] = -1;
    const cycle = identityMatrix(size);
    cycle.real.fill(0);
    for (let k = 0; k < size; k++) cycle.real[k * size + ((k + 1) % size)] = 1;
    const reflected = composeEigen({
      phases: new Float64Array(size).map((_, k) => (k % 2) * PI),
      vectors: basis,
    });
    for (const matrix of [basis, identityMatrix(size), signs, cycle, reflected]) {
      const eigen = diagonaliseUnitary(matrix);
      expect(matrixDistance(composeEigen(eigen), matrix)).toBeLessThan(rounding);
    }
  }
});

const localPair = (random: ReturnType<typeof createRandom>): ComplexMatrix =>
  tensor(haarUnitary(2, random), haarUnitary(2, random));

/** Coordinates in units of π/4 from the literature: Zhang et al., Phys. Rev. A 67, 042313 (2003), section III. */
const knownCoordinates: readonly (readonly [
  GateName,
  readonly number[],
  readonly [number, number, number],
])[] = [
  ["cx", [], [1, 0, 0]],
  ["cz", [], [1, 0, 0]],
  ["ecr", [], [1, 0, 0]],
  ["swap", [], [1, 1, 1]],
  ["iswap", [], [1, 1, 0]],
  ["iswapdg", [], [1, 1, 0]],
  ["cs", [], [0.5, 0, 0]],
  ["xx_plus_yy", [PI / 2, 0], [0.5, 0.5, 0]],
  ["rzz", [0.4], [0.8 / PI, 0, 0]],
];

test.each(knownCoordinates)("%s %j has its known canonical coordinates", (name, parameters, expected) => {
  const random = createRandom(41);
  const dressed = productOf(localPair(random), gateMatrix(name, parameters), localPair(random));
  weylDecomposition(dressed).coordinates.forEach((coordinate, axis) => {
    expect(Math.abs(coordinate - (expected[axis] * PI) / 4)).toBeLessThan(rounding);
  });
});

test("the square root of swap has z = π/8 and its inverse z = −π/8", () => {
  const root = canonicalGate([PI / 8, PI / 8, PI / 8]);
  expect(weylDecomposition(root).coordinates[2]).toBeCloseTo(PI / 8, 12);
  const inverse = canonicalGate([-PI / 8, -PI / 8, -PI / 8]);
  expect(weylDecomposition(inverse).coordinates[2]).toBeCloseTo(-PI / 8, 12);
});

/** Coordinates in the chamber with the count of each entangler: cx-like, iswap, rotations. */
const degenerate: readonly (readonly [readonly [number, number, number], number, number, number])[] = [
  [[0, 0, 0], 0, 0, 0],
  [[PI / 4, 0, 0], 1, 2, 1],
  [[PI / 4, PI / 4, 0], 2, 1, 2],
  [[PI / 4, PI / 4, PI / 4], 3, 3, 3],
  [[0.3, 0, 0], 2, 2, 1],
  [[0.3, 0.2, 0], 2, 2, 2],
  [[0.3, 0.3, 0.3], 3, 3, 3],
  [[0.3, 0.3, -0.3], 3, 3, 3],
  [[PI / 4, 0.2, 0.1], 3, 3, 3],
  [[1e-9, 1e-10, 0], 2, 2, 2],
  [[0.2, 0.2, 1e-9], 3, 3, 3],
];

describe.each(entanglers)("two-qubit unitaries in %s", (entangler) => {
  test.each(degenerate)("coordinates %j take the least number", (coordinates, likeCx, iswap, rotations) => {
    const random = createRandom(43);
    const count = entangler === "iswap" ? iswap : entangler.startsWith("r") ? rotations : likeCx;
    for (let index = 0; index < 6; index++) {
      const matrix = productOf(localPair(random), canonicalGate(coordinates), localPair(random));
      const operations = twoQubitGates(matrix, [0, 1], entangler);
      expect(matrixDistance(denseCircuit(createCircuit(2, operations)), matrix)).toBeLessThan(rounding);
      expect(operations.filter(({ gate }) => gate === entangler).length).toBe(count);
      expect(operations.every(({ gate }) => [entangler, "u", "gphase"].includes(gate))).toBe(true);
    }
  });

  test("matrices close to special ones are exact within the tolerance", () => {
    const random = createRandom(44);
    const cliffords: readonly GateName[] = ["id", "x", "y", "z", "h", "s", "sdg", "sx", "sxdg"];
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)];
    const one = (): ComplexMatrix =>
      productOf(gateMatrix(pick(cliffords), []), gateMatrix("ry", [pick([0, 1e-12, 1e-8, random.normal()])]));
    for (let index = 0; index < 60; index++) {
      const e = pick([0, 1e-13, 1e-11, 1e-8, 1e-5]);
      const coordinates = pick<readonly [number, number, number]>([
        [PI / 4 + e, PI / 4, 0.1],
        [PI / 4, PI / 4 - e, e],
        [PI / 4, PI / 4, PI / 4 - e],
        [0.3, e, 0],
        [PI / 4, e, 0],
        [e, 0, 0],
      ]);
      const matrix = productOf(tensor(one(), one()), canonicalGate(coordinates), tensor(one(), one()));
      const operations = twoQubitGates(matrix, [0, 1], entangler);
      // Three coordinates move by at most 3e-13 each.
      expect(matrixDistance(denseCircuit(createCircuit(2, operations)), matrix)).toBeLessThan(1e-12);
    }
  });

  test("Haar random matrices are made exactly, also on exchanged qubits", () => {
    const random = createRandom(47);
    for (let index = 0; index < 20; index++) {
      const matrix = haarUnitary(4, random);
      const exchange = gateMatrix("swap", []);
      const exchanged = multiplyMatrices(exchange, multiplyMatrices(matrix, exchange));
      const operations = twoQubitGates(matrix, [1, 0], entangler);
      expect(matrixDistance(denseCircuit(createCircuit(2, operations)), exchanged)).toBeLessThan(rounding);
      expect(operations.filter(({ gate }) => gate === entangler).length).toBe(3);
    }
  });
});

test("a decomposition multiplies back to its matrix and lies in the chamber", () => {
  const random = createRandom(53);
  for (let index = 0; index < 100; index++) {
    const matrix = index % 2 === 0 ? haarUnitary(4, random) : localPair(random);
    const decomposition = weylDecomposition(matrix);
    expect(matrixDistance(composeWeyl(decomposition), matrix)).toBeLessThan(rounding);
    const [x, y, z] = decomposition.coordinates;
    expect(x).toBeLessThanOrEqual(PI / 4 + 1e-12);
    expect(x).toBeGreaterThanOrEqual(y);
    expect(y).toBeGreaterThanOrEqual(Math.abs(z));
  }
});

test("a matrix printed with eight digits is taken as the nearest unitary", () => {
  const matrix = haarUnitary(4, createRandom(59));
  const printed = {
    size: 4,
    real: matrix.real.map((entry) => Math.round(entry * 1e8) / 1e8),
    imaginary: matrix.imaginary.map((entry) => Math.round(entry * 1e8) / 1e8),
  };
  const product = denseCircuit(createCircuit(2, twoQubitGates(printed, [0, 1])));
  const error = matrixDistance(product, matrix);
  expect(error).toBeGreaterThan(0);
  expect(error).toBeLessThan(4e-8);
});

test("cp, rzz and swap with cp take rotations about z between their cx only", () => {
  const between = (name: GateName, parameters: readonly number[], withSwap: boolean): string => {
    const plain = gateMatrix(name, parameters);
    const matrix = withSwap ? multiplyMatrices(gateMatrix("swap", []), plain) : plain;
    const operations = twoQubitGates(matrix, [0, 1]);
    // A u with θ = 0 is a rotation about z.
    return operations
      .filter(({ gate }) => gate !== "gphase")
      .map((operation) =>
        operation.gate === "u" ? (operation.parameters[0] === 0 ? "z" : "u") : operation.gate,
      )
      .join(" ");
  };
  expect(between("cp", [0.3], false)).toBe("cx z cx z z");
  expect(between("rzz", [-1.1], false)).toBe("cx z cx");
  expect(between("cp", [0.3], true)).toBe("cx z cx cx z z");
  expect(between("swap", [], false)).toBe("cx cx cx");
});

test("a diagonal before a two-qubit unitary leaves it with two cx", () => {
  const random = createRandom(61);
  for (let index = 0; index < 30; index++) {
    const matrix = haarUnitary(4, random);
    expect(entanglerCount(weylDecomposition(matrix).coordinates, "cx")).toBe(3);
    const eased = multiplyMatrices(matrix, gateMatrix("rzz", [diagonalBefore(matrix)]));
    expect(entanglerCount(weylDecomposition(eased).coordinates, "cx")).toBe(2);
  }
});
