import {
  auditResultSchema,
  modelListSchema,
  predictResultSchema,
  proposeResultSchema,
  trainedModelSchema,
  trainResultSchema,
  type CreateJobInput,
} from "@ansatz/contract";
import { describe, expect, test } from "vitest";
import { followToEnd, post, problemOf, readJob, serveTests, submit } from "./test-server.ts";

let url: string;
serveTests((address) => {
  url = address;
});

const table = `x,z,t\n${Array.from({ length: 48 }, (_, k) => {
  const [x, z] = [Math.sin(3 * k), Math.cos(k)];
  return `${x},${z},${2 * x - z}`;
}).join("\n")}\n`;
const metals = ["Fe", "Ni", "Cr", "Mn", "Co", "Al", "Ti", "V"];
const oxides = `formula,y (eV)\n${metals
  .flatMap((metal, k) => ["2O", "O", "2O3", "O2", "3O4"].map((rest, j) => `${metal}${rest},${3 * k + j}`))
  .join("\n")}\n`;

const audit = (more: object = {}): CreateJobInput => ({
  kind: "audit",
  request: { table, folds: 3, models: ["dummy-median", "nearest-neighbors"], learningCurve: false, ...more },
});
const train = (more: object = {}): CreateJobInput => ({
  kind: "train",
  request: { table, model: "matern52-gaussian-process", folds: 3, ...more },
});

test("an audit over HTTP: scores of folds as they come, then the result", async () => {
  const { id, title } = await submit(
    url,
    audit({
      name: "plane",
      models: [
        "dummy-median",
        "rbf-kernel-ridge-reduced",
        "zz-fidelity-kernel-ridge",
        "zz-unentangled-fidelity-kernel-ridge",
      ],
      qubits: 2,
    }),
  );
  expect(title).toBe("plane · audit · 2 qubits · 3 folds");
  const events = await followToEnd(url, id);
  const progress = events.flatMap((event) => (event.type === "progress" ? [event.progress] : []));
  const scores = progress.flatMap((entry) => ("fold" in entry && entry.fold ? [entry.fold] : []));
  const result = auditResultSchema.strict().parse((await readJob(url, id)).result);
  expect(result.models).toHaveLength(4);
  // Progress may be left out where it comes too fast, but what was streamed is what the result holds.
  expect(scores.length).toBeGreaterThan(0);
  for (const { model, fold, score } of scores) {
    const found = result.models.find(({ name }) => name === model)!;
    expect(found.perFold[fold]).toBeCloseTo(score, 10);
  }
  const linear = result.models.find(({ name }) => name === "rbf-kernel-ridge-reduced")!;
  const dummy = result.models.find(({ name }) => name === "dummy-median")!;
  expect(linear.mae!).toBeLessThan(0.2 * dummy.mae!);
  expect(result.geometricDifference).toBeGreaterThan(0);
  expect(result.predictions).toHaveLength(48);
});

describe("trained models over HTTP", () => {
  test("are listed, read and predict; others are not found", async () => {
    const { id } = await submit(url, train({ name: "plane" }));
    await followToEnd(url, id);
    const { model } = trainResultSchema.strict().parse((await readJob(url, id)).result);
    const { models } = modelListSchema.parse(await (await fetch(`${url}/api/models`)).json());
    expect(models[0]).toMatchObject({ id, name: "plane", version: model.version, score: model.score });
    expect(models[0]).not.toHaveProperty("state");
    const read = await fetch(`${url}/api/models/${id}`);
    expect(trainedModelSchema.parse(await read.json())).toEqual(model);

    const answer = await post(`${url}/api/models/${id}/predict`, { table: "z,x\n0.25,0.5\nno,1\n" });
    expect(answer.status).toBe(200);
    const { predictions } = predictResultSchema.strict().parse(await answer.json());
    expect(predictions[0].value).toBeCloseTo(0.75, 1);
    expect(predictions[1]).toMatchObject({
      row: 3,
      value: null,
      problem: expect.stringContaining("column z") as string,
    });

    for (const [body, status, detail] of [
      [{ formulas: ["NaCl"] }, 422, /must be a table of numbers/],
      [{ table: "z\n1\n" }, 422, /got none called x among z/],
      [{ table: "x,z\n" }, 422, /header alone/],
      [{}, 400, /exactly one of formulas/],
      [{ formulas: ["NaCl"], table: "x" }, 400, /exactly one of formulas/],
      [{ formulas: [] }, 400, /formulas/],
      [{ smiles: ["C".repeat(2001)] }, 400, /smiles/],
      [{ formulas: Array.from({ length: 10_001 }, () => "NaCl") }, 400, /formulas/],
      ["{", 400, /./],
    ] as const) {
      const response = await post(`${url}/api/models/${id}/predict`, body);
      expect(response.status).toBe(status);
      const problem = await problemOf(response);
      expect(JSON.stringify(problem)).toMatch(detail);
      expect(JSON.stringify(problem)).not.toMatch(/node_modules|\.ts:|at \S+ \(|select /);
    }
  });

  test("other ids are not found, words are no ids", async () => {
    const failed = await submit(url, audit());
    await followToEnd(url, failed.id);
    for (const [id, status] of [
      ["00000000-0000-4000-8000-000000000000", 404],
      [failed.id, 404],
      ["nothing", 400],
      ["..%2F..%2Fetc%2Fpasswd", 400],
    ] as const) {
      const read = await fetch(`${url}/api/models/${id}`);
      const predicted = await post(`${url}/api/models/${id}/predict`, { formulas: ["NaCl"] });
      expect([read.status, predicted.status]).toEqual([status, status]);
      await problemOf(read);
      await problemOf(predicted);
    }
  });
});

test("proposals over HTTP", async () => {
  const { id } = await submit(url, {
    kind: "propose",
    request: {
      table: oxides,
      elements: ["Fe", "Ni", "O"],
      required: ["O"],
      model: "matern52-gaussian-process-reduced",
      qubits: 4,
      candidates: 100,
      batch: 3,
      replay: false,
    },
  });
  await followToEnd(url, id);
  const { proposals, replay } = proposeResultSchema.strict().parse((await readJob(url, id)).result);
  expect(proposals).toHaveLength(3);
  expect(proposals.every(({ formula }) => formula.includes("O"))).toBe(true);
  expect(replay).toBeNull();
});

test.each<[what: string, job: CreateJobInput, status: number, detail: RegExp]>([
  ["a table that is none", audit({ table: "x" }), 422, /header alone/],
  ["constant targets", audit({ table: "x,y\n1,2\n2,2\n3,2\n" }), 422, /different values/],
  ["an unknown model", audit({ models: ["alchemy"] }), 422, /must be of those for a regression/],
  ["a group that is no column", audit({ group: "batch" }), 422, /groupColumn/],
  ["more folds than rows", audit({ folds: 50 }), 422, /folds/],
  ["no table", { kind: "audit", request: {} }, 400, /exactly one of table and sample/],
  ["two subjects", audit({ smiles: "x", composition: "z" }), 422, /one of composition, smiles and structure/],
  ["a structure without files", audit({ structure: "x" }), 422, /structures must be given/],
  [
    "a model without uncertainty",
    { kind: "propose", request: { table: oxides, elements: ["Fe", "O"], model: "ridge" } },
    422,
    /uncertainty/,
  ],
  [
    "numbers to propose from",
    { kind: "propose", request: { table, elements: ["Fe", "O"] } },
    422,
    /made of formulas alone/,
  ],
])("%s is refused before it is stored", async (_, job, status, detail) => {
  const response = await post(`${url}/api/jobs`, job);
  expect(response.status).toBe(status);
  const problem = JSON.stringify(await problemOf(response));
  expect(problem).toMatch(detail);
  expect(problem).not.toMatch(/node_modules|\.ts:|at \S+ \(/);
});
