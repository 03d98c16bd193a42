import { describe, expect, it } from "vitest";
import { ActiveSpaceError, ChemistryTooLargeError } from "../errors.ts";
import type { OrbitalFacts } from "./active-space.ts";
import { interactiveDeterminants } from "./limits.ts";
import { selectActiveSpace } from "./select-active-space.ts";

const gibibyte = 2 ** 30;

function facts(orbitalCount: number, electrons: number, coreOrbitalCount = 0, unpaired = 0): OrbitalFacts {
  return {
    orbitalCount,
    alphaCount: (electrons + unpaired) / 2,
    betaCount: (electrons - unpaired) / 2,
    coreOrbitalCount,
    orbitalEnergies: Float64Array.from({ length: orbitalCount }, (_, index) => index - electrons / 2),
  };
}

describe("automatic active space", () => {
  it("is the full space while that has no more determinants than the limit", () => {
    // N2 in STO-3G: C(10,7)² = 14,400
    const space = selectActiveSpace(facts(10, 14, 2), { kind: "auto" }, gibibyte);
    expect(space).toMatchObject({ kind: "full", electrons: 14, determinants: 14_400, core: [] });
    expect(space.reason).toMatch(/14 electrons in 10 orbitals, 14,400 determinants/);
  });

  it("freezes the core when that is enough", () => {
    // Water in 6-31G: full C(13,5)² = 1,656,369, frozen core C(12,4)² = 245,025
    const space = selectActiveSpace(facts(13, 10, 1), { kind: "auto" }, gibibyte);
    expect(space).toMatchObject({ kind: "frozen-core", electrons: 8, core: [0], determinants: 245_025 });
    expect(space.reason).toMatch(/1 core orbital frozen.*1,656,369 determinants, above the limit of 250,000/);
  });

  it("is else the largest window, which never separates degenerate orbitals", () => {
    const wide = facts(40, 30, 5);
    const space = selectActiveSpace(wide, { kind: "auto" }, gibibyte);
    expect(space.kind).toBe("active");
    expect(space.determinants).toBeLessThanOrEqual(interactiveDeterminants);
    expect(space.determinants).toBeGreaterThan(50_000);
    expect(space.reason).toMatch(/separates no degenerate orbitals/);

    const last = space.active.at(-1)!;
    const orbitalEnergies = Float64Array.from(wide.orbitalEnergies!);
    orbitalEnergies[last + 1] = orbitalEnergies[last] + 1e-4;
    const moved = selectActiveSpace({ ...wide, orbitalEnergies }, { kind: "auto" }, gibibyte);
    const cuts = [moved.core.at(-1)!, moved.active.at(-1)!];
    for (const cut of cuts) expect(orbitalEnergies[cut + 1] - orbitalEnergies[cut]).toBeGreaterThan(0.1);
  });

  it("is the π system of a planar conjugated molecule that is too large otherwise", () => {
    // Benzene in STO-3G: π orbitals as RHF orders them
    const piOrbitals = [16, 19, 20, 21, 22, 29];
    const space = selectActiveSpace({ ...facts(36, 42, 6), piOrbitals }, { kind: "auto" }, gibibyte);
    expect(space).toMatchObject({ active: piOrbitals, electrons: 6, determinants: 400 });
    expect(space.core).toHaveLength(18);
    expect(space.core).not.toContain(16);
    expect(space.reason).toMatch(/π system, 6 electrons in 6 orbitals/);
  });

  it("keeps the unpaired electrons active", () => {
    const space = selectActiveSpace(facts(40, 16, 2, 2), { kind: "auto" }, gibibyte);
    expect(space.alphaCount - space.betaCount).toBe(2);
    expect(space.alphaCount + space.core.length).toBe(9);
  });

  it("has one determinant for a helium atom in a minimal basis", () => {
    expect(selectActiveSpace(facts(1, 2), { kind: "auto" }, gibibyte).determinants).toBe(1);
  });
});

describe("requested active space", () => {
  it("puts electrons in pairs below the window", () => {
    const whole = { kind: "active", electrons: 10, orbitals: 7 } as const;
    expect(selectActiveSpace(facts(7, 10, 1), whole, gibibyte).kind).toBe("full");
    const space = selectActiveSpace(facts(7, 10, 1), { kind: "active", electrons: 4, orbitals: 4 }, gibibyte);
    expect(space).toMatchObject({ core: [0, 1, 2], active: [3, 4, 5, 6], electrons: 4, virtualOrbitals: 0 });
  });

  it("freezes noble-gas cores, and is the full space without any", () => {
    expect(selectActiveSpace(facts(7, 10, 1), { kind: "frozen-core" }, gibibyte).core).toEqual([0]);
    const hydrogen = selectActiveSpace(facts(2, 2), { kind: "frozen-core" }, gibibyte);
    expect(hydrogen).toMatchObject({ kind: "full", core: [] });
    expect(hydrogen.reason).toMatch(/no core orbitals/);
  });

  it.each([
    [{ electrons: 3, orbitals: 4 }, /electrons must be one of 2, 4, 6, 8, 10 .*got 3/],
    [{ electrons: 12, orbitals: 7 }, /electrons must be one of/],
    [{ electrons: 4, orbitals: 1 }, /orbitals must be in \[2, 4\] for 4 active electrons.*got 1/],
    [{ electrons: 4, orbitals: 5 }, /orbitals must be in \[2, 4\]/],
    [{ electrons: 2.5, orbitals: 2 }, /got 2.5/],
  ])("%o is refused with the counts that are possible", (counts, message) => {
    const select = () => selectActiveSpace(facts(7, 10, 1), { kind: "active", ...counts }, gibibyte);
    expect(select).toThrow(ActiveSpaceError);
    expect(select).toThrow(message);
  });

  it("cannot freeze every electron", () => {
    expect(() => selectActiveSpace(facts(5, 2, 1), { kind: "frozen-core" }, gibibyte)).toThrow(
      /no electrons/,
    );
  });

  it("that does not fit into memory is refused with the size and the largest that fits", () => {
    const select = () => selectActiveSpace(facts(16, 16), { kind: "full" }, gibibyte);
    expect(select).toThrow(ChemistryTooLargeError);
    expect(select).toThrow(
      /165,636,900 determinants and need \d+ GiB.*at most \d+ electrons in \d+ orbitals/,
    );
    const remedy = /active (\d+),(\d+)/.exec(catchMessage(select))!;
    const [electrons, orbitals] = [Number(remedy[1]), Number(remedy[2])];
    expect(orbitals).toBeGreaterThan(10);
    expect(
      selectActiveSpace(facts(16, 16), { kind: "active", electrons, orbitals }, gibibyte).electrons,
    ).toBe(electrons);
  });

  it("beyond what kernels address is refused whatever the memory", () => {
    const select = () => selectActiveSpace(facts(16, 16), { kind: "full" }, 1000 * gibibyte);
    expect(select).toThrow(
      /4\.0 GiB may be used.*at most \d+ electrons in \d+ orbitals of this molecule \(active \d+,\d+\)\.$/,
    );
  });

  it("beyond 30 orbitals is refused whatever the memory", () => {
    expect(() => selectActiveSpace(facts(31, 2), { kind: "full" }, 1000 * gibibyte)).toThrow(
      /62 qubits; at most 30 orbitals/,
    );
  });
});

function catchMessage(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}
