import { describe, expect, test } from "vitest";
import { createCircuit, parameterNames } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { gateQubitCount, gateTable } from "../circuit/gate-table.ts";
import { gate, gateNames, pauliGadget, permutation, diagonal } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { addParameters, parameter } from "../circuit/parameter.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { randomState } from "../testing/random-state.ts";
import { hessianVectorProduct } from "./hessian-vector-product.ts";
import { hessian } from "./hessian.ts";
import type { EvaluateGradient } from "./hessian.ts";
import { parameterShiftGradient } from "./parameter-shift.ts";
import { denseEnergy, largestDifference, randomObservable, valuesOf } from "../testing/dense-energy.ts";

/** Rounding of sums of products of some dozens of operations. */
const rounding = 1e-10;

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
