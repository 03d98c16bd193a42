import { afterAll, expect, test } from "vitest";
import { createCircuit, parameterNames } from "../circuit/circuit.ts";
import { gate } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { InvalidArgumentError } from "../errors.ts";
import { parsePauliSum } from "../operators/pauli-sum.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { createComputePool } from "../workers/piscina-pool.ts";
import { evaluateMany } from "./evaluate-many.ts";

const pool = createComputePool({ threads: 2 });
afterAll(() => pool[Symbol.asyncDispose]());

test("⟨Z⟩ behind RX(θ) is cos θ and its slope −sin θ, for every parameter set, on all threads", async () => {
  const circuit = createCircuit(1, [gate("rx", [0], [parameter("t")])]);
  const angles = Array.from({ length: 25 }, (_, index) => 0.3 * index - 2);
  const results = await evaluateMany(
    angles.map((t) => ({ circuit, parameters: { t } })),
    [parsePauliSum({ Z: 1 })],
    { pool, withGradients: true },
  );
  angles.forEach((t, index) => {
    expect(results[index].values[0]).toBeCloseTo(Math.cos(t), 13);
    expect(results[index].gradients![0][0]).toBeCloseTo(-Math.sin(t), 13);
  });
});

test("different circuits give the same numbers with and without threads", async () => {
  const evaluations = Array.from({ length: 9 }, (_, seed) => {
    const circuit = randomCircuit({ qubitCount: 3, operationCount: 10, seed });
    return {
      circuit,
      parameters: Object.fromEntries(parameterNames(circuit).map((name, at) => [name, at + 0.5])),
    };
  });
  const observables = [parsePauliSum({ ZZI: 1, XIY: -0.5 }), parsePauliSum({ IIZ: 1 })];
  const shared = await evaluateMany(evaluations, observables, { pool });
  expect(shared).toEqual(await evaluateMany(evaluations, observables));
  expect(new Set(shared.map(({ values }) => values[0])).size).toBe(9);
});

test("a missing value and a wrong width are named before anything runs", async () => {
  const circuit = createCircuit(1, [gate("rx", [0], [parameter("t")])]);
  await expect(evaluateMany([{ circuit }], [parsePauliSum({ Z: 1 })])).rejects.toThrow(
    "evaluations[0].parameters.t must be a finite number, got undefined",
  );
  await expect(evaluateMany([{ circuit, parameters: { t: 1 } }], [parsePauliSum({ ZZ: 1 })])).rejects.toThrow(
    InvalidArgumentError,
  );
});
