import { expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { gate, measure, conditional } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { addParameters, parameter, bindParameter } from "../circuit/parameter.ts";
import type { ParameterValues, ParameterValue } from "../circuit/parameter.ts";
import { estimateExpectation } from "../estimation/estimate-expectation.ts";
import { createStateVectorSampler } from "../estimation/state-vector-sampler.ts";
import { parsePauliSum } from "../operators/pauli-sum.ts";
import { metricTensor } from "./metric-tensor.ts";
import { parameterShiftGradient } from "./parameter-shift.ts";
import { splitParameters } from "./split-occurrences.ts";
import { denseEnergy, denseRunner, largestDifference } from "../testing/dense-energy.ts";

test("finite shots: the gradient scatters as its standard errors say", async () => {
  const circuit = createCircuit(2, [
    gate("ry", [0], [parameter("a")]),
    gate("crx", [0, 1], [parameter("b", 1.5)]),
    gate("rzz", [0, 1], [parameter("a", -0.5, 0.3)]),
  ]);
  const observable = parsePauliSum({ ZZ: 0.8, XI: -0.6, IX: 0.3 });
  const values = { a: 0.9, b: 0.6 };
  const sampler = createStateVectorSampler(denseRunner);
  const exact = await parameterShiftGradient((c, v) => denseEnergy(c, v, observable), circuit, values);
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

test("angles inside conditionals and after measurements are shifted too", async () => {
  // Qubit 0 is measured; where it was 1, qubit 1 turns by 2a + b, else by b: ⟨Z₁⟩ = sin²(a/2) cos(2a + b) + cos²(a/2) cos b.
  const ry = (angle: ParameterValue): Operation => gate("ry", [1], [angle]);
  const circuit = createCircuit(
    2,
    [
      gate("ry", [0], [parameter("a")]),
      measure([0], [0]),
      conditional(
        { kind: "compare", bits: [0], comparison: "==", value: "1" },
        [ry(addParameters(parameter("a", 2), parameter("b")))],
        [ry(parameter("b"))],
      ),
    ],
    { bitCount: 1 },
  );
  const angles = (operations: readonly Operation[], values: ParameterValues): number[] =>
    operations.flatMap((operation) => {
      if (operation.gate === "if")
        return [...angles(operation.then, values), ...angles(operation.otherwise, values)];
      return operation.gate === "ry" ? [bindParameter(operation.parameters[0], values)] : [];
    });
  const energy = ({ operations }: Circuit, values: ParameterValues): number => {
    const [first, ifOne, ifZero] = angles(operations, values);
    return Math.sin(first / 2) ** 2 * Math.cos(ifOne) + Math.cos(first / 2) ** 2 * Math.cos(ifZero);
  };
  const [a, b] = [0.8, -0.3];
  const { gradient, evaluations } = await parameterShiftGradient(energy, circuit, { a, b });
  const [s, c] = [Math.sin(a / 2) ** 2, Math.cos(a / 2) ** 2];
  const byB = -s * Math.sin(2 * a + b) - c * Math.sin(b);
  const byA = (Math.sin(a) / 2) * (Math.cos(2 * a + b) - Math.cos(b)) - 2 * s * Math.sin(2 * a + b);
  expect(evaluations).toBe(6);
  expect(largestDifference(gradient, [byA, byB])).toBeLessThan(1e-12);
});

test("a circuit that is split once is the same object in every evaluation, and gives the same gradient", async () => {
  const circuit = createCircuit(2, [
    gate("ry", [0], [parameter("a")]),
    gate("crx", [0, 1], [addParameters(parameter("a", 2), parameter("fixed"))]),
    gate("rz", [1], [parameter("fixed", 3)]),
  ]);
  const observable = parsePauliSum({ ZZ: 0.8, YI: -0.6 });
  const split = splitParameters(circuit, ["a"]);
  const seen = new Set<Circuit>();
  for (const a of [0.2, 0.9]) {
    const values = { a, fixed: 0.4 };
    const found = await parameterShiftGradient(
      (c, v) => {
        seen.add(c);
        return denseEnergy(c, v, observable);
      },
      split,
      values,
    );
    const { gradient } = await parameterShiftGradient(
      (c, v) => denseEnergy(c, v, observable),
      circuit,
      values,
      {
        parameters: ["a"],
      },
    );
    expect(found.parameters).toEqual(["a"]);
    expect([...found.gradient]).toEqual([...gradient]);
    const metric = await metricTensor(denseRunner, split, values);
    expect(metric).toEqual(await metricTensor(denseRunner, circuit, values, { parameters: ["a"] }));
  }
  expect(seen.size).toBe(1);
  await expect(
    parameterShiftGradient(() => 0, split, { a: 1, fixed: 0 }, { parameters: ["a"] }),
  ).rejects.toThrow("parameters must be chosen where the circuit is split");
});
