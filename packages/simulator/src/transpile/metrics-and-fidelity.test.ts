import { expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { barrier, conditional, gate, measure, reset } from "../circuit/operation.ts";
import { circuitMetrics } from "./circuit-metrics.ts";
import { estimateFidelity } from "./estimate-fidelity.ts";

const isOne = { kind: "compare", bits: [0], comparison: "==", value: "1" } as const;

test("depths follow qubits and classical bits; barriers and phases are free", () => {
  const circuit = createCircuit(
    3,
    [
      gate("h", [0]),
      gate("gphase", [], [0.3]),
      gate("cx", [0, 1]),
      barrier(0, 1, 2),
      gate("x", [2]),
      measure([0], [0]),
      conditional(isOne, [gate("x", [2]), gate("cz", [1, 2])], [gate("z", [1])]),
      gate("ccx", [0, 1, 2]),
    ],
    { bitCount: 1 },
  );
  expect(circuitMetrics(circuit)).toEqual({
    qubitCount: 3,
    operationCount: 8,
    // h, cx, measure (x beside it), the longer branch of two, ccx.
    depth: 6,
    twoQubitCount: 2,
    twoQubitDepth: 3,
    largerCount: 1,
    gateCounts: { h: 1, gphase: 1, cx: 1, barrier: 1, x: 2, measure: 1, if: 1, cz: 1, z: 1, ccx: 1 },
  });
});

test("the fidelity is the product of gates, readout and idle times", () => {
  const circuit = createCircuit(
    2,
    [
      gate("h", [0]),
      gate("x", [1]),
      gate("h", [0]),
      gate("rz", [0], [1]),
      gate("cx", [0, 1]),
      measure([0, 1], [0, 1]),
    ],
    { bitCount: 2 },
  );
  const estimate = estimateFidelity(circuit, {
    oneQubitError: [0.001, 0.002],
    twoQubitError: [{ qubits: [1, 0], value: 0.01 }],
    readoutError: [0.02, 0.03],
    t1: 50_000,
    t2: 30_000,
    times: { oneQubit: 40, twoQubit: 300, measure: 1000 },
  });
  expect(estimate.oneQubitGates).toBeCloseTo(0.999 ** 2 * 0.998, 14);
  expect(estimate.twoQubitGates).toBeCloseTo(0.99, 14);
  expect(estimate.readout).toBeCloseTo(0.98 * 0.97, 14);
  // Qubit 1 waits 40 ns for the second h; F = 1/2 + e^(−t/T1)/6 + e^(−t/T2)/3.
  expect(estimate.idling).toBeCloseTo(0.5 + Math.exp(-40 / 50_000) / 6 + Math.exp(-40 / 30_000) / 3, 14);
  expect(estimate.duration).toBe(80 + 300 + 1000);
  expect(estimate.total).toBeCloseTo(
    estimate.oneQubitGates * estimate.twoQubitGates * estimate.readout * estimate.idling,
    14,
  );
});

test("without errors the fidelity is one, and after a long wait a qubit keeps half of it", () => {
  const circuit = createCircuit(2, [gate("x", [0]), gate("x", [1]), reset(0), gate("cx", [0, 1])]);
  const perfect = { oneQubitError: 0, twoQubitError: 0 };
  expect(estimateFidelity(circuit, perfect).total).toBe(1);
  const times = { oneQubit: 1, twoQubit: 1, reset: 1e9 };
  expect(estimateFidelity(circuit, { ...perfect, t1: 1, times }).idling).toBeCloseTo(0.5, 12);
});

test("a conditional counts its worse branch", () => {
  const circuit = createCircuit(
    2,
    [measure([0], [0]), conditional(isOne, [gate("cx", [0, 1])], [gate("x", [1])])],
    { bitCount: 1 },
  );
  expect(estimateFidelity(circuit, { oneQubitError: 0.2, twoQubitError: 0.1 }).total).toBeCloseTo(0.8, 14);
  expect(estimateFidelity(circuit, { oneQubitError: 0.05, twoQubitError: 0.1 }).total).toBeCloseTo(0.9, 14);
});

test.each([
  [{ oneQubitError: 1.2, twoQubitError: 0 }, "oneQubitError must be in [0, 1], got 1.2"],
  [{ oneQubitError: NaN, twoQubitError: 0 }, "oneQubitError"],
  [{ oneQubitError: [0.1], twoQubitError: 0 }, "one for each of 2 qubits"],
  [{ oneQubitError: 0, twoQubitError: [] }, "a value for the pair 0, 1"],
  [{ oneQubitError: 0, twoQubitError: 0, t1: 1 }, "times must be given"],
  [{ oneQubitError: 0, twoQubitError: 0, t1: 1, t2: 3, times: { oneQubit: 1, twoQubit: 1 } }, "at most 2·t1"],
])("noise %j is refused", (noise, message) => {
  expect(() => estimateFidelity(createCircuit(2, [gate("cx", [0, 1])]), noise)).toThrow(message);
});

test("gates on three qubits must be transpiled first", () => {
  const circuit = createCircuit(3, [gate("ccx", [0, 1, 2])]);
  expect(() => estimateFidelity(circuit, { oneQubitError: 0, twoQubitError: 0 })).toThrow(
    "transpile it first",
  );
});
