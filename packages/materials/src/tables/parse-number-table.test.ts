import { describe, expect, test } from "vitest";
import { describeMaterials } from "../features/describe-materials.ts";
import { parseMaterialsTable } from "./parse-materials-table.ts";
import { parseMoleculeTable } from "./parse-molecule-table.ts";
import { parseNumberTable } from "./parse-number-table.ts";
import { readTableToPredict } from "./read-table-to-predict.ts";
import { recogniseSubject } from "./recognise-subject.ts";

const lines = (...rows: readonly string[]): string => `${rows.join("\n")}\n`;
const codes = ({ findings }: { findings: readonly { code: string }[] }): string[] =>
  findings.map(({ code }) => code);

describe("tables of numbers", () => {
  test("all columns but the last are features; −1 and 1 are two classes, however they are written", () => {
    const table = parseNumberTable("0.5,2,1.0e+00\n-1,3,-1.00\n4,5,1\n7,8,-1\n");
    expect(table).toMatchObject({
      subject: "numbers",
      task: "classification",
      classes: ["-1", "1"],
      compositions: [],
      crystals: undefined,
      molecules: undefined,
      labels: ["row 1", "row 2", "row 3", "row 4"],
      target: { name: "column 3" },
    });
    expect(table.targets).toEqual(Float64Array.of(1, 0, 1, 0));
    expect(table.features!.names).toEqual(["column 1", "column 2"]);
    expect(table.features!.values).toEqual(Float64Array.of(0.5, 2, -1, 3, 4, 5, 7, 8));
    expect(codes(table)).toContain("read-as-classes");
    expect(describeMaterials(table).features).toEqual(table.features);
  });

  test("0 and 1, or −1 and 1, are classes; 0, 1 and 2, or 1 and 2, are numbers", () => {
    const taskOf = (values: readonly string[]): string =>
      parseNumberTable(lines("x,y", ...values.map((value, k) => `${k * k},${value}`))).task;
    expect(taskOf(["0", "1.0", "0.0", "1"])).toBe("classification");
    expect(taskOf(["-1", "1", "1", "-1"])).toBe("classification");
    expect(taskOf(["0", "1", "2", "1"])).toBe("regression");
    expect(taskOf(["1", "2", "2", "1"])).toBe("regression");
  });

  test("a column that counts the rows is no feature, and words name the rows", () => {
    const table = parseNumberTable(
      lines(
        "id,flower,length,width,species",
        "1,p,5.1,3.5,a",
        "2,q,4.9,3.0,a",
        "3,r,7.0,3.2,b",
        "4,s,6.4,3.1,b",
      ),
    );
    expect(table.features!.names).toEqual(["length", "width"]);
    expect(table.labels).toEqual(["p", "q", "r", "s"]);
    expect(table.target.name).toBe("species");
    expect(codes(table)).toEqual(expect.arrayContaining(["numbered-rows", "column-assumed"]));
    // 1, 3, 4 does not count.
    expect(parseNumberTable(lines("id,x,y", "1,5,2", "3,6,3", "4,7,9")).features!.names).toEqual(["id", "x"]);
  });

  test("rows of equal features are one; a group column takes the place of the rows as groups", () => {
    const text = lines("x,z,batch,y", "1,2,a,10", "1,2,b,20", "3,4,b,30", "3,5,a,50");
    const merged = parseNumberTable(text, { groupColumn: "batch", targetColumn: "y" });
    expect(merged.targets).toEqual(Float64Array.of(15, 30, 50));
    expect(merged.features!.names).toEqual(["x", "z"]);
    expect(merged.groups).toEqual(["a", "b", "a"]);
    const all = parseNumberTable(text, { duplicates: "keep-all", targetColumn: "y" });
    expect(all.groups[0]).toBe(all.groups[1]);
    expect(new Set(all.groups).size).toBe(3);
  });

  test("numbers that are missing leave their row out by its number", () => {
    const table = parseNumberTable(lines("x,y", "1,2", "n/a,3", "4,oops", "5,6", "7,8"));
    expect(table.rows).toEqual([2, 5, 6]);
    expect(table.findings.find(({ code }) => code === "missing-feature")!.rows).toEqual([3]);
    expect(() => parseNumberTable(lines("y", "1", "2"))).toThrow(/must have columns of numbers beside/);
    expect(() => parseNumberTable(lines("x,y", "1,5", "2,5"))).toThrow(/must hold different values/);
  });
});

describe("one composition under different conditions", () => {
  test("counts as one material only where the feature columns are equal too", () => {
    const table = parseMaterialsTable(
      lines("formula,T,y", "NaCl,300,1", "NaCl,400,2", "NaCl,400,4", "KCl,300,7"),
      {
        featureColumns: ["T"],
        targetColumn: "y",
      },
    );
    expect(table.targets).toEqual(Float64Array.of(1, 3, 7));
  });
});

describe("tables of molecules", () => {
  test("one molecule written twice is a duplicate; what is none is told with its row", async () => {
    const table = await parseMoleculeTable(
      lines(
        "name,SMILES,logS",
        "ethanol,CCO,1",
        "same,OCC,3",
        "odd,C1CC,5",
        "benzene,c1ccccc1,7",
        "bad,C(C)(C)(C)(C)C,9",
      ),
    );
    expect(table).toMatchObject({ subject: "molecule", molecules: ["CCO", "c1ccccc1"], compositions: [] });
    expect(table.targets).toEqual(Float64Array.of(2, 7));
    const finding = table.findings.find(({ code }) => code === "unreadable-molecule")!;
    expect(finding.rows).toEqual([4, 6]);
    expect(finding.message).toContain("row 6: C(C)(C)(C)(C)C must be a molecule");
    expect(() => describeMaterials(table)).toThrow(/describeMolecules/);
  });

  test("need a column called SMILES or a name", async () => {
    const text = lines("structure,y", "CCO,1", "CCC,2");
    await expect(parseMoleculeTable(text)).rejects.toThrow(/must have a column of molecules as SMILES/);
    const table = await parseMoleculeTable(text, { compositionColumn: "structure" });
    expect(table.molecules).toEqual(["CCO", "CCC"]);
  });
});

test.each([
  ["Formula,gap\nNaCl,1\n", "composition"],
  ["SMILES,y\nCCO,1\n", "molecule"],
  ["canonical_smiles,y\nCCO,1\n", "molecule"],
  ["a,b\n1,2\n", "numbers"],
  ["1,2\n3,4\n", "numbers"],
])("%j is about a %s", (text, subject) => {
  expect(recogniseSubject(text)).toBe(subject);
});

describe("tables to predict for", () => {
  test("columns are found by name whatever their order, and others do not matter", () => {
    const { rows } = readTableToPredict("note;b;A (K)\nx;1,5;2\ny;;3\nz;word;4\n", {
      subject: "numbers",
      featureColumns: ["A", "b"],
    });
    expect(rows.map(({ numbers }) => [...numbers])).toEqual([
      [2, 1.5],
      [3, Number.NaN],
      [4, Number.NaN],
    ]);
    expect(rows.map(({ row }) => row)).toEqual([2, 3, 4]);
    expect(rows[0].problem).toBeUndefined();
    expect(rows[1].problem).toBe("it must have a number in column b, got nothing");
    expect(rows[2].problem).toBe("it must have a number in column b, got word");
  });

  test("columns that are missing are named", () => {
    expect(() =>
      readTableToPredict("a,b\n1,2\n", { subject: "numbers", featureColumns: ["a", "c", "d"] }),
    ).toThrow("must have the columns that the model was trained on, got none called c, d among a, b");
    expect(() => readTableToPredict("a,b\n1,2\n", { subject: "composition" })).toThrow(
      "must have a column of formulas, got a, b",
    );
  });

  test("the subject is in the column of training, else in the one that is recognised, else in the only one", () => {
    const read = (text: string) =>
      readTableToPredict(text, { subject: "composition", subjectColumns: ["alloy"] }).rows.map(
        ({ subject }) => subject,
      );
    expect(read("x,alloy\nNaCl,Fe\nKCl,Ni\n")).toEqual(["Fe", "Ni"]);
    expect(read("x,formula\n1,Fe\n2,Ni\n")).toEqual(["Fe", "Ni"]);
    expect(read("things\nFe\n???\n???\n")).toEqual(["Fe", "???", "???"]);
  });
});

describe("texts that are no tables, and tables beyond what a job can take", () => {
  test("numbers whose squares overflow are left out by their rows", () => {
    const table = parseNumberTable(lines("x,y", "1,2", "2,1e308", "1e101,4", "4,6", "5,9"));
    expect(table.rows).toEqual([2, 5, 6]);
    expect(codes(table)).toEqual(expect.arrayContaining(["text-in-number-column", "missing-feature"]));
  });

  test("text in UTF-16 and a million columns are told at once", () => {
    const wide = "\uFFFD\uFFFDf\0o\0r\0m\0,\0y\0\n";
    expect(() => recogniseSubject(wide)).toThrow(/must be UTF-8 text/);
    const header = Array.from({ length: 20_001 }, (_, k) => `c${k}`).join(",");
    expect(() => recogniseSubject(`${header}\n${header}\n`)).toThrow(/at most 20000 columns, got 20001/);
  });
});
