import { describe, expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { conditional, gate, measure, pauliGadget } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { estimateResources, rotationTCount } from "./estimate-resources.ts";
import { logicalCounts } from "./logical-counts.ts";
import { leastDistance, logicalError } from "./surface-code.ts";

/** T counts of rz at angles 0.1, 0.7, 1.3, 2.2 and −0.45 by pygridsynth 2.0.0 (an implementation of Ross and Selinger). */
const gridsynthCounts: readonly (readonly [number, readonly number[]])[] = [
  [1e-3, [34, 32, 34, 34, 32]],
  [1e-5, [54, 52, 54, 54, 52]],
  [1e-10, [102, 104, 104, 102, 106]],
  [1e-15, [156, 154, 154, 150, 156]],
];

test.each(gridsynthCounts)(
  "a rotation within %d takes about as many T as gridsynth finds",
  (epsilon, counts) => {
    for (const count of counts) expect(Math.abs(rotationTCount(epsilon) - count)).toBeLessThanOrEqual(5);
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    expect(Math.abs(rotationTCount(epsilon) - mean)).toBeLessThan(2);
  },
);

/**
 * Litinski, Quantum 3, 128 (2019), arXiv:1808.02892, abstract and section 4: 100 qubits, 10⁸ T gates, 1 µs cycles, an error of
 * at most 1 % each for data and T states. Its counts neglect rejected distillations, which cost 0.15 % here.
 */
describe("100 logical qubits and 10⁸ T gates", () => {
  const counts = { qubitCount: 100, tGates: 1e8 };
  const budget = { errorBudget: 0.03 };

  test("take 4 hours and 55,000 qubits with one factory at an error of 10⁻⁴", () => {
    const estimate = estimateResources(counts, {
      ...budget,
      physicalError: 1e-4,
      dataBlock: "compact",
      maximumFactories: 1,
    });
    expect(estimate.code.distance).toBe(13);
    expect(estimate.dataTiles + estimate.factories.tiles).toBe(164);
    expect(estimate.physicalQubitCount).toBe(55_432);
    expect(estimate.runtimeSeconds / 3600).toBeCloseTo(4, 1);
    expect(estimate.factories.protocol).toBe("15-to-1");
  });

  test("take 22 minutes and 120,000 qubits in fast blocks", () => {
    const estimate = estimateResources(counts, { ...budget, physicalError: 1e-4 });
    expect(estimate.code.distance).toBe(13);
    expect(estimate.dataTiles).toBe(230);
    expect(Math.abs(estimate.physicalQubitCount / 120_000 - 1)).toBeLessThan(0.025);
    expect(Math.abs(estimate.runtimeSeconds / 60 - 22)).toBeLessThan(0.5);
  });

  test("need distance 27 and a better distillation at an error of 10⁻³", () => {
    const estimate = estimateResources(counts, {
      ...budget,
      physicalError: 1e-3,
      dataBlock: "compact",
      maximumFactories: 1,
    });
    expect(estimate.code.distance).toBe(27);
    expect(estimate.factories.protocol).toBe("116-to-12");
  });
});

test("the logical error and the distance follow the formula", () => {
  const code = { physicalError: 1e-3, threshold: 0.01, prefactor: 0.1, cycleSeconds: 1e-6 };
  // 0.1 · 0.1^((d+1)/2): 1e-3 at d = 3, 1e-9 at d = 15.
  expect(logicalError(code, 3)).toBeCloseTo(1e-3, 15);
  expect(logicalError(code, 15)).toBeCloseTo(1e-9, 20);
  // 10 tiles for 1000·d cycles within 1e-3: d = 13 gives 1.3e-3, d = 15 gives 1.5e-4.
  expect(leastDistance(code, 10, (distance) => 1000 * distance, 1e-3)).toBe(15);
  expect(() => leastDistance({ ...code, physicalError: 0.0099 }, 10, (d) => d, 1e-9)).toThrow(
    "no code distance",
  );
});

const toffolis: readonly Operation[] = [
  gate("ccx", [0, 1, 2]),
  gate("ccx", [2, 3, 4]),
  gate("ccz", [0, 1, 3]),
];

test("Toffolis count 4 or 7 T, with T depth 1 or 3 each along the longest chain", () => {
  const circuit = createCircuit(5, toffolis);
  const four = estimateResources(circuit).logical;
  expect([four.toffoliCount, four.tCount, four.tDepth]).toEqual([3, 12, 3]);
  const seven = estimateResources(circuit, { toffoliTCount: 7 }).logical;
  expect([seven.toffoliCount, seven.tCount, seven.tDepth]).toEqual([3, 21, 9]);
  const parallel = createCircuit(6, [gate("ccx", [0, 1, 2]), gate("ccx", [3, 4, 5])]);
  expect(estimateResources(parallel).logical.tDepth).toBe(1);
});

test("x with k controls counts k − 1 Toffolis and k − 2 qubits", () => {
  const controls = [0, 1, 2, 3, 4].map((qubit) => ({ qubit, value: 1 }) as const);
  const { toffoliCount, qubitCount } = logicalCounts(createCircuit(6, [gate("x", [5], [], controls)]));
  expect([toffoliCount, qubitCount]).toEqual([4, 9]);
  expect(logicalCounts(createCircuit(6, [gate("x", [5], [], controls)]), 7).toffoliCount).toBe(7);
});

test("angles are told apart: Clifford, T, rotation, symbolic", () => {
  const { PI } = Math;
  const circuit = createCircuit(2, [
    gate("rz", [0], [PI / 2]),
    gate("rz", [0], [-3 * PI]),
    gate("p", [0], [PI / 4]),
    gate("rzz", [0, 1], [(7 * PI) / 4]),
    gate("u", [1], [0, PI / 4, PI / 4]),
    gate("u", [1], [PI / 2, 0.3, PI / 4]),
    pauliGadget("XY", [0, 1], 0.1),
    gate("rx", [1], [parameter("a")]),
    gate("t", [0]),
    gate("ch", [0, 1]),
    gate("cs", [0, 1]),
    gate("h", [0]),
    gate("ecr", [0, 1]),
  ]);
  const { tGates, rotationCount, toffoliCount } = logicalCounts(circuit);
  // p, rzz, one of the second u, t; two of ch; three of cs.
  expect(tGates).toBe(1 + 1 + 1 + 1 + 2 + 3);
  expect(rotationCount).toBe(3);
  expect(toffoliCount).toBe(0);
});

test("a conditional counts its worse branch and waits for its bit", () => {
  const isOne = { kind: "compare", bits: [0], comparison: "==", value: "1" } as const;
  const circuit = createCircuit(
    2,
    [
      gate("t", [0]),
      measure([0], [0]),
      conditional(isOne, [gate("t", [1]), gate("t", [1])], [gate("t", [1])]),
    ],
    { bitCount: 1 },
  );
  const { logical } = estimateResources(circuit);
  expect([logical.tCount, logical.tDepth, logical.measurementCount]).toEqual([3, 3, 1]);
});

test("rotations share their third of the budget, and all parts stay within it", () => {
  const operations = Array.from({ length: 50 }, (_, index) => gate("rz", [index % 5], [0.1 + index]));
  const estimate = estimateResources(createCircuit(5, operations), { errorBudget: 0.003 });
  expect(estimate.logical.rotationError).toBeCloseTo(2e-5, 12);
  // 3·log₂(5e4) + 4 = 50.83.
  expect(estimate.logical.tPerRotation).toBe(51);
  expect(estimate.logical.tCount).toBe(50 * 51);
  expect(estimate.logical.tDepth).toBe(10 * 51);
  for (const error of Object.values(estimate.errors)) {
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThanOrEqual(0.001 * (1 + 1e-12));
  }
  expect(JSON.parse(JSON.stringify(estimate))).toEqual(estimate);
});

test("a Clifford circuit needs no factory", () => {
  const estimate = estimateResources(createCircuit(2, [gate("h", [0]), gate("cx", [0, 1])]));
  expect([estimate.logical.tCount, estimate.factories.count, estimate.factories.tiles]).toEqual([0, 0, 0]);
  expect(estimate.physicalQubitCount).toBe(estimate.dataTiles * 2 * estimate.code.distance ** 2);
});

test.each([
  [{ physicalError: 0.02 }, "physicalError must be in (0, threshold = 0.01), got 0.02"],
  [{ errorBudget: 0 }, "errorBudget must be in (0, 1), got 0"],
  [{ toffoliTCount: 5 as 4 }, "toffoliTCount must be 4 or 7"],
  [{ dataBlock: "huge" as "fast" }, "dataBlock must be one of compact, intermediate, fast"],
  [{ maximumFactories: 0 }, "maximumFactories must be null or"],
  [{ cycleSeconds: NaN }, "cycleSeconds must be a finite number"],
])("assumptions %j are refused", (options, message) => {
  expect(() => estimateResources(createCircuit(1, [gate("t", [0])]), options)).toThrow(message);
});

test("counts that are no counts, and budgets out of reach, are refused", () => {
  expect(() => estimateResources({ qubitCount: 0, tGates: 1 })).toThrow(
    "qubitCount must be an integer of at least 1",
  );
  expect(() => estimateResources({ qubitCount: 1, tGates: 1.5 })).toThrow("tGates must be an integer");
  expect(() => estimateResources({ qubitCount: 1, tGates: 1e15 }, { physicalError: 9e-3 })).toThrow(
    "no distillation protocol",
  );
  expect(() => rotationTCount(0)).toThrow("epsilon must be in (0, 1)");
});
