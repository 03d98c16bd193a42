import { createQaoaEngine, createRandom } from "@ansatz/simulator";
import { createComputePool } from "@ansatz/simulator/node";
import { describe, expect, test } from "vitest";
import { MandateError, PortfolioTooLargeError } from "../errors.ts";
import {
  createBinaryQuadraticProblem,
  evaluateBinaryQuadratic,
  maskToBits,
} from "../problems/binary-quadratic-problem.ts";
import type { BinaryQuadraticProblem } from "../problems/binary-quadratic-problem.ts";
import type { SolveQaoaOptions } from "./qaoa-options.ts";
import { surveyProblem } from "./qaoa-problem.ts";
import type { QaoaProblem } from "./qaoa-problem.ts";
import { estimateQaoa, solveQaoa } from "./solve-qaoa.ts";

import { interpolateAngles, linearRamp, resizeAngles } from "./unit-angles.ts";

/** q·xᵀΣx − μᵀx with random returns of one common factor, in the size of yearly figures. */
function randomPortfolio(variableCount: number, seed: number): BinaryQuadraticProblem {
  const random = createRandom(seed);
  const loadings = Float64Array.from({ length: variableCount }, () => 0.15 + 0.05 * random.normal());
  const linear = Float64Array.from({ length: variableCount }, () => -0.1 - 0.08 * random.normal());
  const quadratic = Float64Array.from({ length: variableCount ** 2 }, (_, at) => {
    const [i, j] = [Math.floor(at / variableCount), at % variableCount];
    return 0.5 * (loadings[i] * loadings[j] + (i === j ? 0.03 : 0));
  });
  return createBinaryQuadraticProblem({ linear, quadratic });
}

function bitCount(mask: number): number {
  return maskToBits(mask, 31).reduce((sum, bit) => sum + bit, 0);
}

/** The feasible costs by brute force, ascending. */
function enumerate(cost: BinaryQuadraticProblem, weight?: number): number[] {
  const costs: number[] = [];
  for (let mask = 0; mask < 2 ** cost.variableCount; mask++) {
    if (weight !== undefined && bitCount(mask) !== weight) continue;
    costs.push(evaluateBinaryQuadratic(cost, maskToBits(mask, cost.variableCount)));
  }
  return costs.sort((a, b) => a - b);
}

const cost = randomPortfolio(8, 3);

describe.each<SolveQaoaOptions>([
  { mixer: "x", layers: 4 },
  { mixer: "x", layers: 4, start: "fixed-angles" },
  { mixer: "x", layers: 3, start: "interp" },
  { mixer: "xy-ring", layers: 4 },
  { mixer: "xy-complete", layers: 3, start: "interp" },
  { mixer: "xy-ring", layers: 2, objective: { cvar: 0.2 } },
  { mixer: "xy-ring", layers: 2, multiAngle: true },
  { mixer: "grover", layers: 3, restarts: 2 },
])("QAOA with %o", (options) => {
  const weight = options.mixer === "x" ? undefined : 3;
  const problem: QaoaProblem = { variableCount: 8, cost, ...(weight === undefined ? {} : { weight }) };

  test("improves on a random draw and reports what brute force gives", async () => {
    const result = await solveQaoa(problem, options);
    const costs = enumerate(cost, weight);
    const [least, greatest] = [costs[0], costs[costs.length - 1]];
    expect(result.optimum.cost).toBeCloseTo(least, 12);
    expect(evaluateBinaryQuadratic(cost, maskToBits(result.optimum.mask, 8))).toBeCloseTo(least, 12);
    expect(result.uniformProbability).toBeCloseTo(1 / costs.length, 12);
    expect(result.optimumProbability).toBeGreaterThan(2 * result.uniformProbability);
    expect(result.approximationRatio).toBeCloseTo((result.energy - greatest) / (least - greatest), 12);
    const uniformEnergy = costs.reduce((sum, value) => sum + value, 0) / costs.length;
    expect(result.approximationRatio).toBeGreaterThan((uniformEnergy - greatest) / (least - greatest));
    expect(result.approximationRatio).toBeLessThanOrEqual(1);
    expect(result.feasibleProbability).toBeCloseTo(1, 10);
    expect(result.bestFound?.cost).toBeCloseTo(least, 12);
    const probabilities = result.distribution.map(({ probability }) => probability);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
    for (const state of result.distribution) {
      expect(state.cost).toBeCloseTo(evaluateBinaryQuadratic(cost, maskToBits(state.mask, 8)), 12);
    }
  });

  test("its angles belong to the cost in its own units", async () => {
    const result = await solveQaoa(problem, options);
    const { space, costs } = surveyProblem(problem, result.mixer);
    await using engine = await createQaoaEngine({ space, costs, mixer: result.mixer });
    const energy = await engine.value(result.angles);
    expect(Math.abs(energy - result.energy)).toBeLessThan(1e-10);
    if (options.objective === undefined) expect(Math.abs(energy - result.value)).toBeLessThan(1e-10);
    else expect(result.value).toBeLessThan(result.energy);
  });
});

test("more layers, freed angles and restarts do not end higher", async () => {
  const problem: QaoaProblem = { variableCount: 8, cost, weight: 3 };
  const one = await solveQaoa(problem, { layers: 1 });
  const interp = await solveQaoa(problem, { layers: 4, start: "interp" });
  expect(interp.value).toBeLessThan(one.value);
  expect(interp.history.map(({ layers }) => layers)).toEqual(
    [...interp.history.map(({ layers }) => layers)].sort(),
  );
  const two = await solveQaoa(problem, { layers: 2 });
  expect((await solveQaoa(problem, { layers: 2, multiAngle: true })).value).toBeLessThan(two.value);
  expect((await solveQaoa(problem, { layers: 2, restarts: 3 })).value).toBeLessThanOrEqual(two.value);
});

test("the control of a warm start is what the guess gives alone", async () => {
  const problem: QaoaProblem = { variableCount: 8, cost, weight: 3 };
  const guess = (await solveQaoa(problem, { layers: 1 })).optimum;
  const probabilities = maskToBits(guess.mask, 8);
  const result = await solveQaoa(problem, { layers: 2, warmStart: { probabilities } });
  // Odds of 3 for each variable as guessed: states differ from it by 0, 2, 4 or 6 variables, 1, 15, 30 and 10 of them.
  const odds = (distance: number): number => 3 ** (8 - distance);
  const sum = odds(0) + 15 * odds(2) + 30 * odds(4) + 10 * odds(6);
  expect(result.control.optimumProbability).toBeCloseTo(odds(0) / sum, 12);
  expect(result.value).toBeLessThan(result.control.energy);
  const cold = await solveQaoa(problem, { layers: 2 });
  expect(cold.control.optimumProbability).toBeCloseTo(1 / 56, 12);
  await expect(solveQaoa(problem, { warmStart: { probabilities: [1] } })).rejects.toThrow(
    "warmStart.probabilities must be 8 numbers, one a variable, got 1 numbers",
  );
  await expect(solveQaoa(problem, { warmStart: { probabilities, margin: 0 } })).rejects.toThrow(
    "warmStart.margin must be in (0, 0.5], got 0",
  );
});

test("angles of a small problem begin a larger one above a random draw", async () => {
  const small = await solveQaoa({ variableCount: 8, cost, weight: 3 }, { layers: 4 });
  const larger: QaoaProblem = { variableCount: 12, cost: randomPortfolio(12, 9), weight: 4 };
  const transferred = await solveQaoa(larger, {
    layers: 4,
    start: "transfer",
    transferFrom: small.unitAngles,
    maxIterations: 0,
  });
  expect(transferred.unitAngles).toEqual(small.unitAngles);
  const { mean, least, greatest } = surveyProblem(larger, "xy-ring");
  expect(transferred.approximationRatio).toBeGreaterThan((mean - greatest) / (least - greatest) + 0.05);
  expect(transferred.optimumProbability).toBeGreaterThan(5 * transferred.uniformProbability);
});

test("the transverse mixer is judged on the feasible states", async () => {
  const bare = randomPortfolio(6, 5);
  const weight = 2;
  const penalised = (mask: number): number =>
    evaluateBinaryQuadratic(bare, maskToBits(mask, 6)) + 0.4 * (bitCount(mask) - weight) ** 2;
  const result = await solveQaoa({ variableCount: 6, cost: penalised, weight }, { mixer: "x", layers: 4 });
  expect(result.uniformProbability).toBeCloseTo(1 / 15, 12);
  expect(result.optimum.cost).toBeCloseTo(enumerate(bare, weight)[0], 12);
  expect(result.feasibleProbability).toBeLessThan(1);
  expect(result.feasibleProbability).toBeGreaterThan(15 / 64);
  expect(result.bestFound?.selection.length).toBe(weight);
});

test("forty assets are not too many where few are picked", async () => {
  const forty = randomPortfolio(40, 6);
  const weight = 3;
  const probabilities = Float64Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 1 : 0));
  const result = await solveQaoa(
    { variableCount: 40, cost: forty, weight },
    { layers: 1, maxIterations: 3, warmStart: { probabilities } },
  );
  let least = Infinity;
  for (let a = 0; a < 40; a++) {
    for (let b = 0; b < a; b++) {
      for (let c = 0; c < b; c++) {
        const bits = new Uint8Array(40);
        for (const asset of [a, b, c]) bits[asset] = 1;
        least = Math.min(least, evaluateBinaryQuadratic(forty, bits));
      }
    }
  }
  expect(result.optimum.cost).toBeCloseTo(least, 12);
  expect(evaluateBinaryQuadratic(forty, maskToBits(result.optimum.mask, 40))).toBeCloseTo(least, 12);
  expect(result.optimum.selection.length).toBe(weight);
  expect(result.optimumProbability).toBeGreaterThan(0);
});

test("a selection of none or all is what it is", async () => {
  for (const weight of [0, 8]) {
    const result = await solveQaoa({ variableCount: 8, cost, weight }, { layers: 2 });
    expect(result.bestFound?.selection.length).toBe(weight);
    expect(result.optimumProbability).toBeCloseTo(1, 12);
  }
});

test("equal optima count together", async () => {
  const result = await solveQaoa(
    { variableCount: 4, cost: (mask) => (bitCount(mask) === 2 ? 0 : 1) },
    { layers: 1 },
  );
  expect(result.optimum.count).toBe(6);
  expect(result.uniformProbability).toBeCloseTo(6 / 16, 12);
});

test("a constant cost has nothing to improve", async () => {
  const result = await solveQaoa({ variableCount: 3, cost: () => 2 }, { layers: 1 });
  expect([result.energy, result.approximationRatio]).toEqual([expect.closeTo(2, 12), 1]);
  expect(result.optimumProbability).toBeCloseTo(1, 12);
});

test("seeds, and any number of threads, give the same result; progress is told and a stop heard", async () => {
  const problem: QaoaProblem = { variableCount: 17, cost: randomPortfolio(17, 2), weight: 8 };
  const options = { layers: 2, maxIterations: 4, seed: 5 };
  const one = await solveQaoa(problem, options);
  await using pool = createComputePool({ threads: 2 });
  const records: number[] = [];
  const two = await solveQaoa(problem, {
    ...options,
    pool,
    onProgress: ({ iteration }) => records.push(iteration),
  });
  expect(two.threads).toBe(2);
  expect(two.angles).toEqual(one.angles);
  expect(two.distribution).toEqual(one.distribution);
  expect(records).toEqual([0, 1, 2, 3, 4]);
  const controller = new AbortController();
  const stopped = solveQaoa(problem, {
    ...options,
    signal: controller.signal,
    onProgress: () => {
      controller.abort(new Error("enough"));
    },
  });
  await expect(stopped).rejects.toThrow("enough");
});

test("INTERP keeps a straight line straight, and sizes change both ways", () => {
  const line = { gammas: [1, 1], betas: [0.5, 0.5] };
  expect(interpolateAngles({ gammas: [1], betas: [2] })).toEqual({ gammas: [1, 1], betas: [2, 2] });
  expect(resizeAngles(line, 5)).toEqual({ gammas: [1, 1, 1, 1, 1], betas: [0.5, 0.5, 0.5, 0.5, 0.5] });
  const ramp = linearRamp(6, 1.2, 0.6);
  resizeAngles(ramp, 3).gammas.forEach((gamma, layer) => {
    expect(gamma).toBeCloseTo(linearRamp(3, 1.2, 0.6).gammas[layer], 12);
  });
  expect(resizeAngles(ramp, 1)).toEqual({
    gammas: [expect.closeTo(0.6, 12)],
    betas: [expect.closeTo(0.3, 12)],
  });
});

test("what does not fit is refused by name, size and remedy", async () => {
  const problem: QaoaProblem = { variableCount: 4, cost: (mask) => mask };
  const bad: [Partial<QaoaProblem>, SolveQaoaOptions, string][] = [
    [{}, { layers: 0 }, "layers must be an integer in [1, 100], got 0"],
    [{}, { mixer: "xy-ring" }, "mixer must be x or grover for a problem without a weight, got xy-ring"],
    [
      {},
      { mixer: "grover", start: "fixed-angles" },
      "start must be another than fixed-angles for the mixer grover",
    ],
    [
      {},
      { start: "fixed-angles", layers: 11 },
      "layers must be in [1, 10] for the start fixed-angles, got 11",
    ],
    [{}, { start: "transfer" }, "transferFrom must be angles, got undefined"],
    [{}, { objective: { cvar: 2 } }, "objective.cvar must be in (0, 1], got 2"],
    [{ weight: 5 }, {}, "weight must be an integer in [0, 4], got 5"],
    [{ cost: () => NaN }, {}, "cost of the state 0 must be a finite number, got NaN"],
    [{ cost: new Float64Array(3) }, {}, "cost must have 16 entries, one a state, got 3"],
    [{ isFeasible: () => false }, {}, "none of the 16 states is feasible"],
    [{ cost }, {}, "cost must be a function of variableCount = 4 bits, got one of 8"],
  ];
  for (const [change, options, message] of bad) {
    const solved = solveQaoa({ ...problem, ...change }, options);
    await expect(solved).rejects.toThrow(message);
    await expect(solved).rejects.toThrow(MandateError);
  }
  const large = solveQaoa({ variableCount: 24, cost: () => 0 }, { maximumBytes: 1e9 });
  await expect(large).rejects.toThrow(PortfolioTooLargeError);
  for (const size of [
    { variableCount: 28 },
    { variableCount: 40, weight: 20 },
    { variableCount: 60, weight: 5 },
  ]) {
    const tooLarge = solveQaoa({ ...size, cost: () => 0 });
    await expect(tooLarge).rejects.toThrow(PortfolioTooLargeError);
    await expect(tooLarge).rejects.toThrow(`of ${size.variableCount} variables`);
  }
  expect(estimateQaoa({ variableCount: 24, weight: 12 }, "xy-ring").stateCount).toBe(2704156);
});
