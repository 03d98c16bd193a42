import {
  portfolioRequestSchema,
  portfolioResultSchema,
  type PortfolioRequestInput,
  type PortfolioResult,
} from "@ansatz/contract";
import { createRandom } from "@ansatz/simulator";
import { expect, test } from "vitest";
import type { TaskContext } from "../definitions/job-definition.ts";
import { runJobLocally } from "../local/run-job-locally.ts";
import { combinePortfolioParts, planPortfolioTasks, runPortfolioPart } from "../tasks/portfolio-tasks.ts";
import type { PortfolioTaskOutput } from "./run-portfolio-task.ts";

/** Seven assets of three sectors: means and risks drawn once, the covariance AᵀA/9 of a random matrix. */
const { normal } = createRandom(5);
const count = 7;
const names = ["A", "B", "C", "D", "E", "F", "G"];
const sectors: Record<string, string> = { A: "x", B: "x", C: "x", D: "y", E: "y", F: "z", G: "z" };
const mean = names.map(() => 0.1 + 0.05 * normal());
const factor = Array.from({ length: 9 }, () => names.map(() => 0.3 * normal()));
const covariance = names.map((_, i) =>
  names.map((__, j) => factor.reduce((sum, row) => sum + row[i] * row[j], 0) / 9),
);
const moments = {
  means: names.map((name, i) => `${name},${mean[i]}`).join("\n"),
  risk: covariance.map((row) => row.join(",")).join("\n"),
};
const q = 1.3;

const requestOf = (more: Partial<PortfolioRequestInput>) =>
  portfolioRequestSchema.parse({ moments, sectors, riskAversion: q, layers: 2, seed: 3, ...more });
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
async function run(more: Partial<PortfolioRequestInput>): Promise<PortfolioResult> {
  const request = requestOf(more);
  const outputs: PortfolioTaskOutput[] = [];
  for (const task of stored(await planPortfolioTasks(request, context))) {
    outputs.push(stored(await runPortfolioPart(task, context)));
  }
  const result = stored(await combinePortfolioParts({ request, outputs }, context));
  return portfolioResultSchema.strict().parse(result);
}

const quadratic = (w: readonly number[]): number => {
  let value = 0;
  for (let i = 0; i < count; i++) {
    value -= mean[i] * w[i];
    for (let j = 0; j < count; j++) value += q * covariance[i][j] * w[i] * w[j];
  }
  return value;
};
const held = (x: readonly number[], sector: string): number =>
  names.reduce((sum, name, i) => sum + (sectors[name] === sector ? x[i] : 0), 0);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** All zeros and ones, or all whole numbers up to `most` of sum `total`, that a rule allows, best first. */
function bruteForce(
  allows: (x: readonly number[]) => boolean,
  objective: (x: readonly number[]) => number,
  most = 1,
): { x: number[]; value: number }[] {
  const found: { x: number[]; value: number }[] = [];
  const base = most + 1;
  for (let code = 0; code < base ** count; code++) {
    const x = names.map((_, i) => Math.floor(code / base ** i) % base);
    if (allows(x)) found.push({ x, value: objective(x) });
  }
  return found.sort((a, b) => a.value - b.value);
}

const isOfSize =
  (least: number, most = least) =>
  (x: readonly number[]) =>
    sum(x) >= least && sum(x) <= most;
const today = { A: 0.5, F: 0.5 };
const wasHeld = names.map((name) => (name in today ? 1 : 0));
const changes = (x: readonly number[]): number => sum(x.map((bit, i) => Math.abs(bit - wasHeld[i])));

test.each<
  [
    string,
    Partial<PortfolioRequestInput>,
    (x: readonly number[]) => boolean,
    ((x: readonly number[]) => number)?,
  ]
>([
  ["three of seven", { pick: 3 }, isOfSize(3)],
  ["two to four", { pick: { minimum: 2, maximum: 4 } }, isOfSize(2, 4)],
  ["three, by the mixer x with a penalty", { pick: 3, mixer: "x" }, isOfSize(3)],
  ["at least five, by the Grover mixer", { pick: { minimum: 5 }, mixer: "grover" }, isOfSize(5, 7)],
  [
    "limits of sectors, one of them for all others",
    { pick: 4, sectorLimits: { X: { minimum: 2 }, "*": { maximum: 1 } } },
    (x) => sum(x) === 4 && held(x, "x") >= 2 && held(x, "y") <= 1 && held(x, "z") <= 1,
  ],
  [
    "a group, one asset to hold and one not to",
    {
      pick: 3,
      groups: [{ name: "ends", assets: ["A", "g"], minimum: 1, maximum: 1 }],
      required: ["D"],
      excluded: ["B"],
    },
    (x) => sum(x) === 3 && x[0] + x[6] === 1 && x[3] === 1 && x[1] === 0,
  ],
  [
    "few changes of today's holdings",
    { pick: { minimum: 2, maximum: 3 }, today, maximumChanges: 2 },
    (x) => sum(x) >= 2 && sum(x) <= 3 && changes(x) <= 2,
  ],
  [
    "costs of trades",
    { pick: 3, today, costs: { fixed: 0.02, proportional: 0.01 } },
    isOfSize(3),
    (x) => quadratic(x) + 0.03 * changes(x),
  ],
])("a selection against all 128 subsets: %s", async (_, more, allows, objective = quadratic) => {
  const result = await run({ algorithm: "qaoa", ...more });
  const all = bruteForce(allows, objective);
  const best = all[0];
  expect(result.selections).toBe(all.length);
  expect(result.optimum.objective).toBeCloseTo(best.value, 12);
  expect(result.optimum.selection).toEqual(names.filter((_, i) => best.x[i] === 1));
  expect(result.optimum.proven).toBe(true);
  expect(result.uniformProbability).toBeCloseTo(1 / all.length, 12);
  const worst = all[all.length - 1].value;
  expect(result.approximationRatio).toBeCloseTo((result.energy! - worst) / (best.value - worst), 9);
  const chosen = names.map((name) => (result.selection.includes(name) ? 1 : 0));
  expect(allows(chosen)).toBe(true);
  expect(result.objective).toBeCloseTo(objective(chosen), 12);
  // A thousand samples of so few states hold the optimum.
  expect(result.objective).toBeCloseTo(best.value, 12);
  expect(result.optimumProbability!).toBeGreaterThan(result.uniformProbability! / 2);
  expect(result.control!.optimumProbability).toBeLessThanOrEqual(1);
  for (const { objective: reached, excess, name } of result.algorithms) {
    if (reached === null) expect(name).toBe("Greedy");
    else expect(excess).toBeGreaterThanOrEqual(0);
  }
  const mass = sum(result.distribution!.map(({ probability }) => probability));
  expect(mass).toBeLessThanOrEqual(1 + 1e-9);
  expect(mass).toBeGreaterThan(0.1);
});

test("all assets, or those asked for alone, leave one portfolio: nothing is missed and nothing gained", async () => {
  for (const more of [
    { pick: 7 },
    { pick: 2, required: ["A", "B"] },
    { pick: 7, mixer: "x" as const, layers: 3 },
  ]) {
    const result = await run(more);
    expect(result).toMatchObject({ selections: 1, uniformProbability: 1, approximationRatio: 1 });
    expect(result.selection).toHaveLength(more.pick);
  }
});

test("weights in steps against all of them: holdings, least and greatest weights, turnover from today", async () => {
  const steps = 4;
  const result = await run({
    form: "weights",
    steps,
    pick: { maximum: 3 },
    maximumWeight: 0.5,
    minimumWeight: 0.25,
    sectorLimits: { x: { maximum: 0.5 } },
    today,
    maximumTurnover: 0.5,
    algorithm: "exact",
  });
  const before = wasHeld.map((bit) => 2 * bit);
  const all = bruteForce(
    (u) =>
      sum(u) === steps &&
      u.filter((units) => units > 0).length <= 3 &&
      held(u, "x") <= 2 &&
      sum(u.map((units, i) => Math.abs(units - before[i]))) / 2 <= 2,
    (u) => quadratic(u.map((units) => units / steps)),
    2,
  );
  expect(result.objective).toBeCloseTo(all[0].value, 9);
  expect(names.map((name) => result.weights[name] ?? 0)).toEqual(all[0].x.map((units) => units / steps));
  expect(result.turnover).toBeCloseTo(sum(all[0].x.map((units, i) => Math.abs(units - before[i]))) / 8, 12);
  expect(result.pick).toEqual({ minimum: 0, maximum: 3 });
});

test("weights in steps by QAOA: the mixer x with penalties, and the same optimum", async () => {
  const result = await run({ form: "weights", steps: 3, excluded: ["F", "G"], layers: 3 });
  const all = bruteForce(
    (u) => sum(u) === 3 && u[5] === 0 && u[6] === 0,
    (u) => quadratic(u.map((units) => units / 3)),
    3,
  );
  expect(result.optimum.objective).toBeCloseTo(all[0].value, 12);
  expect(result.mixer).toBe("x");
  expect(result.penalty!.message).toContain("each of the 1,024 states was looked at");
  expect(result.warnings.join(" ")).toContain("x with penalties was used");
  expect(result.feasibleProbability!).toBeGreaterThan(0.1);
  // Three steps take two bits, so that a unit is written in more than one way: what counts is the portfolios.
  expect(result.selections).toBe(all.length);
  expect(result.uniformProbability).toBeCloseTo(1 / all.length, 12);
  const [best, worst] = [all[0].value, all.at(-1)!.value];
  expect(result.approximationRatio).toBeCloseTo((result.energy! - worst) / (best - worst), 9);
});

test("portfolios with costs are counted once, whatever the bits of their trades", async () => {
  const result = await run({
    form: "weights",
    steps: 2,
    excluded: ["E", "F", "G"],
    today: { A: 0.5, B: 0.5 },
    costs: { fixed: 0.01, proportional: 0.02 },
    algorithm: "exact",
  });
  const all = bruteForce(
    (u) => sum(u) === 2 && u[4] === 0 && u[5] === 0 && u[6] === 0,
    (u) => {
      const traded = u.map((units, i) => Math.abs(units / 2 - (i < 2 ? 0.5 : 0)));
      const cost = sum(traded.map((weight) => (weight > 0 ? 0.01 + 0.02 * weight : 0)));
      return quadratic(u.map((units) => units / 2)) + cost;
    },
    2,
  );
  expect(result.objective).toBeCloseTo(all[0].value, 9);
  expect(result.selections).toBe(all.length);
  expect(result.uniformProbability).toBeCloseTo(1 / all.length, 12);
});

test("lots under a budget against all of them, with what is not spent as cash", async () => {
  const prices = { A: 300, B: 210, C: 340, D: 190, E: 260, F: 410, G: 230 };
  const budget = 1000;
  const result = await run({
    form: "lots",
    budget,
    lotPrices: prices,
    algorithm: "exact",
    pick: { maximum: 3 },
  });
  const price = Object.values(prices);
  const all = bruteForce(
    (u) => sum(u.map((units, i) => units * price[i])) <= budget && u.filter((units) => units > 0).length <= 3,
    (u) => quadratic(u.map((units, i) => (units * price[i]) / budget)),
    5,
  );
  expect(result.objective).toBeCloseTo(all[0].value, 9);
  expect(names.map((name) => result.lots![name] ?? 0)).toEqual(all[0].x);
  expect(result.cash).toBeCloseTo(1 - sum(all[0].x.map((units, i) => units * price[i])) / budget, 12);
});

test("restarts run as tasks: the same answer on one thread and on four, not worse than without", async () => {
  const request = requestOf({ pick: 3, restarts: 6 });
  const onThreads = (threads: number) => runJobLocally({ kind: "portfolio", request }, { threads });
  const [one, four] = [await onThreads(1), await onThreads(4)];
  const alone = await run({ pick: 3 });
  const figures = ({ energy, selection, optimumProbability, convergence, evaluations }: PortfolioResult) => ({
    energy,
    selection,
    optimumProbability,
    convergence,
    evaluations,
  });
  expect(figures(four)).toEqual(figures(one));
  expect(one.energy!).toBeLessThanOrEqual(alone.energy! + 1e-12);
  expect(one.evaluations!).toBeGreaterThan(3 * alone.evaluations!);
});

test("a warm start, a tail, INTERP and free angles each end at a state better than a random draw", async () => {
  for (const more of [
    { warmStart: true },
    { tail: 0.2 },
    { start: "interp" as const },
    { multiAngle: true },
    { start: "fixed-angles" as const, mixer: "x" as const },
  ]) {
    const result = await run({ pick: 3, layers: 2, ...more });
    expect(result.optimumProbability!, JSON.stringify(more)).toBeGreaterThan(2 * result.uniformProbability!);
  }
  const warm = await run({ pick: 3, warmStart: true });
  expect(warm.control!.optimumProbability).toBeGreaterThan(1.5 * warm.uniformProbability!);
  expect(warm.verdict.text).toContain("owed to classical preprocessing");
  const rounded = warm.algorithms.find(({ name }) => name.includes("rounded"))!;
  expect(rounded.kind).toBe("control");
  const bits = names.map((name) => (rounded.selection.includes(name) ? 1 : 0));
  expect(sum(bits)).toBe(3);
  expect(rounded.objective).toBeCloseTo(quadratic(bits), 12);
});

test.each(["xy-ring", "x"] as const)(
  "a noisy machine, mixer %s: the circuit in gates has the energy of the sector, noise costs and mitigation helps",
  async (mixer) => {
    const result = await run({
      pick: 2,
      excluded: ["E", "F", "G"],
      layers: 1,
      mixer,
      noise: "superconducting",
    });
    const { noisy, energy } = result;
    expect(noisy!.idealEnergy).toBeCloseTo(energy!, 9);
    expect(Math.abs(noisy!.mitigatedEnergy - noisy!.idealEnergy)).toBeLessThan(
      4 * noisy!.mitigatedEnergyError + 0.5 * Math.abs(noisy!.energy - noisy!.idealEnergy),
    );
    expect(noisy!.energyError).toBeGreaterThan(0);
    expect(noisy!.message).toContain("two-qubit gates");
  },
);

test("a variational state keeps three holdings, its starts as many as restarts ask for", async () => {
  const result = await run({ pick: 3, algorithm: "variational", restarts: 2, layers: 3 });
  expect(result.mixer).toBeNull();
  expect(result.feasibleProbability).toBeCloseTo(1, 12);
  expect(result.optimumProbability!).toBeGreaterThan(result.uniformProbability!);
  expect(result.algorithms[0].name).toBe("Variational state, 3 layers");
  expect(new Set(result.convergence!.map(({ restart }) => restart)).size).toBe(1);
});

test.each(["recursive-qaoa", "greedy", "local-search", "annealing", "exact"] as const)(
  "the algorithm %s answers with a portfolio of three, beside all others",
  async (algorithm) => {
    const result = await run({ pick: 3, algorithm, layers: 1 });
    expect(result.selection).toHaveLength(3);
    expect(result.objective).toBeGreaterThanOrEqual(result.optimum.objective - 1e-12);
    expect(result.optimumProbability).toBeNull();
    expect(result.algorithms.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["Exact: enumeration", "Greedy", "Local search", "Simulated annealing"]),
    );
    expect(result.algorithms.some(({ kind }) => kind === "quantum")).toBe(algorithm === "recursive-qaoa");
  },
);

test("views move expected returns: a certain one is met", async () => {
  const view = { assets: { B: 1, c: -1 }, expectedReturn: 0.4, confidence: 1 };
  const result = await run({ pick: 7, algorithm: "exact", views: [view] });
  const expected = (name: string) => result.holdings.find((holding) => holding.name === name)!.expectedReturn;
  expect(expected("B") - expected("C")).toBeCloseTo(0.4, 9);
  expect(result.estimator).toContain("Black–Litterman");
});

test("tracking holds what follows the benchmark: the only asset that is the benchmark itself", async () => {
  const { uniform } = createRandom(8);
  const rows = ["date,A,B,C,INDEX"];
  const level = [100, 50, 80];
  for (let day = 0; day < 40; day++) {
    rows.push(
      `2024-${String(1 + Math.floor(day / 20)).padStart(2, "0")}-${String(1 + (day % 20)).padStart(2, "0")},${level.join(",")},${3 * level[1]}`,
    );
    level.forEach((value, i) => (level[i] = value * (1 + 0.04 * (uniform() - 0.5))));
  }
  const request = { prices: rows.join("\n"), moments: undefined, sectors: undefined, benchmark: "INDEX" };
  const result = await run({ ...request, objective: "tracking", pick: 1, algorithm: "exact" });
  expect(result.selection).toEqual(["B"]);
  expect(result.objective).toBeCloseTo(0, 12);
});

test.each<[string, Partial<PortfolioRequestInput>, RegExp]>([
  ["pick above the assets", { pick: 8 }, /pick must be in \[1, 7\].*got 8/],
  [
    "an unknown asset, with a near one",
    { pick: 2, required: ["GG"] },
    /required must name assets.*"GG": did you mean G\?/,
  ],
  ["an unknown sector", { pick: 2, sectorLimits: { w: { maximum: 1 } } }, /sectorLimits.*"w".*x.*y.*z/],
  [
    "an asset to hold and not to hold",
    { pick: 2, required: ["A"], excluded: ["a"] },
    /"hold A", "do not hold A"/,
  ],
  [
    "sectors that allow fewer than the pick",
    { pick: 4, sectorLimits: { "*": { maximum: 1 } } },
    /contradicts itself: (?=.*"pick 4 of 7 assets")(?=.*"x: at most 1 holdings").*relax one/,
  ],
  [
    "a share of a selection's sector",
    { pick: 2, sectorLimits: { x: { maximum: 0.3 } } },
    /maximum of "x" must be a whole number of holdings for the form selection.*got 0\.3/,
  ],
  [
    "a percentage of a group's weights",
    { form: "weights", groups: [{ name: "few", assets: ["A"], maximum: 30 }], algorithm: "exact" },
    /maximum of "few" must be a share of the weights in \[0, 1\], as 0\.3 for 30 %.*got 30/,
  ],
  [
    "a turnover of a selection",
    { pick: 2, maximumTurnover: 0.1 },
    /maximumTurnover.*must be left out for the form selection/,
  ],
  [
    "changes of weights",
    { form: "weights", maximumChanges: 1, algorithm: "exact" },
    /maximumChanges.*form weights/,
  ],
  [
    "fixed angles for another mixer",
    { pick: 2, start: "fixed-angles" },
    /start must be.*mixer x.*got the mixer xy-ring/,
  ],
  ["a warm Grover mixer", { pick: 2, warmStart: true, mixer: "grover" }, /warmStart.*grover/],
  ["tracking of moments", { pick: 2, objective: "tracking" }, /tracking needs prices/],
  [
    "lots without prices",
    { form: "lots", budget: 100, algorithm: "exact", lotPrices: { A: 1 } },
    /lotPrices must price every asset.*B/,
  ],
  [
    "a budget below every lot",
    { form: "lots", budget: 5, lotPrices: Object.fromEntries(names.map((name, i) => [name, 9 + i])) },
    /budget must buy a lot.*got 5; the cheapest lot costs 9/,
  ],
  [
    "equal parts above the greatest weight",
    { pick: 2, maximumWeight: 0.3 },
    /maximumWeight contradicts pick.*50 %/,
  ],
  [
    "greatest weights that do not add up to 1",
    { form: "weights", steps: 10, maximumWeight: 0.19, excluded: ["A"], algorithm: "exact" },
    /maximumWeight contradicts the sum of 1: 6 assets of at most 10 % each.*reach 60 %; got maximumWeight 0\.19/,
  ],
  [
    "weights between two steps",
    { form: "weights", steps: 3, minimumWeight: 0.4, maximumWeight: 0.6, algorithm: "exact" },
    /minimumWeight and maximumWeight leave no multiple of 1\/3, got 0\.4 to 0\.6/,
  ],
  [
    "more weight than all today",
    { pick: 2, today: { A: 0.7, B: 0.6 } },
    /today.*at most 1, got 1\.29|today.*at most 1, got 1\.3/,
  ],
])("%s is refused by name", async (_, more, message) => {
  await expect(run(more)).rejects.toThrow(message);
});
