import { expect, test } from "vitest";
import { createCircuit, parameterNames } from "../circuit/circuit.ts";
import { gate } from "../circuit/operation.ts";
import { addParameters, parameter } from "../circuit/parameter.ts";
import { createRandom } from "../math/random.ts";
import { parsePauliSum } from "../operators/pauli-sum.ts";
import { createBatchEvaluator } from "./batch-evaluator.ts";
import { evaluateMany } from "./evaluate-many.ts";
import { compileProductBatch } from "./product-batch.ts";

const { uniform } = createRandom(4);
const shared = addParameters(parameter("a", 0.5, 0.2), parameter("b", -2));
const operations = (["rx", "ry", "rz"] as const).flatMap((name, k) => [
  gate(name, [0], [parameter("a")]),
  gate(name, [1], [shared]),
  gate("ry", [2], [0.3 * k]),
  gate("rx", [1], [parameter(`c${k}`, 3)]),
  gate("rz", [0], [parameter("b")]),
]);
const circuit = createCircuit(3, operations);
const observables = [
  parsePauliSum({ IIZ: 0.5, IYI: -1, XII: 2, III: 0.25 }),
  parsePauliSum({ IXI: 1, IIY: 0.7 }),
];
const count = parameterNames(circuit).length;
const random = (length: number): Float64Array => Float64Array.from({ length }, () => 6 * uniform() - 3);

test("Bloch vectors give values and derivatives of the state-vector engine, each and weighted", async () => {
  const parameters = random(4 * count);
  const weights = random(8);
  const names = parameterNames(circuit);
  const rows = Array.from({ length: 4 }, (_, row) => ({
    circuit,
    parameters: Object.fromEntries(names.map((name, k) => [name, parameters[row * count + k]])),
  }));
  const expected = await evaluateMany(rows, observables, { withGradients: true });
  expect(compileProductBatch(circuit, observables)).toBeDefined();
  await using evaluator = createBatchEvaluator(circuit, observables);
  const each = await evaluator.evaluate(parameters, { withGradients: true });
  const sum = await evaluator.evaluate(parameters, { withGradients: true, weights });
  expected.forEach(({ values, gradients }, row) => {
    observables.forEach((_, o) => {
      expect(each.values[2 * row + o]).toBeCloseTo(values[o], 12);
      gradients![o].forEach((slope, k) => {
        expect(each.gradients![(2 * row + o) * count + k]).toBeCloseTo(slope, 12);
      });
    });
    const [first, second] = [weights[2 * row], weights[2 * row + 1]];
    expect(sum.values[row]).toBeCloseTo(first * values[0] + second * values[1], 12);
    gradients![0].forEach((slope, k) => {
      expect(sum.gradients![row * count + k]).toBeCloseTo(first * slope + second * gradients![1][k], 12);
    });
  });
  expect(Math.max(...each.gradients!.map(Math.abs))).toBeGreaterThan(0.5);
});

test("entangling gates, controls, other gates and terms on two qubits are left to the engine", () => {
  const extended = (added: (typeof operations)[number]) => createCircuit(3, [...operations, added]);
  expect(compileProductBatch(extended(gate("cz", [0, 1])), observables)).toBeUndefined();
  expect(compileProductBatch(extended(gate("h", [0])), observables)).toBeUndefined();
  const controlled = gate("rx", [0], [0.1], [{ qubit: 1, value: 1 }]);
  expect(compileProductBatch(extended(controlled), observables)).toBeUndefined();
  expect(compileProductBatch(circuit, [parsePauliSum({ ZZI: 1 })])).toBeUndefined();
});
