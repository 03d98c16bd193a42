import { describe, expect, it } from "vitest";
import { countCoreOrbitals } from "./core-orbitals.ts";

describe("noble-gas core", () => {
  it.each([
    [1, 0],
    [2, 0],
    [3, 1],
    [10, 1],
    [11, 5],
    [18, 5],
    [19, 9],
    [36, 9],
  ])("of atomic number %i has %i orbitals", (atomicNumber, orbitals) => {
    const atoms = [{ atomicNumber, position: [0, 0, 0] as const }];
    expect(countCoreOrbitals({ atoms, charge: 0, multiplicity: 1 })).toBe(orbitals);
  });
});
