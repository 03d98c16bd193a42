import { createRandom, createCircuit, createStateVectorEngine, gate } from "@ansatz/simulator";
import type { Operation } from "@ansatz/simulator";
import { expect, test } from "vitest";
import { MandateError, PortfolioTooLargeError } from "../../errors.ts";
import { createSelectionProblem } from "../../problems/selection-problem.ts";
import { randomMoments } from "../../problems/testing/random-moments.ts";
import { surveyProblem } from "../qaoa-problem.ts";
import { givensCircuit, hardwareEfficientCircuit } from "./ansatz.ts";
import { parameterCountOf, rotationSlopes, runRotations } from "./rotation-circuit.ts";
import { solveVariationally } from "./solve-variationally.ts";
import { weighTail } from "./weigh-tail.ts";

const objectiveOf = (assets: number) =>
  createSelectionProblem({
    moments: randomMoments(assets, 5),
    objective: { kind: "mean-variance", riskAversion: 2 },
  }).objective;

const problem = { variableCount: 8, cost: objectiveOf(8), weight: 3 };

function randomAngles(count: number): Float64Array {
  const random = createRandom(3);
  return Float64Array.from({ length: count }, () => random.normal());
}

test("the hardware-efficient circuit is Ry and CZ of the state-vector engine", async () => {
  const { space } = surveyProblem({ variableCount: 5, cost: objectiveOf(5) }, "x");
  const circuit = hardwareEfficientCircuit(space, 2);
  const parameters = randomAngles(parameterCountOf(circuit));
  const rotations = (layer: number): Operation[] =>
    [0, 1, 2, 3, 4].map((qubit) => gate("ry", [qubit], [parameters[5 * layer + qubit]]));
  const ring = [
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 0],
  ].map((pair) => gate("cz", pair));
  await using engine = await createStateVectorEngine({ qubitCount: 5 });
  const { real } = await engine.run(
    createCircuit(5, [...rotations(0), ...ring, ...rotations(1), ...ring, ...rotations(2)]),
  );
  runRotations(circuit, parameters).forEach((amplitude, k) => {
    expect(Math.abs(amplitude - real[k])).toBeLessThan(1e-13);
  });
});

test("a Givens rotation is (YX − XY)/2 of its pair on all qubits, and keeps the number of ones", async () => {
  const { space, masks } = surveyProblem({ variableCount: 4, cost: objectiveOf(4), weight: 2 }, "xy-ring");
  const circuit = givensCircuit(space, masks, 2, 0b0101);
  const parameters = randomAngles(parameterCountOf(circuit));
  // The order of the XY ring: even pairs, odd pairs, the closing one.
  const ring = [
    [0, 1],
    [2, 3],
    [1, 2],
    [0, 3],
  ];
  const rotations = [...ring, ...ring].map(([lower, higher], index) =>
    // xx_plus_yy(2θ, β) rotates 01 and 10 by θ; β = π/2 makes it real.
    gate("xx_plus_yy", [lower, higher], [2 * parameters[index], Math.PI / 2]),
  );
  await using engine = await createStateVectorEngine({ qubitCount: 4 });
  const { real, imaginary } = await engine.run(
    createCircuit(4, [gate("x", [0]), gate("x", [2]), ...rotations]),
  );
  let norm = 0;
  runRotations(circuit, parameters).forEach((amplitude, k) => {
    expect(Math.abs(amplitude - real[masks[k]])).toBeLessThan(1e-13);
    expect(Math.abs(imaginary[masks[k]])).toBeLessThan(1e-13);
    norm += amplitude ** 2;
  });
  expect(norm).toBeCloseTo(1, 12);
});

test.each([1, 0.3])("slopes are central differences, share %f", (alpha) => {
  const { space, masks, costs } = surveyProblem(problem, "xy-ring");
  for (const circuit of [
    givensCircuit(space, masks, 2, 0b00010011),
    hardwareEfficientCircuit(surveyProblem({ variableCount: 6, cost: objectiveOf(6) }, "x").space, 1),
  ]) {
    const values =
      circuit.size === costs.length
        ? costs
        : Float64Array.from({ length: circuit.size }, (_, k) => Math.sin(k));
    const weigh = weighTail(values, alpha);
    const parameters = randomAngles(parameterCountOf(circuit));
    const amplitudes = runRotations(circuit, parameters);
    const slopes = rotationSlopes(circuit, parameters, amplitudes, weigh(amplitudes.slice()).weights);
    const step = 1e-6;
    slopes.forEach((slope, at) => {
      const value = (sign: number): number =>
        weigh(
          runRotations(
            circuit,
            parameters.map((angle, k) => (k === at ? angle + sign * step : angle)),
          ),
        ).value;
      expect(Math.abs((value(1) - value(-1)) / (2 * step) - slope)).toBeLessThan(1e-8);
    });
  }
});

test("both circuits beat a uniform draw and stand beside the optimum of the survey", async () => {
  const givens = await solveVariationally(problem, { seed: 2 });
  const { least } = surveyProblem(problem, "xy-ring");
  expect(givens.ansatz).toBe("givens");
  expect(givens.feasibleProbability).toBeCloseTo(1, 12);
  expect(givens.optimum.cost).toBe(least);
  expect(givens.optimumProbability).toBeGreaterThan(3 * givens.uniformProbability);
  expect(givens.control.optimumProbability).toBeCloseTo(givens.uniformProbability, 12);
  const plain = await solveVariationally({ variableCount: 8, cost: objectiveOf(8) }, { seed: 2 });
  expect(plain.ansatz).toBe("hardware-efficient");
  expect(plain.approximationRatio).toBeGreaterThan(plain.control.approximationRatio);
  expect(plain.bestFound?.cost).toBe(plain.optimum.cost);
  // Same seed, same result.
  const again = await solveVariationally(problem, { seed: 2 });
  expect(again.parameters).toEqual(givens.parameters);
});

test("what does not fit is refused by name", async () => {
  await expect(
    solveVariationally({ variableCount: 4, cost: objectiveOf(4) }, { ansatz: "givens" }),
  ).rejects.toThrow("ansatz must be hardware-efficient for a problem without a weight, got givens");
  await expect(solveVariationally(problem, { firstSelection: [0, 0, 1] })).rejects.toThrow(
    "firstSelection must be 3 different variables in [0, 7], got [0, 0, 1]",
  );
  await expect(solveVariationally(problem, { starts: 0 })).rejects.toThrow(MandateError);
  await expect(
    solveVariationally({ variableCount: 25, cost: () => 0 }, { ansatz: "hardware-efficient" }),
  ).rejects.toThrow(PortfolioTooLargeError);
});
