import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { gate } from "../circuit/operation.ts";
import type { GateName } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { pauliSumFromList } from "../operators/pauli-text.ts";
import { createStateVectorEngine } from "../statevector/engine.ts";
import type { StateVectorEngine } from "../statevector/engine.ts";
import { hessianVectorProduct } from "./hessian-vector-product.ts";
import { hessian } from "./hessian.ts";
import type { EvaluateGradient } from "./hessian.ts";
import { metricTensor } from "./metric-tensor.ts";
import { parameterShiftGradient } from "./parameter-shift.ts";
import { largestDifference } from "../testing/dense-energy.ts";

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
