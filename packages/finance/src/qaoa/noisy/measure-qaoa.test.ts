import { createNoiseModel, simulate } from "@ansatz/simulator";
import type { QaoaMixer } from "@ansatz/simulator";
import { describe, expect, test } from "vitest";
import { MandateError, PortfolioTooLargeError } from "../../errors.ts";
import { createSelectionProblem } from "../../problems/selection-problem.ts";
import { randomMoments } from "../../problems/testing/random-moments.ts";
import { solveWithProbabilities } from "../solve-qaoa.ts";
import { surveyProblem } from "../qaoa-problem.ts";
import type { WarmStart } from "../warm-start.ts";
import { measureQaoa } from "./measure-qaoa.ts";
import { qaoaCircuit } from "./qaoa-circuit.ts";
import { readoutWeights } from "./readout-weights.ts";

const cost = createSelectionProblem({
  moments: randomMoments(5, 8),
  objective: { kind: "mean-variance", riskAversion: 2 },
}).objective;
const weight = 2;

const probabilities = [0.1, 0.4, 0.5, 0.8, 1];

describe.each<{ mixer: QaoaMixer; multiAngle?: boolean; weight?: number; warmStart?: WarmStart }>([
  { mixer: "x", warmStart: { probabilities } },
  { mixer: "x", warmStart: { probabilities, mixer: "aligned", margin: 0.1 } },
  { mixer: "x" },
  { mixer: "x", multiAngle: true },
  { mixer: "xy-ring", weight },
  { mixer: "xy-ring", weight, multiAngle: true },
  { mixer: "xy-complete", weight },
  { mixer: "grover", weight },
  { mixer: "grover" },
])("the circuit of %o", ({ mixer, weight: ones, ...options }) => {
  test("has the probabilities of the sector engine", async () => {
    const sector = ones === undefined ? {} : { weight: ones };
    const problem = { variableCount: 5, cost, ...sector };
    const { result, probabilities: expected } = await solveWithProbabilities(problem, {
      mixer,
      layers: 2,
      maxIterations: 15,
      ...options,
    });
    const { stateVector } = await simulate(
      qaoaCircuit({ cost, ...sector, ...options }, mixer, result.angles),
      {
        stateVector: true,
      },
    );
    let total = 0;
    surveyProblem(problem, mixer).masks.forEach((mask, k) => {
      const probability = stateVector!.real[mask] ** 2 + stateVector!.imaginary[mask] ** 2;
      expect(Math.abs(probability - expected[k])).toBeLessThan(1e-11);
      total += probability;
    });
    expect(total).toBeCloseTo(1, 10);
  });
});

test("readout weights have the true value on average over what is read", () => {
  const confusions = [
    [
      [0.97, 0.03],
      [0.06, 0.94],
    ],
    [
      [0.9, 0.1],
      [0.02, 0.98],
    ],
  ];
  const values = Float64Array.of(1, -2, 0.5, 7);
  const weights = readoutWeights({ kind: "tensored", confusions }, values);
  values.forEach((value, actual) => {
    let mean = 0;
    weights.forEach((entry, read) => {
      const [a0, a1, r0, r1] = [actual & 1, actual >> 1, read & 1, read >> 1];
      mean += confusions[0][a0][r0] * confusions[1][a1][r1] * entry;
    });
    expect(mean).toBeCloseTo(value, 13);
  });
});

const solved = solveWithProbabilities(
  { variableCount: 5, cost, weight },
  { mixer: "xy-ring", layers: 2 },
).then(({ result }) => result);

test("without noise, shots agree with the engine within their errors", async () => {
  const { angles, energy, optimumProbability, uniformProbability } = await solved;
  const measured = await measureQaoa({ cost, weight, mixer: "xy-ring", angles }, { shots: 20_000, seed: 5 });
  expect(measured.exact.energy).toBeCloseTo(energy, 10);
  expect(measured.exact.optimumProbability).toBeCloseTo(optimumProbability, 10);
  expect(measured.exact.feasibleProbability).toBeCloseTo(1, 10);
  expect(measured.uniformProbability).toBe(uniformProbability);
  expect(measured.raw.feasibleProbability.value).toBe(1);
  // Four standard errors: one seed in 16,000 misses.
  const off = Math.abs(measured.raw.energy.value - energy);
  expect(off).toBeLessThan(4 * measured.raw.energy.standardError);
  expect(measured.raw.energy.standardError).toBeGreaterThan(0);
  expect(Math.abs(measured.raw.optimumProbability.value - optimumProbability)).toBeLessThan(
    4 * measured.raw.optimumProbability.standardError,
  );
  expect(measured.readout).toBeUndefined();
  expect(measured.bestFound?.selection).toHaveLength(2);
});

test("readout errors alone are taken out, and post-selection removes most of them", async () => {
  const { angles, energy } = await solved;
  const noise = createNoiseModel({
    gates: [],
    measurement: [
      {
        confusion: [
          [0.95, 0.05],
          [0.08, 0.92],
        ],
      },
    ],
  });
  const measured = await measureQaoa(
    { cost, weight, mixer: "xy-ring", angles },
    { noise, shots: 40_000, seed: 3 },
  );
  const { raw, readout, postselected } = measured;
  expect(raw.feasibleProbability.value).toBeLessThan(0.8);
  expect(Math.abs(raw.energy.value - energy)).toBeGreaterThan(8 * raw.energy.standardError);
  // The calibration has as many shots as the circuit, and enters the energy by as much: twice the error at most.
  expect(Math.abs(readout!.energy.value - energy)).toBeLessThan(8 * readout!.energy.standardError);
  expect(Math.abs(readout!.feasibleProbability.value - 1)).toBeLessThan(
    8 * readout!.feasibleProbability.standardError,
  );
  expect(postselected!.shots).toBe(Math.round(raw.feasibleProbability.value * 40_000));
  expect(postselected!.optimumProbability.value).toBeGreaterThan(raw.optimumProbability.value);
  expect(measured.shotsUsed).toBe(3 * 40_000);
});

test("zero-noise extrapolation comes nearer to the exact energy under depolarising noise", async () => {
  const { angles, energy } = await solved;
  const noise = createNoiseModel({
    gates: [
      { gates: ["cx"], noise: [{ channel: { kind: "depolarizing", qubitCount: 2, probability: 0.002 } }] },
    ],
  });
  const measured = await measureQaoa(
    { cost, weight, mixer: "xy-ring", angles },
    { noise, readout: false, zeroNoise: true, shots: 30_000, seed: 1 },
  );
  const rawError = Math.abs(measured.raw.energy.value - energy);
  expect(rawError).toBeGreaterThan(8 * measured.raw.energy.standardError);
  expect(Math.abs(measured.zeroNoise!.value - energy)).toBeLessThan(0.5 * rawError);
  expect(measured.zeroNoise!.standardError).toBeGreaterThan(measured.raw.energy.standardError);
  expect(measured.zeroNoise!.points).toHaveLength(3);
  expect(measured.circuit.twoQubitCount).toBeGreaterThan(50);
});

test("what does not fit is refused", async () => {
  const { angles } = await solved;
  const large = createSelectionProblem({
    moments: randomMoments(17, 1),
    objective: { kind: "mean-variance", riskAversion: 1 },
  }).objective;
  await expect(measureQaoa({ cost: large, weight, mixer: "xy-ring", angles })).rejects.toThrow(
    PortfolioTooLargeError,
  );
  await expect(measureQaoa({ cost, weight, mixer: "xy-ring", angles }, { shots: 1 })).rejects.toThrow(
    "shots must be an integer in [2, 10000000], got 1",
  );
  await expect(measureQaoa({ cost, mixer: "xy-ring", angles })).rejects.toThrow(MandateError);
  await expect(
    measureQaoa({ cost, weight, mixer: "xy-ring", angles, warmStart: { probabilities } }),
  ).rejects.toThrow("warmStart must be left out for the circuit of the mixer xy-ring");
});
