import { moleculeFromLibrary } from "@ansatz/chemistry";
import { describe, expect, it } from "vitest";
import { estimateMolecule } from "./estimate.ts";

const sizeOf = (name: string, basis: string, request: Parameters<typeof estimateMolecule>[2]) =>
  estimateMolecule(moleculeFromLibrary(name), basis, request).space;

describe("the size of a calculation before it runs", () => {
  it("water in STO-3G has C(7,5)² = 441 determinants on 14 qubits", () => {
    expect(sizeOf("h2o", "sto-3g", { kind: "full" })).toEqual({
      electrons: 10,
      orbitals: 7,
      qubits: 14,
      determinants: 441,
    });
  });

  it("freezing the cores of N2 leaves C(8,5)² = 3,136 determinants of 14,400", () => {
    expect(sizeOf("n2", "sto-3g", { kind: "full" })?.determinants).toBe(14_400);
    expect(sizeOf("n2", "sto-3g", { kind: "frozen-core" })?.determinants).toBe(3_136);
  });

  it("triplet O2 in six orbitals has C(6,5)·C(6,3) = 120 determinants of eight electrons", () => {
    expect(sizeOf("o2", "sto-3g", { kind: "active", electrons: 8, orbitals: 6 })?.determinants).toBe(6 * 20);
  });

  it("the automatic window of a large molecule is left open until the orbitals are known", () => {
    const estimate = estimateMolecule(moleculeFromLibrary("benzene"), "6-31g", { kind: "auto" });
    expect(estimate.space).toBeNull();
    expect(estimate.basisFunctions).toBe(66);
  });

  it("a space that does not exist or fit is refused by name", () => {
    expect(() => sizeOf("h2o", "sto-3g", { kind: "active", electrons: 3, orbitals: 4 })).toThrow(
      expect.objectContaining({ code: "active-space" }),
    );
    expect(() => sizeOf("benzene", "sto-3g", { kind: "full" })).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(too-large|active-space)$/) as string }),
    );
  });
});
