import { expect, test } from "vitest";
import { selectColumns } from "../../data/feature-matrix.ts";
import { type DataSet, selectSamples } from "../../data/data-set.ts";
import type { Model } from "../../models/model.ts";
import type { PreprocessingStep } from "../../models/preprocessing-step.ts";
import { meanModel, randomData, ridgeModel } from "../../testing/small-models.ts";
import { trainRowsOf } from "../folds/fold.ts";
import { meanAbsoluteError } from "../metrics/regression-metrics.ts";
import { combineAudit } from "./combine-audit.ts";
import { planAudit } from "./plan-audit.ts";
import { runAudit } from "./run-audit.ts";
import { type AuditFoldOutput, runAuditFold } from "./run-audit-fold.ts";
import { innerFolds } from "./training-rows.ts";

const linear = randomData(60, 3, { seed: 1, noise: 0.3, target: ([a, b]) => 2 * a - b });
const classes = randomData(60, 3, { seed: 2, noise: 0.3, target: ([a]) => a, classes: ["no", "yes"] });
const models = [meanModel, ridgeModel()];

/** A copy without what differs between runs. */
const withoutSeconds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, entry: unknown) => (key === "seconds" ? undefined : entry)));

async function runAll(
  data: DataSet,
  plan: ReturnType<typeof planAudit>,
  steps: PreprocessingStep[] = [],
): Promise<AuditFoldOutput[]> {
  const outputs: AuditFoldOutput[] = [];
  for (const { index } of plan.tasks) outputs.push(await runAuditFold(data, plan, index, { models, steps }));
  return outputs;
}

test("the setting is the one with the best mean score over inner folds of outer training rows alone", async () => {
  const model = ridgeModel("ridge", "classical", [1e4, 0.1, 10]);
  const plan = planAudit(linear, [model], { outer: { kind: "k-fold", folds: 4, seed: 3 }, seed: 9 });
  const output = await runAuditFold(linear, plan, 2, { models: [model] });
  const rows = trainRowsOf(plan.folds[2], 60);
  const folds = innerFolds(linear, plan, plan.folds[2], rows);
  const scores: number[] = [];
  for (const settings of model.grid) {
    let sum = 0;
    for (const { testRows } of folds) {
      const held = selectSamples(
        linear,
        testRows.map((k) => rows[k]),
      );
      const trained = selectSamples(
        linear,
        rows.filter((_, k) => !testRows.includes(k)),
      );
      const fitted = await model.fit(trained, settings, { seed: 1 });
      sum += meanAbsoluteError(held.targets, (await fitted.predict(held.features)).values);
    }
    scores.push(sum / folds.length);
  }
  expect(output.models[0].innerScores).toEqual(scores);
  expect(output.models[0].settings).toEqual(model.grid[scores.indexOf(Math.min(...scores))]);
  const refitted = await model.fit(selectSamples(linear, rows), output.models[0].settings, { seed: 1 });
  const heldOut = selectSamples(linear, plan.folds[2].testRows);
  expect(output.models[0].values).toEqual(Array.from((await refitted.predict(heldOut.features)).values));
});

test("preprocessing is fitted to training rows of every inner and outer fold and to nothing else", async () => {
  const fittedTo: Float64Array[] = [];
  const recording: PreprocessingStep = {
    name: "recording",
    fit: (data) => {
      fittedTo.push(data.targets);
      return { apply: (features) => features, save: () => ({ step: "recording", state: null }) };
    },
  };
  const plan = planAudit(linear, [meanModel], { outer: { kind: "k-fold", folds: 3, seed: 3 } });
  await runAuditFold(linear, plan, 1, { models: [meanModel], steps: [recording] });
  const rows = trainRowsOf(plan.folds[1], 60);
  const expected = [
    rows,
    ...innerFolds(linear, plan, plan.folds[1], rows).map(({ testRows }) =>
      rows.filter((_, k) => !testRows.includes(k)),
    ),
  ];
  expect(fittedTo).toEqual(expected.map((used) => Float64Array.from(used, (row) => linear.targets[row])));
});

test("models that run one after the other on a fold share its preprocessing", async () => {
  let fits = 0;
  const counting: PreprocessingStep = {
    name: "counting",
    fit: () => {
      fits++;
      return { apply: (features) => features, save: () => ({ step: "counting", state: null }) };
    },
  };
  await runAudit(linear, { outer: { kind: "k-fold", folds: 4 } }, { models, steps: [counting] });
  expect(fits).toBe(4 * (1 + 3));
});

test.each([
  ["a regression", linear, "mae"],
  ["a classification", classes, "rocAuc"],
] as const)(
  "tasks of %s run anywhere, in any order, as JSON, with the result of one call",
  async (_, data, metric) => {
    const settings = { metric, seed: 4, learningSizes: [12, 24] } as const;
    const plan = JSON.parse(JSON.stringify(planAudit(data, models, settings))) as ReturnType<
      typeof planAudit
    >;
    const outputs = (JSON.parse(JSON.stringify(await runAll(data, plan))) as AuditFoldOutput[]).reverse();
    const inOneCall = await runAudit(data, settings, { models });
    expect(withoutSeconds(combineAudit(data, plan, outputs))).toEqual(withoutSeconds(inOneCall));
    expect(JSON.parse(JSON.stringify(inOneCall))).toEqual(inOneCall);
    const [, ridge] = inOneCall.models;
    if (metric === "rocAuc") expect(ridge.rocAucInterval!.auc).toBeCloseTo(ridge.score.mean, 12);
    expect(ridge.predictions.rows.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 60 }, (__, row) => row),
    );
    expect(inOneCall.learningCurves[1].points.map(({ size }) => size)).toEqual([12, 24, 48]);
  },
);

test("a learning curve's smaller training sets lie within its larger ones, and all within the fold's", async () => {
  const seen: Set<number>[] = [];
  const spying: Model = {
    ...meanModel,
    fit: (data, settings, context) => {
      seen.push(new Set(data.targets));
      return meanModel.fit(data, settings, context);
    },
  };
  const plan = planAudit(linear, [spying], {
    outer: { kind: "k-fold", folds: 3, seed: 3 },
    learningSizes: [10, 30],
  });
  const whole: Set<number>[] = [];
  for (const { index, fold } of plan.tasks) {
    if (fold !== 0) continue;
    seen.length = 0;
    await runAuditFold(linear, plan, index, { models: [spying] });
    whole.push(seen[seen.length - 1]);
  }
  const [all, small, middle] = whole;
  expect([small.size, middle.size, all.size]).toEqual([10, 30, 40]);
  expect(
    [...small].every((target) => middle.has(target)) && [...middle].every((target) => all.has(target)),
  ).toBe(true);
});

test("groups stay together on inner folds too", () => {
  const groups = Array.from({ length: 60 }, (_, row) => Math.floor(row / 5));
  const plan = planAudit(linear, models, { outer: { kind: "grouped", folds: 3, groups } });
  for (const fold of plan.folds) {
    const rows = trainRowsOf(fold, 60);
    for (const { testRows } of innerFolds(linear, plan, fold, rows)) {
      const held = new Set(testRows.map((k) => groups[rows[k]]));
      const trained = new Set(rows.filter((_, k) => !testRows.includes(k)).map((row) => groups[row]));
      expect([...held].filter((group) => trained.has(group))).toEqual([]);
    }
  }
});

test("models of a group run in one task", () => {
  const plan = planAudit(linear, models, {
    groups: [["mean", "ridge"]],
    outer: { kind: "k-fold", folds: 2 },
  });
  expect(plan.tasks.map((task) => task.models)).toEqual([
    ["mean", "ridge"],
    ["mean", "ridge"],
  ]);
});

test("progress rises to 1 and tells each task's output", async () => {
  const fractions: number[] = [];
  const outputs: AuditFoldOutput[] = [];
  await runAudit(
    linear,
    {},
    {
      models,
      onProgress: ({ fraction, output }) => {
        fractions.push(fraction);
        if (output) outputs.push(output);
      },
    },
  );
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions[fractions.length - 1]).toBe(1);
  expect(outputs).toHaveLength(10);
});

test("an aborted audit stops with the signal's reason", async () => {
  const controller = new AbortController();
  const reason = new Error("enough");
  const running = runAudit(
    linear,
    {},
    { models, signal: controller.signal, onProgress: ({ output }) => output && controller.abort(reason) },
  );
  await expect(running).rejects.toBe(reason);
});

test("settings with predictions that are not finite are not chosen, and a final one is refused", async () => {
  const broken: Model = {
    ...meanModel,
    name: "broken",
    grid: [{ works: false }, { works: true }],
    fit: async (data, settings, context) => {
      const fitted = await meanModel.fit(data, {}, context);
      if (settings.works === true) return fitted;
      return {
        ...fitted,
        predict: ({ rowCount }) => Promise.resolve({ values: new Float64Array(rowCount).fill(NaN) }),
      };
    },
  };
  const plan = planAudit(linear, [broken]);
  const { models: outputs } = await runAuditFold(linear, plan, 0, { models: [broken] });
  expect(outputs[0]).toMatchObject({ settings: { works: true }, innerScores: [null, expect.any(Number)] });
  const worse: Model = { ...broken, grid: [{ works: false }] };
  await expect(runAuditFold(linear, plan, 0, { models: [worse] })).rejects.toThrow(
    /model broken on fold 1: predicted values must be 12 finite numbers, got 12 with NaN at 1/,
  );
});

test.each([
  [{ ...linear, targets: new Float64Array(60).fill(2) }, models, {}, /targets must differ, got 60 times 2/],
  [linear, [], {}, /at least one, with different names/],
  [linear, [meanModel, meanModel], {}, /different names, got \[mean, mean\]/],
  [
    classes,
    [{ ...meanModel, tasks: ["regression" as const] }],
    {},
    /able to do a classification, which \[mean\] cannot/,
  ],
  [
    linear,
    models,
    { metric: "accuracy" },
    /metric of a regression must be one of mae, rmse, r2, got accuracy/,
  ],
  [linear, models, { twins: { ridge: "nobody" } }, /must be of models of the audit, got \[nobody\]/],
  [linear, models, { groups: [["mean"], ["mean"]] }, /one group at most/],
  [linear, models, { innerFolds: 1 }, /innerFolds must be an integer in \[2, 20\], got 1/],
  [linear, models, { learningSizes: [50] }, /sizes of a learning curve must be in \[6, 48\].*got \[50\]/],
  [linear, models, { seed: 0.5 }, /seed must be an integer/],
  [
    { ...classes, targets: Float64Array.from({ length: 60 }, (_, row) => (row % 20 === 0 ? 1 : 0)) },
    models,
    { outer: { kind: "stratified", folds: 3 }, innerFolds: 3 },
    /inner folds of outer fold 1: stratified folds must number at most 2/,
  ],
  [
    classes,
    models,
    {
      metric: "rocAuc",
      outer: {
        kind: "given",
        labels: Array.from(classes.targets, (target, row) => (target === 1 && row < 30 ? 1 : 2 + (row % 2))),
      },
    },
    /ROC curve must be defined on every fold, but fold 1 holds out one class only.*use stratified folds/,
  ],
  [linear, models, { practicalDifference: -1 }, /practicalDifference must be at least 0/],
  [
    selectSamples(linear, [0, 1, 2, 3, 4, 5]),
    models,
    { outer: { kind: "k-fold", folds: 3 } },
    /3 inner folds need 6 training rows, got 4/,
  ],
] as const)("an audit that cannot be run is refused: %#", (data, given, settings, message) => {
  expect(() => planAudit(data, given as Model[], settings)).toThrow(message);
});

test("missing and doubled outputs and other data are refused", async () => {
  const plan = planAudit(linear, models, { outer: { kind: "k-fold", folds: 2 } });
  const outputs = await runAll(linear, plan);
  expect(() => combineAudit(linear, plan, outputs.slice(1))).toThrow(/got 3 with \[0\] missing/);
  expect(() => combineAudit(linear, plan, [...outputs, outputs[0]])).toThrow(/each once, got 5/);
  expect(() => combineAudit(classes, plan, outputs)).toThrow(
    /plan is for a regression of 60 rows, got a classification/,
  );
  await expect(runAuditFold(linear, plan, 7, { models })).rejects.toThrow(/task must be in \[0, 3\], got 7/);
  await expect(runAuditFold(linear, plan, 1, { models: [meanModel] })).rejects.toThrow(
    /model ridge of the plan is missing/,
  );
});

test("models without probabilities cannot be compared by the ROC area", async () => {
  const silent: Model = {
    ...meanModel,
    fit: async (data, settings, context) => {
      const fitted = await meanModel.fit(data, settings, context);
      return {
        ...fitted,
        predict: async (features) => ({ values: (await fitted.predict(features)).values }),
      };
    },
  };
  await expect(runAudit(classes, { metric: "rocAuc" }, { models: [silent] })).rejects.toThrow(
    /area under the ROC curve of model mean must be defined on every fold/,
  );
});

test("rows unlike the training rows are flagged, and scored apart", async () => {
  const values = linear.features.values.slice();
  for (let k = 0; k < 6; k++) values[k] = 20;
  const stretched: DataSet = { ...linear, features: { ...linear.features, values } };
  const { isOutOfDomain, models: found } = await runAudit(
    stretched,
    { outer: { kind: "k-fold", folds: 5, seed: 1 } },
    { models },
  );
  const [mean] = found;
  const flagged = mean.predictions.rows.filter((_, place) => isOutOfDomain[place]);
  expect(flagged).toContain(0);
  expect(flagged.length).toBeLessThan(15);
  const { inside, outside } = mean.domain;
  expect(inside.count + outside.count).toBe(60);
  expect(outside.count).toBe(flagged.length);
  // Folds of one size: the parts' errors average to the whole.
  expect((inside.count * inside.score! + outside.count * outside.score!) / 60).toBeCloseTo(
    mean.score.mean,
    12,
  );
});

test("columns that a step drops are dropped for held-out rows too", async () => {
  const first: PreprocessingStep = {
    name: "first-column",
    fit: () => ({
      apply: (features) => selectColumns(features, [0]),
      save: () => ({ step: "first-column", state: null }),
    }),
  };
  const [, ridge] = (await runAudit(linear, {}, { models, steps: [first] })).models;
  const [, all] = (await runAudit(linear, {}, { models })).models;
  // Without the second feature its part of the target, of deviation 1, is noise.
  expect(all.score.mean).toBeLessThan(0.4);
  expect(ridge.score.mean).toBeGreaterThan(0.6);
});

test("a table of 100,000 rows is planned and judged in seconds", async () => {
  const large = randomData(100_000, 3, { seed: 6, noise: 1, target: ([a]) => a });
  const result = await runAudit(
    large,
    { outer: { kind: "k-fold", folds: 2 }, innerFolds: 2 },
    { models: [meanModel] },
  );
  expect(result.models[0].predictions.rows).toHaveLength(100_000);
});
