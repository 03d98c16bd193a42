import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { describeMaterials } from "../features/describe-materials.ts";
import { parseMaterialsTable } from "./parse-materials-table.ts";
import { parseStructureTable } from "./parse-structure-table.ts";

const references = JSON.parse(
  readFileSync(new URL("../structures/pymatgen-structures.json", import.meta.url), "utf8"),
) as readonly { name: string; cif: string; poscar?: string }[];

function fileOf(name: string, isPoscar = false): { name: string; text: string } {
  const { cif, poscar } = references.find((reference) => reference.name === name)!;
  return isPoscar ? { name: `uploads/${name}.vasp`, text: poscar! } : { name: `${name}.cif`, text: cif };
}

const files = [fileOf("halite"), fileOf("rutile", true), fileOf("quartz"), fileOf("diamond")];
const text = `file,T (K),hardness (Mohs)
halite.cif,300,2.5
rutile,310,6
quartz.cif,320,7
broken.cif,300,1
gone,300,4
`;

describe("tables of structures", () => {
  test("samples carry crystals; files that are broken, missing or unused are told", () => {
    const table = parseStructureTable(text, [
      ...files,
      { name: "broken.cif", text: "data_x\n_cell_length_a 1" },
    ]);
    expect(table.labels).toEqual(["halite.cif", "rutile", "quartz.cif"]);
    expect(table.crystals!.map(({ sites }) => sites.length)).toEqual([8, 6, 9]);
    expect(table.groups).toEqual(["Cl-Na", "O-Ti", "O-Si"]);
    expect(table.target).toEqual({ name: "hardness", unit: "Mohs" });
    const found = Object.fromEntries(table.findings.map((finding) => [finding.code, finding]));
    expect(found["unreadable-structure"]).toMatchObject({ severity: "warning", rows: [5, 6] });
    expect(found["unreadable-structure"].message).toContain("row 6: a file of name gone must be among");
    expect(found["unused-structures"].message).toBe("1 structure has no row in the table: diamond.");
  });

  test("polymorphs are no duplicates, a file in two rows is", () => {
    const again = parseStructureTable("file,y\nquartz,1\nstishovite,2\nquartz,3\nhalite,4\n", [
      ...files,
      { name: "stishovite.cif", text: fileOf("rutile").text.replaceAll("Ti", "Si") },
    ]);
    expect(again.targets).toEqual(Float64Array.of(2, 2, 4));
    expect(again.compositions[0].elements).toEqual(again.compositions[1].elements);
  });

  test("faults of the files' names", () => {
    expect(() => parseStructureTable(text, [])).toThrow("structures must be at least one file, got none");
    expect(() => parseStructureTable(text, [files[0], { name: "a/halite", text: "" }])).toThrow(
      "got halite twice",
    );
    expect(() => parseStructureTable("x,y\na,1\nb,2\n", files)).toThrow(
      "must have a column of names of the given structures, got x, y",
    );
  });
});

describe("data sets", () => {
  test("features of structures, then columns of the table, with targets", () => {
    const table = parseStructureTable(text, files, { featureColumns: ["T"] });
    const data = describeMaterials(table, { features: ["stoichiometry", "density"] });
    expect(data.task).toBe("regression");
    expect(data.features.columnCount).toBe(6 + 3 + 1);
    expect(data.features.names.at(-1)).toBe("T (K)");
    expect(data.features.values[9]).toBe(300);
    expect(data.targets).toEqual(Float64Array.of(2.5, 6, 7));
    expect(describeMaterials(table).features.columnCount).toBe(132 + 3 + 6 + 7 + 1);
  });

  test("a table of formulas has features of compositions alone", () => {
    const table = parseMaterialsTable("formula,kind\nFe,metal\nNaCl,salt\nCu,metal\n");
    const data = describeMaterials(table);
    expect(data).toMatchObject({ task: "classification", classes: ["metal", "salt"] });
    expect(data.features.columnCount).toBe(132);
    expect(() => describeMaterials(table, { features: ["magpie", "rdf"] })).toThrow(
      "features must be of compositions for a table of formulas, got rdf: give structures",
    );
  });
});
