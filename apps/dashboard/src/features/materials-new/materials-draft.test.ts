import { createJobSchema } from "@ansatz/contract";
import { describe, expect, test } from "vitest";
import {
  draftOfMaterialsJob,
  initialMaterials,
  readingOf,
  toMaterialsJob,
  type MaterialsDraft,
  type MaterialsRequest,
} from "./materials-draft.ts";

const noFiles = { table: { text: "", fileName: "" }, structures: [], revision: 0 };
const files = { ...noFiles, table: { text: "formula,gap\nSi,1.1\nGe,0.7", fileName: "gaps.csv" } };
const structure = { name: "Si.cif", text: "data_Si" };

function parse(draft: MaterialsDraft, given = noFiles): MaterialsRequest {
  return createJobSchema.parse(toMaterialsJob(draft, given)) as MaterialsRequest;
}

const drafts: readonly [string, Partial<MaterialsDraft>, typeof noFiles][] = [
  ["an audit of a sample", { sample: "metallicity" }, noFiles],
  [
    "an audit of a table",
    {
      source: "table",
      composition: "formula",
      target: "gap",
      unit: "eV",
      group: "formula",
      columns: ["x"],
      task: "regression",
      duplicates: "keep-all",
      descriptors: ["magpie", "ions"],
      qubits: 4,
      reduction: "pca",
      folds: 3,
      innerFolds: 2,
      repeats: 4,
      models: ["ridge"],
      shots: 500,
      learningCurve: false,
      leakageCheck: true,
      seed: 7,
    },
    files,
  ],
  ["official folds", { source: "table", foldKind: "matbench" }, files],
  ["a column of folds", { source: "table", foldKind: "column", foldColumn: "fold" }, files],
  ["molecules", { source: "table", subject: "molecule", composition: "smiles" }, files],
  ["a model", { kind: "train", model: "ridge", folds: 4 }, noFiles],
  [
    "proposals",
    {
      kind: "propose",
      proposer: "random-forest",
      goal: "minimise",
      elements: ["Ti", "O"],
      required: ["O"],
      minimumElements: 1,
      maximumElements: 4,
      maximumAtoms: 12,
      chargeBalanced: false,
      candidates: 50,
      batch: 3,
      acquisition: "value",
      diverse: false,
      replay: false,
    },
    noFiles,
  ],
];

describe("a draft of materials", () => {
  test.each(drafts)("%s is filled again by its own request", (_, change, given) => {
    const draft = { ...initialMaterials, ...change };
    expect(draftOfMaterialsJob(parse(draft, given))).toEqual(draft);
  });

  test("names the column of structures where there are some", () => {
    const draft: MaterialsDraft = { ...initialMaterials, source: "table", composition: "file" };
    const job = toMaterialsJob(draft, { ...files, structures: [structure] });
    expect(job).toMatchObject({ request: { structure: "file", structures: [structure], name: "gaps.csv" } });
  });

  test("a sample is described by compositions alone", () => {
    const draft: MaterialsDraft = { ...initialMaterials, descriptors: ["ions", "density", "fingerprint"] };
    expect(parse(draft).request.descriptors).toEqual(["ions"]);
  });

  test("rows that a column or Matbench numbers are all kept", () => {
    expect(readingOf({ ...initialMaterials, foldKind: "matbench" }).duplicates).toBe("keep-all");
    expect(readingOf({ ...initialMaterials, kind: "train", foldKind: "matbench" }).duplicates).toBe("mean");
  });
});
