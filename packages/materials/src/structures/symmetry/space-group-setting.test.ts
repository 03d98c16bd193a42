import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadSymmetryFinder } from "../../node.ts";
import { readCif } from "../cif/read-cif.ts";

const finder = loadSymmetryFinder();

describe("settings of space groups", () => {
  // Hall's symbols of the settings by International Tables B, table A1.4.2.7.
  test.each([
    [{ symbol: "P 21/c" }, "-P 2ybc", 4, true],
    [{ symbol: "P 1 21/n 1" }, "-P 2yn", 4, true],
    [{ symbol: "P21/n" }, "-P 2yn", 4, true],
    [{ symbol: "P 2_1/a", number: 14 }, "-P 2yab", 4, true],
    [{ symbol: "P b n m" }, "-P 2c 2ab", 8, true],
    [{ symbol: "Pnma", number: 62 }, "-P 2ac 2n", 8, true],
    [{ symbol: "R -3 m :H" }, "-R 3 2=", 36, true],
    [{ symbol: "R -3 m", isHexagonalCell: true }, "-R 3 2=", 36, true],
    [{ symbol: "R -3 m" }, "-P 3* 2", 12, true],
    [{ symbol: "F d -3 m :1" }, "F 4d 2 3 -1d", 192, true],
    [{ symbol: "F d -3 m" }, "-F 4vw 2vw 3", 192, false],
    [{ number: 225 }, "-F 4 2 3", 192, true],
    [{ hallSymbol: "F 4d 2 3 -1d", number: 227 }, "F 4d 2 3 -1d", 192, true],
  ] as const)("%j is %s", (stated, hallSymbol, count, isCertain) => {
    const found = finder.operations(stated)!;
    expect(found).toMatchObject({ hallSymbol, isCertain });
    expect(found.operations).toHaveLength(count);
  });

  test("an unknown symbol fits none", () => {
    expect(finder.operations({ symbol: "Q 4" })).toBeUndefined();
    expect(finder.operations({ symbol: "P 21/c", number: 15 })).toBeUndefined();
    expect(finder.operations({})).toBeUndefined();
  });

  test("a file that names its group has the sites of one that lists the operations", () => {
    const references = JSON.parse(
      readFileSync(new URL("../pymatgen-structures.json", import.meta.url), "utf8"),
    ) as readonly { cif: string; sites: unknown[]; volume: number }[];
    for (const { cif, sites } of references) {
      const named = cif.replace(/loop_\n_symmetry_equiv_pos_as_xyz\n(?:'.*'\n)+/, "");
      expect(named).not.toBe(cif);
      expect(() => readCif(named)).toThrow("must list the operations of space group");
      const { crystal, notes } = readCif(named, { symmetry: finder });
      expect(crystal.sites).toHaveLength(sites.length);
      expect(notes).toHaveLength(1);
    }
  });
});
