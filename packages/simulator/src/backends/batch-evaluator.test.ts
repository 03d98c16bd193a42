import { afterAll, expect, test } from "vitest";
import { createCircuit, parameterNames } from "../circuit/circuit.ts";
import { gate } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { InvalidArgumentError } from "../errors.ts";
import { parsePauliSum } from "../operators/pauli-sum.ts";
import { createRandom } from "../math/random.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { createComputePool } from "../workers/piscina-pool.ts";
import { createBatchEvaluator } from "./batch-evaluator.ts";
import { evaluateMany } from "./evaluate-many.ts";

const pool = createComputePool({ threads: 2 });
afterAll(() => pool[Symbol.asyncDispose]());

const rx = createCircuit(1, [gate("rx", [0], [parameter("t")])]);

test("⟨Z⟩ behind RX(θ) is cos θ with slope −sin θ, batch after batch", async () => {
  await using evaluator = createBatchEvaluator(rx, [parsePauliSum({ Z: 1 })], { pool });
  for (const count of [5, 1, 8]) {
    const angles = Float64Array.from({ length: count }, (_, row) => 0.7 * row - 1);
    const { values, gradients } = await evaluator.evaluate(angles, { withGradients: true });
    angles.forEach((angle, row) => {
      expect(values[row]).toBeCloseTo(Math.cos(angle), 13);
      expect(gradients![row]).toBeCloseTo(-Math.sin(angle), 13);
    });
  }
});

test("a batch gives the numbers of its rows one by one, with and without threads", async () => {
  const circuit = randomCircuit({ qubitCount: 4, operationCount: 25, seed: 3 });
  const names = parameterNames(circuit);
  expect(names.length).toBeGreaterThanOrEqual(2);
  const observables = [parsePauliSum({ ZIIZ: 1, XIXI: -0.5 }), parsePauliSum({ IYIZ: 2 })];
  const { uniform } = createRandom(5);
  const parameters = Float64Array.from({ length: 7 * names.length }, () => 6 * uniform() - 3);
  const rows = Array.from({ length: 7 }, (_, row) => ({
    circuit,
    parameters: Object.fromEntries(names.map((name, k) => [name, parameters[row * names.length + k]])),
  }));
  const oneByOne = await evaluateMany(rows, observables, { withGradients: true });
  for (const options of [{}, { pool }]) {
    await using evaluator = createBatchEvaluator(circuit, observables, options);
    expect(evaluator.parameterOrder).toEqual(names);
    const { values, gradients } = await evaluator.evaluate(parameters, { withGradients: true });
    expect([...values]).toEqual(oneByOne.flatMap((result) => [...result.values]));
    expect([...gradients!]).toEqual(
      oneByOne.flatMap((result) => result.gradients!.flatMap((row) => [...row])),
    );
  }
});

test("weights give the gradient of the weighted sum of observables, with and without threads", async () => {
  const circuit = randomCircuit({ qubitCount: 4, operationCount: 25, seed: 8 });
  const observables = [
    parsePauliSum({ ZIIZ: 1, XIXI: -0.5 }),
    parsePauliSum({ IYIZ: 2 }),
    parsePauliSum({ ZIIZ: 0.3 }),
  ];
  const { uniform } = createRandom(6);
  const random = (length: number): Float64Array => Float64Array.from({ length }, () => 4 * uniform() - 2);
  const count = parameterNames(circuit).length;
  const [parameters, weights] = [random(5 * count), random(15)];
  await using alone = createBatchEvaluator(circuit, observables);
  const each = await alone.evaluate(parameters, { withGradients: true });
  for (const options of [{}, { pool }]) {
    await using evaluator = createBatchEvaluator(circuit, observables, options);
    const swept = await evaluator.evaluate(parameters, { withGradients: true, weights });
    expect(swept.values).toHaveLength(5);
    expect(swept.gradients).toHaveLength(5 * count);
    // Sums of three numbers of size 1.
    for (let row = 0; row < 5; row++) {
      const sum = (of: (o: number) => number): number =>
        [0, 1, 2].reduce((total, o) => total + weights[3 * row + o] * of(3 * row + o), 0);
      expect(swept.values[row]).toBeCloseTo(
        sum((at) => each.values[at]),
        12,
      );
      for (let k = 0; k < count; k++) {
        expect(swept.gradients![row * count + k]).toBeCloseTo(
          sum((at) => each.gradients![at * count + k]),
          12,
        );
      }
    }
  }
  expect(Math.max(...each.gradients!.map(Math.abs))).toBeGreaterThan(0.1);
  await expect(alone.evaluate(parameters, { weights: random(5) })).rejects.toThrow(
    "weights must be 15 finite numbers, one an observable in each row, got 5",
  );
});

test("each row starts from its own state: RX(θ) behind |0⟩, |1⟩ and (|0⟩ + i|1⟩)/√2", async () => {
  const initial = {
    real: Float64Array.of(1, 0, 0, 1, Math.SQRT1_2, 0),
    imaginary: Float64Array.of(0, 0, 0, 0, 0, Math.SQRT1_2),
  };
  const parameters = Float64Array.of(0.4, 0.4, 0.4);
  for (const options of [{}, { pool }]) {
    await using evaluator = createBatchEvaluator(rx, [parsePauliSum({ Z: 1 })], options);
    const { values, gradients } = await evaluator.evaluate(parameters, { withGradients: true, initial });
    // ⟨Z⟩ → cos θ ⟨Z⟩ + sin θ ⟨Y⟩.
    const expected = [Math.cos(0.4), -Math.cos(0.4), Math.sin(0.4)];
    const slopes = [-Math.sin(0.4), Math.sin(0.4), Math.cos(0.4)];
    expected.forEach((value, row) => expect(values[row]).toBeCloseTo(value, 13));
    slopes.forEach((slope, row) => expect(gradients![row]).toBeCloseTo(slope, 13));
    expect([...(await evaluator.evaluate(parameters, { initial })).values]).toEqual([...values]);
    await expect(evaluator.evaluate(parameters.subarray(0, 2), { initial })).rejects.toThrow(
      "initial states must have 4 amplitudes, those of a state for each row, got 6 and 6",
    );
  }
});

test("rows of another length, values that are not finite and observables of another width are named", async () => {
  expect(() => createBatchEvaluator(rx, [parsePauliSum({ ZZ: 1 })])).toThrow(InvalidArgumentError);
  await using evaluator = createBatchEvaluator(rx, [parsePauliSum({ Z: 1 })]);
  await expect(evaluator.evaluate(Float64Array.of(0, NaN))).rejects.toThrow(
    "parameter t of row 1 must be finite, got NaN",
  );
  const twoParameters = createCircuit(1, [
    gate("rx", [0], [parameter("a")]),
    gate("rz", [0], [parameter("b")]),
  ]);
  await using wider = createBatchEvaluator(twoParameters, [parsePauliSum({ Z: 1 })]);
  await expect(wider.evaluate(Float64Array.of(1, 2, 3))).rejects.toThrow("rows of 2 values, got 3");
});
