import { createRandom } from "@ansatz/simulator";
import { expect, test } from "vitest";
import { compareAudit, type ComparedModel } from "../comparison/compare-audit.ts";
import type { KernelDiagnostics } from "../kernels/diagnose-kernels.ts";
import type { ModelKind } from "../../models/model.ts";
import { auditVerdict, type AuditVerdict } from "./audit-verdict.ts";
import { shortNumber } from "./sentences.ts";

/** Errors per fold around a level with small scatter; the inner scores are the level itself. */
function model(name: string, kind: ModelKind, level: number, scatter = 0.2): ComparedModel {
  const { normal } = createRandom(name.length + 100 * level);
  return {
    name,
    kind,
    perFold: Array.from({ length: 5 }, () => level + scatter * normal()),
    innerScores: new Array<number>(5).fill(level),
  };
}

function verdictOf(
  models: readonly ComparedModel[],
  twins: Readonly<Record<string, string>> = {},
  diagnostics?: KernelDiagnostics,
): AuditVerdict {
  const context = { metric: "mae", practicalDifference: 0.1, testShare: 0.25 } as const;
  return auditVerdict({
    ...context,
    models,
    twins,
    diagnostics,
    comparisons: compareAudit(models, twins, constant, context),
    foldCount: 5,
    rowCount: 300,
    labels: {},
  });
}

const dummy = model("dummy", "control", 50);
const constant = model("constant", "control", 50.3);
const forest = model("forest", "classical", 20);
const ridge = model("ridge", "classical", 30);
const twin = model("twin", "control", 20.1);

test("a quantum model that beats the best classical one, a constant prediction and its twin has an advantage", () => {
  const { level, text } = verdictOf([dummy, forest, ridge, model("zz", "quantum", 10), twin], { zz: "twin" });
  expect(level).toBe("advantage");
  expect(text).toMatch(
    /inner folds prefer “zz” among the quantum models and “forest” among the classical ones/,
  );
  expect(text).toMatch(
    /better than the classical model chosen by inner score by (9|10)\.?\d* \(95 % interval/,
  );
});

test.each([
  [
    "a twin that predicts as well takes it away",
    [dummy, forest, ridge, model("zz", "quantum", 10), model("twin", "control", 10.05)],
    { zz: "twin" },
    "entanglement-unneeded",
  ],
  [
    "a twin that predicts better takes it away",
    [dummy, forest, ridge, model("zz", "quantum", 10), model("twin", "control", 5)],
    { zz: "twin" },
    "entanglement-unneeded",
  ],
  [
    "without a twin nothing is said of entanglement",
    [dummy, forest, ridge, model("zz", "quantum", 10)],
    {},
    "twin-missing",
  ],
  [
    "models alike",
    [dummy, forest, ridge, model("zz", "quantum", 20.02), twin],
    { zz: "twin" },
    "no-evidence",
  ],
  [
    "scatter hides a difference",
    [dummy, forest, ridge, { ...model("zz", "quantum", 18), perFold: [10, 26, 12, 30, 12] }, twin],
    { zz: "twin" },
    "no-evidence",
  ],
  [
    "a classical model in front",
    [dummy, forest, ridge, model("zz", "quantum", 28), twin],
    { zz: "twin" },
    "classical-better",
  ],
  [
    "nobody beats the control",
    [dummy, model("forest", "classical", 50.2), model("zz", "quantum", 50.1)],
    {},
    "no-skill",
  ],
  ["no classical model", [dummy, model("zz", "quantum", 10)], {}, "not-compared"],
  ["no quantum model", [dummy, forest], {}, "not-compared"],
] as const)("%s", (_, models, twins, level) => {
  const verdict = verdictOf(models, twins);
  expect(verdict.level).toBe(level);
  expect(verdict.text).not.toMatch(/advantage/i);
});

test("a classical model that only came out best takes an advantage away from one chosen by inner folds", () => {
  const lucky: ComparedModel = { ...model("lucky", "classical", 10.02), innerScores: [40, 40, 40, 40, 40] };
  const models = [dummy, forest, lucky, model("zz", "quantum", 10), twin];
  expect(verdictOf(models, { zz: "twin" }).level).toBe("no-evidence");
});

test("the best of many quantum models without any real difference is no advantage", () => {
  // 40 quantum models as good as the classical one: the best of them looks better by luck.
  let found = 0;
  for (let seed = 0; seed < 40; seed++) {
    const { normal } = createRandom(seed);
    const noisy = (name: string, kind: ModelKind, level: number): ComparedModel => ({
      name,
      kind,
      perFold: Array.from({ length: 5 }, () => level + 2 * normal()),
      innerScores: Array.from({ length: 5 }, () => level + 2 * normal()),
    });
    const quantum = Array.from({ length: 40 }, (_, k) => noisy(`q${k}`, "quantum", 20));
    const twins = quantum.map(({ name }) => noisy(`${name}-twin`, "control", 20));
    const verdict = verdictOf(
      [dummy, noisy("forest", "classical", 20), ...quantum, ...twins],
      Object.fromEntries(quantum.map(({ name }) => [name, `${name}-twin`])),
    );
    if (["advantage", "entanglement-unneeded", "twin-missing"].includes(verdict.level)) found++;
  }
  expect(found).toBe(0);
});

test("a metric where more is better turns the directions round", () => {
  const turn = (entry: ComparedModel): ComparedModel => ({
    ...entry,
    perFold: entry.perFold.map((value) => 1 - value / 100),
    innerScores: entry.innerScores.map((value) => 1 - value! / 100),
  });
  const context = { metric: "accuracy", practicalDifference: 0.001, testShare: 0.25 } as const;
  const models = [dummy, forest, ridge, model("zz", "quantum", 10), twin].map(turn);
  const comparisons = compareAudit(models, { zz: "twin" }, turn(constant), context);
  const { level } = auditVerdict({
    ...context,
    models,
    comparisons,
    twins: { zz: "twin" },
    foldCount: 5,
    rowCount: 300,
    labels: {},
  });
  expect(level).toBe("advantage");
  expect(
    comparisons.find(({ purpose }) => purpose === "quantum-against-twin")!.probabilities.better,
  ).toBeGreaterThan(0.99);
});

test("the verdict tells what the geometric difference and the shots mean", () => {
  const kernel = {
    settings: {},
    generalisationTerm: 1,
    trainingTerm: 0,
    alignment: 0.1,
    centredAlignment: 0.1,
    effectiveRank: 10,
    effectiveDimension: 10,
    spectrum: [],
    concentration: {
      mean: 0.01,
      variance: 1e-4,
      minimum: 0,
      maximum: 0.1,
      varianceOverHaar: 1.2,
      haar: { mean: 0, variance: 1e-4 },
    },
  };
  const diagnostics = (g: number, complexity: number, perEntry: number): KernelDiagnostics => ({
    rowCount: 100,
    regularisation: 0.01,
    kernels: [
      {
        ...kernel,
        name: "zz",
        label: "zz",
        kind: "quantum",
        complexity,
        shots: { perEntry, total: perEntry * 4950, precision: 0.1 },
      },
      { ...kernel, name: "rbf", label: "rbf", kind: "classical", complexity: 20 },
    ],
    pairs: [{ classical: "rbf", quantum: "zz", value: g, curve: [] }],
  });
  const models = [dummy, forest, model("zz", "quantum", 20.02)];
  const small = verdictOf(models, {}, diagnostics(1.2, 30, 1000)).text;
  expect(small).toMatch(
    /g = 1.2 where √N = 10, at a regularisation of 0.01: whatever it can learn from these rows, that classical kernel learns nearly as well/,
  );
  expect(small).toMatch(
    /1000 shots for each pair of 100 rows to be known to 10 % of its spread, 8.25 minutes at 10000 shots a second, which is realistic/,
  );
  expect(small).toMatch(/concentrated like those of random states/);
  expect(verdictOf(models, {}, diagnostics(6, 30, 1e8)).text).toMatch(
    /complexity is 30 for it and 20 for the classical.*not realistic/,
  );
  expect(verdictOf(models, {}, diagnostics(6, 5, 10)).text).toMatch(
    /indeed simpler for it \(complexity 5 against 20\)/,
  );
});

test("cautions name how many models were tried", () => {
  expect(verdictOf([dummy, forest, ridge, model("zz", "quantum", 20)]).cautions[0]).toMatch(
    /^1 quantum and 2 classical models were tried/,
  );
});

test("numbers are short", () => {
  expect([0, 0.012345, 12.345, 1234.5, 1.5e7, 2e-5].map(shortNumber)).toEqual([
    "0",
    "0.0123",
    "12.3",
    "1235",
    "1.5e+7",
    "2.0e-5",
  ]);
});
