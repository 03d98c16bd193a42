import { describe, expect, it } from "vitest";
import { findBonds } from "./bonds.ts";
import type { ViewAtom } from "./types.ts";

const water: ViewAtom[] = [
  { element: "O", position: [0, 0, 0.117] },
  { element: "H", position: [0, 0.757, -0.469] },
  { element: "H", position: [0, -0.757, -0.469] },
];

describe("bonds of a geometry", () => {
  it("water has two O–H bonds of 0.957 Å and none between its hydrogen atoms", () => {
    const bonds = findBonds(water);
    expect(bonds.map(({ label }) => label)).toEqual(["O1–H2", "O1–H3"]);
    for (const { lengthAngstrom } of bonds) expect(lengthAngstrom).toBeCloseTo(0.957, 3);
    expect(bonds.every((bond) => !bond.isInRing)).toBe(true);
  });

  it("the three bonds of a carbon triangle lie in a ring, a hydrogen atom on it does not", () => {
    const triangle: ViewAtom[] = [
      { element: "C", position: [0, 0, 0] },
      { element: "C", position: [1.5, 0, 0] },
      { element: "C", position: [0.75, 1.3, 0] },
      { element: "H", position: [-0.9, -0.5, 0] },
    ];
    const bonds = findBonds(triangle);
    expect(bonds.filter((bond) => bond.isInRing)).toHaveLength(3);
    expect(bonds.filter((bond) => !bond.isInRing).map(({ label }) => label)).toEqual(["C1–H4"]);
  });
});
