import {
  frontierRequestSchema,
  frontierResultSchema,
  type FrontierRequestInput,
  type FrontierResult,
} from "@ansatz/contract";
import { createRandom } from "@ansatz/simulator";
import { expect, test } from "vitest";
import type { TaskContext } from "../definitions/job-definition.ts";
import { runJobLocally } from "../local/run-job-locally.ts";
import { combineFrontierParts, planFrontierTasks, runFrontierPart } from "../tasks/frontier-tasks.ts";
import type { FrontierTaskOutput } from "./run-frontier-task.ts";

const { normal } = createRandom(11);
const names = ["A", "B", "C", "D", "E", "F"];
const sectors = { A: "x", B: "x", C: "y", D: "y", E: "z", F: "z" };
const mean = names.map((_, i) => 0.04 + 0.03 * i + 0.005 * normal());
const factor = Array.from({ length: 8 }, () => names.map((_, i) => (0.2 + 0.1 * i) * normal()));
const covariance = names.map((_, i) =>
  names.map((__, j) => factor.reduce((sum, row) => sum + row[i] * row[j], 0) / 8),
);
const momentsOf = (count: number) => ({
  means: names
    .slice(0, count)
    .map((name, i) => `${name},${mean[i]}`)
    .join("\n"),
  risk: covariance
    .slice(0, count)
    .map((row) => row.slice(0, count).join(","))
    .join("\n"),
});

const context: TaskContext = {
  pool: undefined,
  memoryLimitBytes: undefined,
  signal: new AbortController().signal,
  checkpoint: undefined,
  onCheckpoint: () => undefined,
  onProgress: () => undefined,
};
/** What a store does to inputs and outputs. */
const stored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** The job's steps one after the other, without threads. */
async function run(more: Partial<FrontierRequestInput>): Promise<FrontierResult> {
  const request = frontierRequestSchema.parse({ moments: momentsOf(6), seed: 3, ...more });
  const outputs: FrontierTaskOutput[] = [];
  for (const task of stored(await planFrontierTasks(request, context))) {
    outputs.push(stored(await runFrontierPart(task, context)));
  }
  const result = stored(await combineFrontierParts({ request, outputs }, context));
  return frontierResultSchema.strict().parse(result);
}

const varianceOf = (w: readonly number[]): number =>
  w.reduce((sum, a, i) => sum + w.reduce((inner, b, j) => inner + a * b * covariance[i][j], 0), 0);

/** Least variance of three assets at a return: a parabola along a line, within its ends. */
function leastOfThree(target: number): number {
  // w = base + t·step with Σ step = 0 and μᵀstep = 0.
  const step = [mean[1] - mean[2], mean[2] - mean[0], mean[0] - mean[1]];
  const share = (target - mean[0]) / (mean[2] - mean[0]);
  const base = [1 - share, 0, share];
  const bounds = step.map((slope, i) => [-base[i] / slope, (1 - base[i]) / slope].sort((a, b) => a - b));
  const [low, high] = [Math.max(...bounds.map(([a]) => a)), Math.min(...bounds.map(([, b]) => b))];
  const at = (t: number): number => varianceOf([...base.map((value, i) => value + t * step[i]), 0, 0, 0]);
  const [f0, f1, f2] = [at(low), at((low + high) / 2), at(high)];
  const curvature = f0 - 2 * f1 + f2;
  const best = (low + high) / 2 + ((high - low) / 4) * ((f0 - f2) / curvature);
  return at(Math.min(high, Math.max(low, best)));
}

test("three assets against a parabola worked out at every return", async () => {
  const result = await run({ moments: momentsOf(3), points: 15 });
  expect(result.frontier).toHaveLength(15);
  for (const { expectedReturn, variance, volatility, weights } of result.frontier) {
    expect(variance).toBeCloseTo(leastOfThree(expectedReturn), 12);
    expect(volatility).toBeCloseTo(Math.sqrt(variance), 14);
    expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10);
  }
  const returns = result.frontier.map((point) => point.expectedReturn);
  expect(returns).toEqual(returns.toSorted((a, b) => a - b));
  expect(returns.at(-1)).toBeCloseTo(Math.max(...mean.slice(0, 3)), 10);
  expect(result.minimumVariance.variance).toBeCloseTo(result.frontier[0].variance, 12);
  const best = Math.max(...result.frontier.map((point) => point.expectedReturn / point.volatility));
  expect(result.maximumSharpe!.sharpeRatio).toBeGreaterThanOrEqual(best - 1e-9);
});

test("at most two holdings against every pair at every return", async () => {
  const result = await run({ cardinality: 2, points: 8 });
  const least = 0.01;
  for (const [index, point] of result.cardinalityFrontier!.entries()) {
    const target = result.frontier[index].expectedReturn;
    let best = Infinity;
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 6; j++) {
        if (i === j) continue;
        const share = (target - mean[j]) / (mean[i] - mean[j]);
        // A hair beyond an end is the asset alone, which the last point is.
        const isEnd = Math.abs(share - 1) < 1e-9;
        if (!isEnd && (share < least - 1e-9 || share > 1 - least + 1e-9)) continue;
        const w = names.map((_, k) => (k === i ? share : k === j ? 1 - share : 0));
        best = Math.min(best, varianceOf(w));
      }
    }
    expect(point!.proven, `point ${index}`).toBe(true);
    expect(point!.variance).toBeCloseTo(best, 8);
    expect(point!.variance).toBeGreaterThanOrEqual(result.frontier[index].variance - 1e-12);
    expect(Object.keys(point!.weights).length).toBeLessThanOrEqual(2);
  }
});

test("returns that are asked for are met in their order, one a rounding beyond the end too", async () => {
  const greatest = Math.max(...mean);
  const returns = [0.1, 0.07, greatest + 1e-9];
  const result = await run({ returns });
  expect(result.frontier.map((point) => point.expectedReturn)).toEqual(
    returns.map((target) => expect.closeTo(target, 8) as number),
  );
  await expect(run({ returns: [greatest + 0.01] })).rejects.toThrow(/return of .* cannot hold together/);
});

test("limits of weights, sectors and turnover hold along the whole frontier", async () => {
  const today = { A: 0.5, F: 0.5 };
  const result = await run({
    sectors,
    maximumWeight: 0.4,
    sectorLimits: { z: { maximum: 0.5 }, "*": { maximum: 0.7 } },
    required: ["b"],
    excluded: ["C"],
    today,
    maximumTurnover: 0.6,
    points: 6,
  });
  for (const { weights } of result.frontier) {
    const of = (name: string): number => weights[name] ?? 0;
    for (const name of names) expect(of(name)).toBeLessThanOrEqual(0.4 + 1e-9);
    expect(of("E") + of("F")).toBeLessThanOrEqual(0.5 + 1e-9);
    expect(of("B")).toBeGreaterThanOrEqual(0.01 - 1e-9);
    expect(of("C")).toBe(0);
    const moved = names.reduce(
      (sum, name) => sum + Math.abs(of(name) - ((today as Record<string, number>)[name] ?? 0)),
      0,
    );
    expect(moved / 2).toBeLessThanOrEqual(0.6 + 1e-9);
  }
  expect(result.mandate.join(" ")).toContain("Do not hold C.");
});

test("QAOA selections stand beside optima of all 15 pairs, along the frontier's trade-offs", async () => {
  const result = await run({ pick: 2 });
  expect(result.selections!.length).toBeGreaterThan(3);
  for (const {
    riskAversion,
    optimumObjective,
    objective,
    isOptimal,
    uniformProbability,
  } of result.selections!) {
    let best = Infinity;
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < i; j++) {
        const risk = covariance[i][i] + covariance[j][j] + 2 * covariance[i][j];
        best = Math.min(best, riskAversion * risk - mean[i] - mean[j]);
      }
    }
    expect(optimumObjective).toBeCloseTo(best, 12);
    expect(isOptimal).toBe(objective <= best + 1e-9);
    expect(uniformProbability).toBeCloseTo(1 / 15, 12);
  }
  const aversions = result.selections!.map(({ riskAversion }) => riskAversion);
  expect(aversions).toEqual(aversions.toSorted((a, b) => a - b));
});

test("one thread and four give the same frontier", async () => {
  const request = frontierRequestSchema.parse({ moments: momentsOf(6), points: 12, cardinality: 3, pick: 2 });
  const [one, four] = await Promise.all(
    [1, 4].map((threads) => runJobLocally({ kind: "frontier", request }, { threads })),
  );
  const figures = ({ frontier, cardinalityFrontier, selections }: FrontierResult) => ({
    frontier,
    cardinalityFrontier: cardinalityFrontier!.map((point) => point && { ...point, seconds: 0 }),
    selections,
  });
  expect(figures(four)).toEqual(figures(one));
});

test.each<[string, Partial<FrontierRequestInput>, RegExp]>([
  ["more holdings than assets", { cardinality: 7 }, /cardinality must be in \[1, 6\].*got 7/],
  ["weights that cannot add up", { maximumWeight: 0.1 }, /"weights sum to 1".*greatest weights/],
  [
    "a least weight above the greatest",
    { minimumWeight: 0.5, maximumWeight: 0.3 },
    /minimumWeight must not exceed/,
  ],
  ["a turnover from nowhere", { maximumTurnover: 0.2 }, /maximumTurnover needs today/],
  ["an unknown asset", { excluded: ["Q"] }, /excluded must name assets of the table, got "Q"/],
  [
    "indefinite risks",
    { moments: { means: "0.1,1\n0.2,1\n0.3,1", risk: "1,0.9,-0.9\n0.9,1,0.9\n-0.9,0.9,1" } },
    /positive semidefinite.*repair/,
  ],
])("%s is refused by name", async (_, more, message) => {
  await expect(run(more)).rejects.toThrow(message);
});
