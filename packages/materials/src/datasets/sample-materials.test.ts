import { describe, expect, test } from "vitest";
import { describeCompositions } from "../features/describe-compositions.ts";
import { loadSampleMaterials, sampleMaterials } from "./sample-materials.ts";

describe("sample tables", () => {
  test.each(sampleMaterials)("$id loads whole, without a warning, and can be described", async (sample) => {
    const table = await loadSampleMaterials(sample.id);
    expect(table.task).toBe(sample.task);
    expect(table.targets).toHaveLength(sample.rowCount);
    expect(table.findings.filter(({ severity }) => severity === "warning")).toEqual([]);
    expect(describeCompositions(table.compositions).rowCount).toBe(sample.rowCount);
    expect(new Set(table.groups).size).toBeGreaterThan(1000);
  });

  test("bulk moduli of well-known solids are near the measured ones", async () => {
    const table = await loadSampleMaterials("bulk-moduli");
    expect(table.target).toEqual({ name: "bulk modulus", unit: "GPa" });
    expect(Math.min(...table.targets)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...table.targets)).toBeLessThanOrEqual(600);
    // Measured moduli at room temperature, to the nearest unit (GPa); PBE lies within about a tenth of them.
    const measured: Readonly<Record<string, number>> = { LiF: 67, NaF: 47, BaF2: 57, TiC: 241 };
    for (const [formula, value] of Object.entries(measured)) {
      expect(Math.abs(table.targets[table.labels.indexOf(formula)] / value - 1)).toBeLessThan(0.12);
    }
  });

  test("972 of the 2,000 are metals", async () => {
    const table = await loadSampleMaterials("metallicity");
    expect(table.classes).toEqual(["metal", "non-metal"]);
    expect(table.targets.filter((target) => target === 0)).toHaveLength(972);
  });

  test("an unknown id is refused with the known ones", async () => {
    await expect(loadSampleMaterials("steels" as "metallicity")).rejects.toThrow(
      "id must be one of bulk-moduli, metallicity, got steels",
    );
  });
});
