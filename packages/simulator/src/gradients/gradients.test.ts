import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { bindParameters, createCircuit, parameterNames } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { gateQubitCount, gateTable } from "../circuit/gate-table.ts";
import { gate, gateNames, measure, pauliGadget, permutation, diagonal } from "../circuit/operation.ts";
import type { GateName, Operation } from "../circuit/operation.ts";
import { addParameters, parameter } from "../circuit/parameter.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { InvalidArgumentError, NumericalError, SimulationTooLargeError } from "../errors.ts";
import { estimateExpectation } from "../estimation/estimate-expectation.ts";
import { createStateVectorSampler } from "../estimation/state-vector-sampler.ts";
import { createRandom } from "../math/random.ts";
import { pauliSumExpectation } from "../operators/pauli-expectation.ts";
import { createPauliSum, parsePauliSum } from "../operators/pauli-sum.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { pauliSumFromList } from "../operators/pauli-text.ts";
import { createStateVectorEngine } from "../statevector/engine.ts";
import type { StateVectorEngine } from "../statevector/engine.ts";
import type { StateRunner } from "../results/state-runner.ts";
import { basisState } from "../statevector/state-vector.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { applyDense, denseCircuit } from "../testing/dense-circuit.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { randomState } from "../testing/random-state.ts";
import { hessianVectorProduct } from "./hessian-vector-product.ts";
import { hessian } from "./hessian.ts";
import type { EvaluateGradient } from "./hessian.ts";
import { metricTensor, metricTensorMemoryBytes } from "./metric-tensor.ts";
import { naturalGradient } from "./natural-gradient.ts";
import { parameterShiftGradient } from "./parameter-shift.ts";

/** Rounding of sums of products of some dozens of operations. */
const rounding = 1e-10;

interface ReferenceCase {
  readonly name: string;
  readonly qubitCount: number;
  readonly operations: readonly [GateName, number[], [number, number, number]?][];
  readonly values: readonly number[];
  readonly full: readonly (readonly number[])[];
  readonly blockDiagonal?: readonly (readonly number[])[];
  readonly energy: number;
  readonly gradient: readonly number[];
  readonly hessian: readonly (readonly number[])[];
}
const reference = JSON.parse(
  await readFile(new URL("./reference/pennylane.json", import.meta.url), "utf8"),
) as { observable: [string, number][]; cases: ReferenceCase[] };

const engines = new Map<number, Promise<StateVectorEngine>>();
function engineFor(qubitCount: number): Promise<StateVectorEngine> {
  const engine = engines.get(qubitCount) ?? createStateVectorEngine({ qubitCount });
  engines.set(qubitCount, engine);
  return engine;
}

function randomObservable(qubitCount: number, seed: number): PauliSum {
  const random = createRandom(seed);
  const mask = (): number => Math.floor(random.uniform() * 2 ** qubitCount);
  return createPauliSum(
    qubitCount,
    Array.from({ length: 6 }, () => ({ x: mask(), z: mask(), real: random.normal(), imaginary: 0 })),
  );
}

function valuesOf(circuit: Circuit, seed: number): Record<string, number> {
  const random = createRandom(seed);
  return Object.fromEntries(parameterNames(circuit).map((name) => [name, random.normal()]));
}

/** The expectation by dense matrices. */
function denseEnergy(
  circuit: Circuit,
  values: ParameterValues,
  observable: PauliSum,
  initial?: StateVector,
): number {
  const { qubitCount } = circuit;
  const start = initial ?? basisState(qubitCount);
  const state = { qubitCount, ...applyDense(denseCircuit(bindParameters(circuit, values)), start) };
  return pauliSumExpectation(state, observable);
}

/** Runs by dense matrices. */
const denseEngine: StateRunner = {
  run: (circuit, { parameters = {}, initial = basisState(circuit.qubitCount) } = {}) =>
    Promise.resolve({
      qubitCount: circuit.qubitCount,
      ...applyDense(denseCircuit(bindParameters(circuit, parameters)), initial),
    }),
};

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  a.length === b.length
    ? Array.from(a).reduce((most, x, k) => Math.max(most, Math.abs(x - b[k])), 0)
    : Infinity;

/** Every gate with parameters, at angles that share and scale two parameters; with and without a further control. */
const parametrised = [
  ...gateNames.filter((name) => gateTable[name].parameterCount > 0),
  "pauli" as const,
].flatMap((name) => [[name, false] as const, [name, true] as const]);

function circuitAround(name: (typeof parametrised)[number][0], isControlled: boolean): Circuit {
  const controls = isControlled ? [{ qubit: 0, value: 0 as const }] : [];
  const angles = [
    parameter("a", 1.3, 0.2),
    parameter("b", -0.7),
    addParameters(parameter("a", 0.5), parameter("b", 2, 0.1)),
    parameter("c"),
  ];
  const middle: Operation =
    name === "pauli"
      ? pauliGadget("YX", [2, 1], angles[0], controls)
      : gate(
          name,
          [2, 1].slice(0, gateQubitCount(gateTable[name])),
          angles.slice(0, gateTable[name].parameterCount),
          controls,
        );
  return createCircuit(3, [
    gate("u", [0], [0.5, 0.1, -0.4]),
    gate("u", [1], [1.5, 0.7, 0.3]),
    gate("u", [2], [-0.9, 0.2, 1.1]),
    gate("cx", [0, 1]),
    gate("ry", [2], [parameter("a", -0.4)]),
    gate("cx", [1, 2]),
    middle,
    gate("u", [1], [0.4, 1.7, -0.3]),
    gate("cx", [2, 0]),
    gate("u", [0], [-0.6, 0.9, 0.8]),
  ]);
}

describe.each(parametrised)("%s, further control: %s", (name, isControlled) => {
  const circuit = circuitAround(name, isControlled);
  const observable = randomObservable(3, 5);
  const values = valuesOf(circuit, 8);
  const names = parameterNames(circuit);
  const shifted = (parameterName: string, by: number): ParameterValues => ({
    ...values,
    [parameterName]: values[parameterName] + by,
  });
  const step = 1e-4;
  /** Central differences; their error is step² times a third derivative of order 10. */
  const differenceTolerance = 1e-6;

  test("parameter shift is the derivative, with four evaluations at most an angle", async () => {
    const found = await parameterShiftGradient((c, v) => denseEnergy(c, v, observable), circuit, values);
    expect(found.parameters).toEqual(names);
    const differences = names.map(
      (each) =>
        (denseEnergy(circuit, shifted(each, step), observable) -
          denseEnergy(circuit, shifted(each, -step), observable)) /
        (2 * step),
    );
    expect(largestDifference(found.gradient, differences)).toBeLessThan(differenceTolerance);
    const adjoint = hessianVectorProduct(circuit, observable, values, new Float64Array(names.length));
    expect(largestDifference(found.gradient, adjoint.gradient)).toBeLessThan(rounding);
    expect(Math.abs(adjoint.value - denseEnergy(circuit, values, observable))).toBeLessThan(rounding);
    expect(Math.max(...found.gradient.map(Math.abs))).toBeGreaterThan(0.01);
  });

  test("the Hessian times a vector is the gradient's derivative, and the Hessian's rows add up to it", async () => {
    const vector = names.map((_, k) => 0.8 - 0.5 * k);
    const found = hessianVectorProduct(circuit, observable, values, vector);
    const moved = (by: number): Float64Array =>
      hessianVectorProduct(
        circuit,
        observable,
        Object.fromEntries(names.map((each, k) => [each, values[each] + by * vector[k]])),
        vector,
      ).gradient;
    const [plus, minus] = [moved(step), moved(-step)];
    const differences = plus.map((entry, k) => (entry - minus[k]) / (2 * step));
    expect(largestDifference(found.product, differences)).toBeLessThan(10 * differenceTolerance);
    const evaluate: EvaluateGradient = (c, v, order) =>
      hessianVectorProduct(c, observable, v, new Float64Array(order.length), { parameters: order }).gradient;
    const { entries } = await hessian(evaluate, circuit, values);
    const product = names.map((_, i) =>
      vector.reduce((sum, x, j) => sum + entries[i * names.length + j] * x, 0),
    );
    expect(largestDifference(product, found.product)).toBeLessThan(rounding);
  });
});

describe.each(reference.cases)("PennyLane: $name", (reference_) => {
  const { qubitCount, operations, values: theta, full, blockDiagonal, energy } = reference_;
  const circuit = createCircuit(
    qubitCount,
    operations.map(([name, qubits, angle]) =>
      gate(name, qubits, angle ? [parameter(`t${angle[0]}`, angle[1], angle[2])] : []),
    ),
  );
  const values = Object.fromEntries(theta.map((x, k) => [`t${k}`, x]));
  const parameters = theta.map((_, k) => `t${k}`);
  const observable = pauliSumFromList(
    reference.observable.map(([pauli, coefficient]) => [pauli.padStart(qubitCount, "I"), coefficient]),
  );

  test("the metric tensor, full and block-diagonal", async () => {
    const engine = await engineFor(qubitCount);
    const found = await metricTensor(engine, circuit, values, { parameters });
    expect(largestDifference(found.entries, full.flat())).toBeLessThan(rounding);
    const diagonalKind = await metricTensor(engine, circuit, values, { parameters, kind: "diagonal" });
    const isDiagonal = (at: number): boolean => at % (theta.length + 1) === 0;
    const expected = full.flat().map((entry, at) => (isDiagonal(at) ? entry : 0));
    expect(largestDifference(diagonalKind.entries, expected)).toBeLessThan(rounding);
    if (!blockDiagonal) return;
    const blocks = await metricTensor(engine, circuit, values, { parameters, kind: "block-diagonal" });
    expect(largestDifference(blocks.entries, blockDiagonal.flat())).toBeLessThan(rounding);
  });

  test("the gradient and the Hessian, by shifts of the engine's adjoint gradient and by products", async () => {
    const engine = await engineFor(qubitCount);
    const shift = await parameterShiftGradient(
      (c, v) => engine.expectation(c, observable, { parameters: v }),
      circuit,
      values,
      { parameters, concurrency: 3 },
    );
    expect(largestDifference(shift.gradient, reference_.gradient)).toBeLessThan(rounding);
    const evaluate: EvaluateGradient = async (c, v, parameterOrder) =>
      (await engine.expectationAndGradient(c, observable, { parameters: v, parameterOrder })).gradient;
    const { entries } = await hessian(evaluate, circuit, values, { parameters });
    expect(largestDifference(entries, reference_.hessian.flat())).toBeLessThan(rounding);
    const unit = theta.map((_, k) => (k === 1 ? 1 : 0));
    const row = hessianVectorProduct(circuit, observable, values, unit, { parameters });
    expect(largestDifference(row.product, reference_.hessian[1])).toBeLessThan(rounding);
    expect(Math.abs(row.value - energy)).toBeLessThan(rounding);
  });
});

test("Bloch's sphere: rz(φ) ry(θ)|0⟩ has the metric diag(1/4, sin²θ/4)", async () => {
  const circuit = createCircuit(1, [
    gate("ry", [0], [parameter("theta")]),
    gate("rz", [0], [parameter("phi")]),
  ]);
  const engine = await engineFor(1);
  for (const theta of [0.3, 1.2, 2.9]) {
    const { entries, parameters } = await metricTensor(engine, circuit, { theta, phi: 0.7 });
    expect(parameters).toEqual(["theta", "phi"]);
    expect(largestDifference(entries, [0.25, 0, 0, Math.sin(theta) ** 2 / 4])).toBeLessThan(rounding);
    // ∇⟨Z⟩ = (−sin θ, 0): the natural gradient is four times as long.
    const natural = naturalGradient({ entries }, [-Math.sin(theta), 0], { regularisation: 0 });
    expect(largestDifference(natural, [-4 * Math.sin(theta), 0])).toBeLessThan(rounding);
  }
});

test("the metric is what fidelity loses to second order, for every kind of operation", async () => {
  const engine = denseEngine;
  for (const seed of [1, 3, 4]) {
    const circuit = randomCircuit({ qubitCount: 3, operationCount: 15, seed });
    const values = valuesOf(circuit, seed);
    const initial = randomState(3, seed);
    const { entries, parameters } = await metricTensor(engine, circuit, values, { initial });
    const direction = parameters.map((_, k) => 1 - 0.6 * k);
    const stateAt = (by: number): Promise<StateVector> =>
      engine.run(circuit, {
        initial,
        parameters: Object.fromEntries(parameters.map((name, k) => [name, values[name] + by * direction[k]])),
      });
    const step = 1e-3;
    const [a, b] = [await stateAt(-step / 2), await stateAt(step / 2)];
    let [re, im] = [0, 0];
    for (let k = 0; k < 8; k++) {
      re += a.real[k] * b.real[k] + a.imaginary[k] * b.imaginary[k];
      im += a.real[k] * b.imaginary[k] - a.imaginary[k] * b.real[k];
    }
    const loss = (1 - re ** 2 - im ** 2) / step ** 2;
    const size = parameters.length;
    const expected = direction.reduce(
      (sum, x, i) => sum + direction.reduce((row, y, j) => row + x * y * entries[i * size + j], 0),
      0,
    );
    expect(expected).toBeGreaterThan(0.1);
    // Fourth order: step² times a number of order 10; rounding 1e-16/step².
    expect(Math.abs(loss / expected - 1)).toBeLessThan(1e-4);
  }
});

test("the Hessian times a vector knows diagonals, permutations, matrices, controls and starts", () => {
  const observable = randomObservable(3, 9);
  const initial = randomState(3, 2);
  for (const seed of [4, 5, 6, 7, 8]) {
    const random = randomCircuit({ qubitCount: 3, operationCount: 12, seed });
    const circuit = createCircuit(3, [
      ...random.operations,
      diagonal([0.1, 0.9, -0.4, 2], [2, 0], [{ qubit: 1, value: 1 }]),
      permutation([2, 0, 3, 1], [0, 2]),
      gate("rx", [1], [parameter("t0")]),
    ]);
    const values = valuesOf(circuit, seed);
    const names = parameterNames(circuit);
    const vector = names.map((_, k) => 0.9 - 0.4 * k);
    const at = (by: number, direction: readonly number[]): ParameterValues =>
      Object.fromEntries(names.map((name, k) => [name, values[name] + by * direction[k]]));
    const energy = (v: ParameterValues): number => denseEnergy(circuit, v, observable, initial);
    const gradient = (v: ParameterValues): Float64Array =>
      hessianVectorProduct(circuit, observable, v, vector, { initial }).gradient;
    const found = hessianVectorProduct(circuit, observable, values, vector, { initial });
    expect(Math.abs(found.value - energy(values))).toBeLessThan(rounding);
    // Central differences: step² times a third derivative of order 10.
    const step = 1e-5;
    const slopes = names.map((_, i) => {
      const unit = names.map((__, k) => (k === i ? 1 : 0));
      return (energy(at(step, unit)) - energy(at(-step, unit))) / (2 * step);
    });
    expect(largestDifference(found.gradient, slopes)).toBeLessThan(1e-8);
    const [plus, minus] = [gradient(at(step, vector)), gradient(at(-step, vector))];
    const curvatures = plus.map((entry, k) => (entry - minus[k]) / (2 * step));
    expect(largestDifference(found.product, curvatures)).toBeLessThan(1e-7);
    expect(Math.max(...found.product.map(Math.abs))).toBeGreaterThan(1e-3);
  }
});

test("finite shots: the gradient scatters as its standard errors say", async () => {
  const circuit = createCircuit(2, [
    gate("ry", [0], [parameter("a")]),
    gate("crx", [0, 1], [parameter("b", 1.5)]),
    gate("rzz", [0, 1], [parameter("a", -0.5, 0.3)]),
  ]);
  const observable = parsePauliSum({ ZZ: 0.8, XI: -0.6, IX: 0.3 });
  const values = { a: 0.9, b: 0.6 };
  const engine = await engineFor(2);
  const sampler = createStateVectorSampler(engine);
  const exact = await parameterShiftGradient(
    (c, v) => engine.expectation(c, observable, { parameters: v }),
    circuit,
    values,
  );
  expect([...exact.standardErrors]).toEqual([0, 0]);
  expect(exact.evaluations).toBe(2 + 4 + 2);
  let seed = 0;
  const sums = [0, 0];
  const squares = [0, 0];
  const repetitions = 150;
  for (let run = 0; run < repetitions; run++) {
    const found = await parameterShiftGradient(
      (c, v) => estimateExpectation(sampler, c, observable, { shots: 200, seed: seed++, parameters: v }),
      circuit,
      values,
    );
    found.gradient.forEach((entry, k) => {
      const score = (entry - exact.gradient[k]) / found.standardErrors[k];
      sums[k] += score;
      squares[k] += score ** 2;
    });
  }
  for (const k of [0, 1]) {
    // Scores of 150 runs: a mean within 4/√150 of 0, a mean square within 4 · √(2/150) of 1.
    expect(Math.abs(sums[k]) / repetitions).toBeLessThan(4 / Math.sqrt(repetitions));
    expect(Math.abs(squares[k] / repetitions - 1)).toBeLessThan(4 * Math.sqrt(2 / repetitions));
  }
});

test("natural gradients solve the regularised system; redundant directions are left alone", () => {
  // g = (2, 1; 1, 1): with λ = 1, (3, 1; 1, 2)⁻¹ (1, 0) = (2, −1)/5.
  const found = naturalGradient({ entries: Float64Array.of(2, 1, 1, 1) }, [1, 0], { regularisation: 1 });
  expect(largestDifference(found, [0.4, -0.2])).toBeLessThan(rounding);
  // Two parameters that only act as their sum: g = ¼ (1, 1; 1, 1), g⁺ (1, 1) = (2, 2).
  const sum = naturalGradient({ entries: Float64Array.of(0.25, 0.25, 0.25, 0.25) }, [1, 1], {
    regularisation: 0,
  });
  expect(largestDifference(sum, [2, 2])).toBeLessThan(rounding);
});

test("what cannot be derived is refused", async () => {
  const circuit = createCircuit(1, [gate("rx", [0], [parameter("a")])]);
  const engine = await engineFor(1);
  const z = parsePauliSum({ Z: 1 });
  const energy = (): number => 0;
  const rejects = async (promise: Promise<unknown>, message: string): Promise<void> => {
    await expect(promise).rejects.toThrow(InvalidArgumentError);
    await expect(promise).rejects.toThrow(message);
  };
  await rejects(parameterShiftGradient(energy, circuit, {}), "parameter a must be bound");
  await rejects(
    parameterShiftGradient(energy, circuit, { a: NaN }),
    "parameter a must be bound to a finite number, got NaN",
  );
  await rejects(
    parameterShiftGradient(energy, circuit, { a: 1 }, { parameters: ["b"] }),
    "of the circuit (a), got b",
  );
  await rejects(
    parameterShiftGradient(energy, circuit, { a: 1 }, { parameters: ["a", "a"] }),
    "must differ, got a, a",
  );
  await rejects(parameterShiftGradient(energy, circuit, { a: 1 }, { concurrency: 0 }), "at least 1, got 0");
  await expect(parameterShiftGradient(() => NaN, circuit, { a: 1 })).rejects.toThrow(NumericalError);
  await expect(hessian(() => [1, 2], circuit, { a: 1 })).rejects.toThrow("must have 1 components, got 2");
  const measured = createCircuit(1, [...circuit.operations, measure([0], [0])], { bitCount: 1 });
  await rejects(metricTensor(engine, measured, { a: 1 }), "without measurements");
  await rejects(
    metricTensor(engine, circuit, { a: 1 }, { kind: "half" as "full" }),
    "kind must be one of full",
  );
  const tooLarge = metricTensor(engine, circuit, { a: 1 }, { memoryLimitBytes: 100 });
  await expect(tooLarge).rejects.toThrow(SimulationTooLargeError);
  await expect(tooLarge).rejects.toMatchObject({ details: { bytesNeeded: metricTensorMemoryBytes(1, 1) } });
  expect(metricTensorMemoryBytes(1, 1)).toBe(16 * 5 * 2);
  expect(() => hessianVectorProduct(measured, z, { a: 1 }, [1])).toThrow("without measurements");
  expect(() => hessianVectorProduct(circuit, z, { a: 1 }, [1, 2])).toThrow("vector must have 1 components");
  expect(() => hessianVectorProduct(circuit, z, { a: 1 }, [Infinity])).toThrow("vector[0] must be finite");
  expect(() => hessianVectorProduct(circuit, parsePauliSum({ ZZ: 1 }), { a: 1 }, [1])).toThrow(
    "the circuit's 1 qubits, got 2",
  );
  expect(() => hessianVectorProduct(circuit, z, { a: 1 }, [1], { parameters: ["b"] })).toThrow("got b");
  expect(() => naturalGradient({ entries: Float64Array.of(1) }, [1, 2])).toThrow("must have 2² entries");
  expect(() => naturalGradient({ entries: Float64Array.of(NaN) }, [1])).toThrow(
    "metric.entries[0] must be finite",
  );
  expect(() => naturalGradient({ entries: Float64Array.of(1) }, [1], { regularisation: -1 })).toThrow(
    InvalidArgumentError,
  );
});
