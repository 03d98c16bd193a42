import { describe, expect, test } from "vitest";
import { loadSymmetryFinder } from "../../node.ts";
import { createCrystal, type Crystal } from "../crystal.ts";

function cubic(name: string, a: number, sites: readonly [string, number, number, number][]): Crystal {
  return createCrystal({
    name,
    lattice: [
      [a, 0, 0],
      [0, a, 0],
      [0, 0, a],
    ],
    sites: sites.map(([element, x, y, z]) => ({
      species: [{ element, occupancy: 1 }],
      fractional: [x, y, z],
    })),
  });
}

describe("space groups", () => {
  const finder = loadSymmetryFinder();

  // Groups of the structures' prototypes (International Tables; Strukturbericht A1, A2, B2, E2_1).
  test.each([
    [
      "fcc",
      225,
      "F m -3 m",
      [
        ["Cu", 0, 0, 0],
        ["Cu", 0, 0.5, 0.5],
        ["Cu", 0.5, 0, 0.5],
        ["Cu", 0.5, 0.5, 0],
      ],
    ],
    [
      "bcc",
      229,
      "I m -3 m",
      [
        ["Fe", 0, 0, 0],
        ["Fe", 0.5, 0.5, 0.5],
      ],
    ],
    [
      "CsCl",
      221,
      "P m -3 m",
      [
        ["Cs", 0, 0, 0],
        ["Cl", 0.5, 0.5, 0.5],
      ],
    ],
    [
      "perovskite",
      221,
      "P m -3 m",
      [
        ["Sr", 0.5, 0.5, 0.5],
        ["Ti", 0, 0, 0],
        ["O", 0.5, 0, 0],
        ["O", 0, 0.5, 0],
        ["O", 0, 0, 0.5],
      ],
    ],
  ] as const)("%s has number %d", (name, number, symbol, sites) => {
    const found = finder.find(cubic(name, 4, sites as unknown as [string, number, number, number][]));
    expect(found).toMatchObject({ number, symbol });
    expect(found.operationCount).toBe(name === "fcc" ? 192 : name === "bcc" ? 96 : 48);
  });

  test("a displacement beyond the tolerance breaks the symmetry", () => {
    const displaced = cubic("SrTiO3", 3.9, [
      ["Sr", 0.5, 0.5, 0.5],
      ["Ti", 0, 0, 0.01],
      ["O", 0.5, 0, 0],
      ["O", 0, 0.5, 0],
      ["O", 0, 0, 0.5],
    ]);
    expect(finder.find(displaced).number).toBe(99);
    expect(finder.find(displaced, 0.1).number).toBe(221);
  });

  test("sites that coincide are refused by name, and the finder goes on working", () => {
    const twice = cubic("twice", 4, [
      ["Cu", 0, 0, 0],
      ["Cu", 0, 0, 0],
    ]);
    expect(() => finder.find(twice)).toThrow("the space group of twice could not be determined");
    expect(() => finder.find(twice, 0)).toThrow("tolerance must be in (0, 1] Å, got 0");
    expect(finder.find(cubic("simple", 4, [["Po", 0, 0, 0]])).number).toBe(221);
  });
});
