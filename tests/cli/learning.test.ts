import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  exitCodes,
  predictResultSchema,
  proposeResultSchema,
  trainedModelSchema,
  trainResultSchema,
  type PredictResult,
  type TrainedModel,
} from "@ansatz/contract";
import { afterAll, describe, expect, test } from "vitest";
import { startTestServer } from "../api/test-server.ts";
import { runCli, type CliResult } from "./run-cli.ts";

const directory = mkdtempSync(join(tmpdir(), "ansatz-learning-"));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const write = (name: string, text: string): void => {
  writeFileSync(join(directory, name), text);
};
const read = (name: string): string => readFileSync(join(directory, name), "utf8");
const run = (...args: readonly string[]): Promise<CliResult> => runCli(args, { directory });

async function train(out: string, ...args: readonly string[]): Promise<TrainedModel> {
  const { code, stderr, stdout } = await run("train", ...args, "--folds", "3", "--out", out, "--json");
  expect(stderr.split("\n").filter((line) => line.startsWith("ansatz:"))).toEqual([]);
  expect(code).toBe(exitCodes.success);
  const { model } = trainResultSchema.parse(JSON.parse(stdout));
  expect(trainedModelSchema.parse(JSON.parse(read(out)))).toEqual(model);
  return model;
}

async function predict(...args: readonly string[]): Promise<PredictResult> {
  const { code, stdout, stderr } = await run("predict", ...args, "--json");
  expect([code, stderr]).toEqual([exitCodes.success, ""]);
  return predictResultSchema.parse(JSON.parse(stdout));
}

const metals = ["Fe", "Ni", "Cr", "Mn", "Co", "Al", "Ti", "V"];
const oxides = metals.flatMap((metal, k) =>
  [1, 2, 3].flatMap((oxygen) => ({ formula: `${metal}2O${oxygen}`, y: 3 * k + oxygen })),
);
write("oxides.csv", `formula,y (eV)\n${oxides.map(({ formula, y }) => `${formula},${y}`).join("\n")}\n`);
// x and z decide, t is a target that predictions do not need.
const numbers = Array.from({ length: 60 }, (_, k) => {
  const [x, z] = [Math.sin(3 * k), Math.cos(k)];
  return { x, z, t: 2 * x - z };
});
write(
  "numbers.csv",
  `x;z;t\n${numbers.map(({ x, z, t }) => [x, z, t].join(";").replaceAll(".", ",")).join("\n")}\n`,
);
write("ask.csv", '\uFEFFname,z,x\r\n"a, b",0.5,0.25\r\nc,oops,1\r\nd,0.5,0.25\r\n');
write("lacking.csv", "name,z\na,1\n");
const alcohols = Array.from({ length: 12 }, (_, k) => ({ smiles: `${"C".repeat(k + 1)}O`, y: 2 * k }));
write(
  "molecules.csv",
  `id,SMILES,y\n${alcohols.map(({ smiles, y }, k) => `${k},${smiles},${y}`).join("\n")}\n`,
);

/** Rock salt of an edge in Å. */
const rockSalt = (metal: string, edge: number): string => `data_${metal}O
_cell_length_a ${edge}
_cell_length_b ${edge}
_cell_length_c ${edge}
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_symmetry_space_group_name_H-M 'F m -3 m'
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
${metal} ${metal} 0 0 0
O O 0.5 0.5 0.5
`;
const edges = {
  Mg: 4.21,
  Ca: 4.81,
  Ni: 4.18,
  Co: 4.26,
  Mn: 4.44,
  Fe: 4.33,
  Cd: 4.7,
  Sr: 5.16,
  Ba: 5.54,
  Ti: 4.18,
};
mkdirSync(join(directory, "crystals"));
for (const [metal, edge] of Object.entries(edges)) write(`crystals/${metal}O.cif`, rockSalt(metal, edge));
write(
  "crystals.csv",
  `file,a\n${Object.entries(edges)
    .map(([metal, edge]) => `${metal}O.cif,${edge}`)
    .join("\n")}\n`,
);
mkdirSync(join(directory, "more"));
write("more/ZnO.cif", rockSalt("Zn", 4.28));
write("more/broken.cif", "data_x\n_cell_length_a 4\n");

describe("models of every kind of table", () => {
  test("formulas: known rows come back, a row that cannot be read stops no other", async () => {
    const model = await train(
      "oxides.json",
      "--data",
      "oxides.csv",
      "--model",
      "ridge",
      "--descriptors",
      "fractions",
    );
    expect(model.description).toMatchObject({ subject: "composition", subjectColumn: "formula" });
    const { predictions, warnings } = await predict(
      "--model",
      "oxides.json",
      "--formula",
      "Fe2O3,Xx2,V2O,Zn2O3",
    );
    expect(predictions.map(({ problem }) => problem === null)).toEqual([true, false, true, false]);
    expect(Math.abs(predictions[0].value! - 3)).toBeLessThan(3);
    expect(Math.abs(predictions[2].value! - 22)).toBeLessThan(4);
    expect(predictions[1].problem).toContain("Xx");
    expect(predictions[3].problem).toBe("Zn occurs in no row that the model was trained on");
    expect(warnings[0]).toBe("2 of 4 rows could not be read; each tells why.");
  });

  test("numbers with decimal commas: the columns are found by name in another table", async () => {
    const model = await train(
      "numbers.json",
      "--data",
      "numbers.csv",
      "--model",
      "matern52-gaussian-process",
    );
    expect(model.description).toMatchObject({ subject: "numbers", columns: ["x", "z"], names: ["x", "z"] });
    const { predictions } = await predict(
      "--model",
      "numbers.json",
      "--data",
      "ask.csv",
      "--csv",
      "said.csv",
    );
    expect(predictions.map(({ row }) => row)).toEqual([2, 3, 4]);
    expect(Math.abs(predictions[0].value! - (2 * 0.25 - 0.5))).toBeLessThan(0.1);
    expect(predictions[0].deviation!).toBeGreaterThan(0);
    expect(predictions[1]).toMatchObject({
      value: null,
      problem: "it must have a number in column z, got oops",
    });
    expect(predictions[2].value).toBe(predictions[0].value);
    const csv = read("said.csv").trim().split(/\r?\n/);
    expect(csv).toHaveLength(4);
    expect(csv[2]).toContain("got oops");
  });

  test("molecules: by SMILES and by a table", async () => {
    const model = await train(
      "molecules.json",
      "--data",
      "molecules.csv",
      "--model",
      "ridge",
      "--target",
      "y",
    );
    expect(model.description).toMatchObject({
      subject: "molecule",
      descriptors: ["molecule"],
      subjectColumn: "SMILES",
    });
    const { predictions } = await predict("--model", "molecules.json", "--smiles", "CCCCO,C1CC");
    expect(Math.abs(predictions[0].value! - 6)).toBeLessThan(1.5);
    expect(predictions[1].problem).toContain("C1CC must be a molecule");
    write("ask-molecules.csv", "SMILES\nCCCCO\n");
    const again = await predict("--model", "molecules.json", "--data", "ask-molecules.csv");
    expect(again.predictions[0].value).toBe(predictions[0].value);
  });

  test("structures: from a folder, a broken file has its problem", async () => {
    const args = ["--data", "crystals.csv", "--structures", "crystals", "--model", "ridge"];
    const model = await train("crystals.json", ...args, "--descriptors", "density,bonds,symmetry");
    expect(model.description.subject).toBe("structure");
    const { predictions } = await predict("--model", "crystals.json", "--structures", "more");
    expect(predictions.map(({ name }) => name)).toEqual(["ZnO.cif", "broken.cif"]);
    expect(Math.abs(predictions[0].value! - 4.28)).toBeLessThan(0.3);
    expect(predictions[1].problem).toMatch(/must have/);
  });
});

describe("what cannot be predicted", () => {
  test("rows of another kind, tables without columns, models that are none", async () => {
    write(
      "model.json",
      JSON.stringify(await train("model.json", "--data", "numbers.csv", "--model", "ridge")),
    );
    const model = JSON.parse(read("model.json")) as TrainedModel;
    const change = (name: string, more: object): string => {
      write(name, JSON.stringify({ ...model, ...more }));
      return name;
    };
    const cases: [args: string[], message: RegExp][] = [
      [
        ["model.json", "--formula", "NaCl"],
        /must be a table of numbers, which the model was trained on, got formulas/,
      ],
      [["model.json", "--data", "lacking.csv"], /got none called x among name, z/],
      [["absent.json", "--data", "ask.csv"], /absent\.json/],
      [["ask.csv", "--data", "ask.csv"], /is no model that ansatz train wrote: it is not JSON/],
      [
        [change("newer.json", { formatVersion: 2 }), "--data", "ask.csv"],
        /format version 2, this program reads version 1/,
      ],
      [
        [change("other.json", { format: "x" }), "--data", "ask.csv"],
        /no model that ansatz train wrote: format/,
      ],
      [[change("unit.json", { rows: 7 }), "--data", "ask.csv"], /was changed after training/],
      [[change("unknown.json", { model: "alchemy" }), "--data", "ask.csv"], /was changed after training/],
      [["model.json"], /Say what to predict by one of --formula LIST/],
    ];
    for (const [[file, ...more], message] of cases) {
      const { code, stdout, stderr } = await run("predict", "--model", file, ...more);
      expect(stderr).toMatch(message);
      expect([code, stdout]).toEqual([exitCodes.badInput, ""]);
    }
  });
});

test("a model has the same version on one and two threads, and predicts as the server that trained it", async () => {
  const args = ["--data", "numbers.csv", "--model", "zz-fidelity-gaussian-process", "--seed", "7"];
  const one = await train("one.json", ...args, "--threads", "1");
  const two = await train("two.json", ...args, "--threads", "2");
  expect(two.version).toBe(one.version);
  expect(two.state).toEqual(one.state);
  const other = await train("three.json", ...args.slice(0, 2), "--model", "random-forest");
  expect(other.version).not.toBe(one.version);
  await using service = await startTestServer();
  const { code, stderr } = await run("train", ...args, "--folds", "3", "--server", service.url, "--json");
  expect([code, stderr.includes("ansatz:")]).toEqual([exitCodes.success, false]);
  const { models } = (await (await fetch(`${service.url}/api/models`)).json()) as {
    models: { id: string; version: string }[];
  };
  expect(models.map(({ version }) => version)).toEqual([one.version]);
  const here = await predict("--model", "one.json", "--data", "ask.csv");
  const there = await predict("--model", models[0].id, "--server", service.url, "--data", "ask.csv");
  expect(there.predictions).toEqual(here.predictions);
});

test("proposals hold the required elements and tell what choosing gained", async () => {
  const more = metals.flatMap((metal, k) =>
    [`${metal}3O4`, `${metal}O2`, `${metal}2O5`].map((formula, j) => `${formula},${3 * k + j}`),
  );
  write("many.csv", `${read("oxides.csv")}${more.join("\n")}\n`);
  const { code, stdout } = await run(
    ...[
      "propose",
      "--data",
      "many.csv",
      "--elements",
      "Fe,Ni,Co,O,N",
      "--required",
      "O",
      "--max-elements",
      "3",
    ],
    ...[
      "--candidates",
      "300",
      "--batch",
      "4",
      "--any-charge",
      "--model",
      "matern52-gaussian-process-reduced",
      "--json",
    ],
  );
  expect(code).toBe(exitCodes.success);
  const { proposals, replay, best } = proposeResultSchema.parse(JSON.parse(stdout));
  expect(proposals).toHaveLength(4);
  for (const { formula, deviation } of proposals) {
    expect(formula).toMatch(/O(?![a-z])/);
    expect(formula.replaceAll(/Fe|Ni|Co|O|N|\d/g, "")).toBe("");
    expect(oxides.some((known) => known.formula === formula)).toBe(false);
    expect(deviation).toBeGreaterThan(0);
  }
  expect(best).toEqual({ name: "V2O3", value: 24 });
  expect(replay).toMatchObject({
    repetitions: 6,
    outcome: expect.stringMatching(/^(?:gain|loss|undecided)$/) as string,
  });
  expect(replay!.steps[0].measured).toBe(0);
  expect(replay!.steps.length).toBeGreaterThan(5);
  expect(replay!.speedUp.lower).toBeLessThanOrEqual(replay!.speedUp.mean);
});
