import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { MaterialsTableError } from "../errors.ts";
import { parseMaterialsTable } from "./parse-materials-table.ts";

const plain = `composition,yield strength (MPa)
Fe2O3,1.5
NaCl,2.5
SiO2,3
`;

function codes(text: string, options = {}): string[] {
  return parseMaterialsTable(text, options)
    .findings.map(({ code }) => code)
    .filter((code) => code !== "few-rows");
}

describe("tables that are read", () => {
  test("formulas, targets, unit, groups and rows", () => {
    const table = parseMaterialsTable(plain);
    expect(table.task).toBe("regression");
    expect(table.compositions.map(({ elements }) => elements.join(""))).toEqual(["FeO", "NaCl", "SiO"]);
    expect(table.targets).toEqual(Float64Array.of(1.5, 2.5, 3));
    expect(table.target).toEqual({ name: "yield strength", unit: "MPa" });
    expect(table.groups).toEqual(["Fe-O", "Cl-Na", "O-Si"]);
    expect(table.rows).toEqual([2, 3, 4]);
    expect(codes(plain)).toEqual([]);
  });

  test.each([
    [
      "semicolons and decimal commas",
      "Formula;gap [eV]\nFe0,5Ni0,5;1,5\nNaCl;2,5\nSiO2;3\n",
      "eV",
      ["decimal-comma"],
    ],
    [
      "tabs, quotes and a byte order mark",
      '\uFEFFmaterial\tgap / eV\n"Fe2O3"\t1.5\nNaCl\t"2.5"\nSiO2\t3',
      "eV",
      [],
    ],
    [
      "commas with quoted decimal commas",
      'formula,gap_eV\nFe2O3,"1,5"\nNaCl,"2,5"\nSiO2,3\n',
      "eV",
      ["decimal-comma"],
    ],
    [
      "Windows line ends, blank rows and comments",
      "# made up\r\nformula|gap\r\nFe2O3|1.5\r\n|\r\nNaCl|2.5\r\nSiO2|3\r\n\r\n",
      undefined,
      ["blank-rows"],
    ],
    ["no header", "Fe2O3,1.5\nNaCl,2.5\nSiO2,3\n", undefined, ["no-header"]],
    ["a separator line", "sep=;\nformula;gap\nFe2O3;1.5\nNaCl;2.5\nSiO2;3\n", undefined, []],
    [
      "columns in another order",
      "gap,id,formula\n1.5,mp-1,Fe2O3\n2.5,mp-2,NaCl\n3,mp-3,SiO2\n",
      undefined,
      [],
    ],
  ])("%s", (_, text, unit, findings) => {
    const table = parseMaterialsTable(text);
    expect(table.targets).toEqual(Float64Array.of(1.5, 2.5, 3));
    expect(table.target.unit).toBe(unit);
    expect(codes(text)).toEqual(findings);
  });

  test("columns by name, with or without unit, whatever the case", () => {
    const text = "name,alloy comp,density (g/cm3),Tc (K),lab\na,Fe2O3,5,9,x\nb,NaCl,2,8,y\nc,SiO2,3,7,x\n";
    const table = parseMaterialsTable(text, {
      compositionColumn: "Alloy Comp",
      targetColumn: "tc",
      groupColumn: "lab",
      featureColumns: ["density"],
      unit: "mK",
    });
    expect(table.targets).toEqual(Float64Array.of(9, 8, 7));
    expect(table.groups).toEqual(["x", "y", "x"]);
    expect(table.features).toMatchObject({ names: ["density (g/cm3)"], values: Float64Array.of(5, 2, 3) });
    expect(table.target.unit).toBe("mK");
    expect(table.findings.map(({ code }) => code)).toContain("unit-differs");
    expect(table.columns.otherNumbers).toEqual(["density (g/cm3)"]);
    expect(parseMaterialsTable(text).findings).toContainEqual(
      expect.objectContaining({ code: "column-assumed", column: "Tc (K)" }),
    );
  });

  test.each([
    ["words", "formula,kind\nFe,metal\nNaCl,insulator\nCu,metal\n", ["insulator", "metal"], [1, 0, 1]],
    ["truth values", "formula,is_metal\nFe,True\nNaCl,no\nCu,TRUE\n", ["false", "true"], [1, 0, 1]],
    ["0 and 1", "formula,is_metal\nFe,1\nNaCl,0\nCu,1.0\n", ["0", "1"], [1, 0, 1]],
  ])("classes as %s", (kind, text, classes, targets) => {
    const table = parseMaterialsTable(text.replace("1.0", "1"));
    expect(table).toMatchObject({ task: "classification", classes });
    expect([...table.targets]).toEqual(targets);
    expect(codes(text.replace("1.0", "1")).includes("read-as-classes")).toBe(kind === "0 and 1");
  });

  test("0 and 1 as numbers where a regression is asked for", () => {
    expect(parseMaterialsTable("formula,y\nFe,1\nNaCl,0\n", { task: "regression" }).classes).toEqual([]);
  });
});

describe("commas in numbers", () => {
  const read = (delimiter: string, cells: readonly string[], options = {}) => {
    const rows = cells.map((cell, k) => `Fe${k + 1}O${delimiter}"${cell}"`).join("\n");
    const table = parseMaterialsTable(`formula${delimiter}y\n${rows}\n`, options);
    const finding = table.findings.find(({ code }) => code === "decimal-comma");
    return [[...table.targets], finding?.severity];
  };

  test("are thousands or decimals, told where the cells leave it open", () => {
    expect(read(",", ["1,234", "2,345"])).toEqual([[1234, 2345], "warning"]);
    expect(read(";", ["1,234", "2,345"])).toEqual([[1.234, 2.345], "warning"]);
    expect(read(";", ["1,234", "2,5"])).toEqual([[1.234, 2.5], "information"]);
    expect(read(";", ["0,234", "2,345"])).toEqual([[0.234, 2.345], "information"]);
    expect(read(",", ["1,234.5", "2,345"])).toEqual([[1234.5, 2345], undefined]);
    expect(read(";", ["1,234,567", "2.5"])).toEqual([[1234567, 2.5], undefined]);
    expect(read(";", ["1,234", "2,345"], { decimal: "." })).toEqual([[1234, 2345], undefined]);
  });
});

describe("faults in rows", () => {
  const faulty = `formula,gap (eV)
Fe2O3,2.1
FE3O4,0.1
Xq2O,1
NaCl,8.5
Na-1Cl,3
Fe0O0,3
SiO2,
GaAs,n/a
ZnO,about 3
CuSO4.5H2O,4
`;

  test("are left out with their rows named", () => {
    const table = parseMaterialsTable(faulty);
    expect(table.labels).toEqual(["Fe2O3", "NaCl", "CuSO4.5H2O"]);
    expect(table.rows).toEqual([2, 5, 11]);
    const found = Object.fromEntries(table.findings.map((finding) => [finding.code, finding]));
    expect(found["impossible-composition"]).toMatchObject({ severity: "warning", rows: [3, 4, 6, 7] });
    expect(found["impossible-composition"].message).toContain("row 3: formula FE3O4 has E");
    expect(found["impossible-composition"].message).toContain("; and 1 more.");
    expect(found["missing-target"]).toMatchObject({ rows: [8, 9], column: "gap (eV)" });
    expect(found["text-in-number-column"]).toMatchObject({ rows: [10], column: "gap (eV)" });
    expect(found["text-in-number-column"].message).toContain("about 3");
    expect(found["ambiguous-formula"]).toMatchObject({ rows: [11] });
  });

  test("are refused where that is asked for", () => {
    const refuse = { unusableRows: "refuse" } as const;
    expect(() => parseMaterialsTable(faulty, refuse)).toThrow(
      "row 10: column gap (eV) holds text where a number must stand (about 3)",
    );
    expect(() => parseMaterialsTable(faulty.replace("about 3", "3"), refuse)).toThrow(
      "rows 3, 4, 6, 7: column formula must hold formulas: row 3: formula FE3O4 has E",
    );
  });

  test("a class whose only rows were left out is none", () => {
    const table = parseMaterialsTable("formula,kind\nFe,c\nXq,a\nCu,b\nAg,c\n");
    expect(table.classes).toEqual(["b", "c"]);
    expect([...table.targets]).toEqual([1, 0, 1]);
  });

  test("a missing feature drops its row", () => {
    const table = parseMaterialsTable("formula,T (K),y\nFe,300,1\nCu,,2\nAg,hot,3\nAu,310,4\n", {
      featureColumns: ["T"],
    });
    expect(table.labels).toEqual(["Fe", "Au"]);
    expect(table.findings).toContainEqual(
      expect.objectContaining({ code: "missing-feature", rows: [3, 4], column: "T (K)" }),
    );
  });
});

describe("duplicates and outliers", () => {
  test("200,000 rows of one composition are one material", () => {
    const rows = Array.from({ length: 199_999 }, (_, k) => `Fe2O3,${k % 3}`);
    const table = parseMaterialsTable(`formula,y\n${rows.join("\n")}\nNaCl,9\n`);
    expect(table.labels).toEqual(["Fe2O3", "NaCl"]);
    expect(table.targets[0]).toBeCloseTo(1, 4);
  });

  const text = "formula,gap (eV)\nFe2O3,2\nNaCl,8\nFe4O6,3\nO3Fe2,4\nSiO2,9\nNaCl,8\n";

  test("are merged into means, or kept", () => {
    const merged = parseMaterialsTable(text);
    expect(merged.labels).toEqual(["Fe2O3", "NaCl", "SiO2"]);
    expect(merged.targets).toEqual(Float64Array.of(3, 8, 9));
    expect(merged.findings.find(({ code }) => code === "duplicate-compositions")).toMatchObject({
      severity: "warning",
      rows: [2, 3, 4, 5, 7],
      message:
        "2 materials occur in 5 rows, differing by up to 2 eV (Fe2O3, rows 2, 4, 5). Each is merged into one row with the mean target.",
    });
    expect([...parseMaterialsTable(text, { duplicates: "keep-first" }).targets]).toEqual([2, 8, 9]);
    expect(parseMaterialsTable(text, { duplicates: "keep-all" }).targets).toHaveLength(6);
  });

  test("of classes take the most frequent one", () => {
    const table = parseMaterialsTable("formula,kind\nFe,b\nFe,a\nFe2,a\nCu,b\nAg,a\n");
    expect(table.targets).toEqual(Float64Array.of(0, 1, 0));
  });

  test("an outlier is told with its row and kept", () => {
    const rows = Array.from({ length: 40 }, (_, k) => `Fe${k + 1}O${41 - k},${k === 17 ? 900 : (k % 7) + 1}`);
    const table = parseMaterialsTable(`formula,y\n${rows.join("\n")}\n`);
    expect(table.targets).toHaveLength(40);
    // Median 4, MAD 2: z = 0.6745·896/2.
    expect(table.findings.find(({ code }) => code === "outliers")).toMatchObject({
      rows: [19],
      message: expect.stringContaining("the farthest is 900 in row 19 with z = 302.2") as string,
    });
  });
});

describe("tables that are refused", () => {
  test.each([
    ["", "got an empty text"],
    ["formula,gap\n", "got a header alone"],
    ["formula,gap\nFe,1\nCu,1\n", "column gap must hold different values to learn from, got 1 in all 2 rows"],
    [
      "formula,kind\nFe,metal\nCu,metal\n",
      "column kind must hold at least two classes to learn from, got metal",
    ],
    ["formula,gap\nFe,\nCu,n/a\n", "column gap must hold targets, got none in 2 rows"],
    ["name,gap\nrock,1\nsoil,2\n", "must have a column of formulas, got name, gap"],
    ["formula\nFe\nCu\n", "must have a column of targets, got formula"],
    ["formula,gap,gap\nFe,1,2\n", "columns must have different names, got gap twice"],
    ["formula,gap\nFe,1,5\nCu,2,5\n", "row 2 must have 2 cells, got 3: quote cells"],
    ['formula,gap\n"Fe,1\nCu,2\n', "must close its quotes"],
    ["PK\u0003\u0004", "got a spreadsheet's workbook"],
    ["formula,gap\nFe2O3,1\nXq,2\n", "different values to learn from, got 1 in all 1 rows"],
  ])("%j", (text, message) => {
    expect(() => parseMaterialsTable(text)).toThrow(MaterialsTableError);
    expect(() => parseMaterialsTable(text)).toThrow(message);
  });

  test("unknown names, clashes, too many classes and rows", () => {
    expect(() => parseMaterialsTable(plain, { targetColumn: "gap" })).toThrow(
      "targetColumn must name one of the columns composition, yield strength (MPa), got gap",
    );
    expect(() => parseMaterialsTable(plain, { targetColumn: "composition" })).toThrow(
      "column composition must not be target and composition at once",
    );
    expect(() => parseMaterialsTable(plain, { maximumRows: 2 })).toThrow("at most 2 rows");
    const rows = Array.from({ length: 25 }, (_, k) => `Fe${k + 1}O,kind ${k}`).join("\n");
    expect(() => parseMaterialsTable(`formula,kind\n${rows}`)).toThrow(
      "at most 20 different classes, got 25",
    );
  });
});

describe("size", () => {
  test("100,000 rows are read", () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, k) => `Fe${k + 1}Ni${100_001 - k}O${(k % 7) + 1},${k % 113}`,
    );
    const table = parseMaterialsTable(`formula,y\n${rows.join("\n")}\n`);
    expect(table.targets).toHaveLength(100_000);
    expect(table.understood.rowCount).toBe(100_000);
  });

  const steels = new URL("../../../../../shared/data/materials/matbench-steels.csv", import.meta.url);
  test.skipIf(!existsSync(steels))("the steels keep all 312 rows: no two share a composition", () => {
    const table = parseMaterialsTable(readFileSync(steels, "utf8"));
    expect(table.targets).toHaveLength(312);
    expect(table.targets[0]).toBe(2411.5);
    expect(table.findings.some(({ severity }) => severity === "warning")).toBe(false);
  });
});
