import { describe, expect, it } from "vitest";
import { LibraryMoleculeError } from "../errors.ts";
import { distanceAngstrom } from "./checks.ts";
import { libraryRows } from "./library-data.ts";
import { moleculeFromLibrary, moleculeLibrary } from "./library.ts";

const angle = (
  [ax, ay, az]: readonly number[],
  [bx, by, bz]: readonly number[],
  [cx, cy, cz]: readonly number[],
): number => {
  const [u, v] = [
    [ax - bx, ay - by, az - bz],
    [cx - bx, cy - by, cz - bz],
  ];
  const dot = u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
  return (Math.acos(dot / (Math.hypot(...u) * Math.hypot(...v))) * 180) / Math.PI;
};

describe("molecule library", () => {
  it.each(moleculeLibrary.map(({ name }) => name))("%s is a valid molecule with a source", (name) => {
    const molecule = moleculeFromLibrary(name);
    expect(molecule.atoms.length).toBeGreaterThan(0);
    expect(molecule.geometrySource.length).toBeGreaterThan(10);
  });

  it("names every molecule and alias once", () => {
    const names = libraryRows.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ["Water", 3],
    ["carbon monoxide", 2],
    ["H2O", 3],
    ["h6_chain", 6],
    ["C6H6", 12],
    ["h4", 4],
  ])("finds %s", (name, count) => {
    expect(moleculeFromLibrary(name).atoms).toHaveLength(count);
  });

  it.each([
    // r and angle of published structures: NIST CCCBDB release 22
    ["h2o", 0.9578, 104.4776],
    ["nh3", 1.0124, 106.67],
    ["ch4", 1.087, 109.4712],
    ["ph3", 1.42, 93.345],
    ["h2s", 1.336, 92.11],
    ["bh3", 1.19, 120],
  ])("%s has its published bond length and angle", (name, length, degrees) => {
    const { atoms } = moleculeFromLibrary(name);
    for (const atom of atoms.slice(1)) expect(distanceAngstrom(atoms[0], atom)).toBeCloseTo(length, 10);
    expect(angle(atoms[1].position, atoms[0].position, atoms[2].position)).toBeCloseTo(degrees, 3);
  });

  it("builds hydrogen peroxide with its dihedral angle", () => {
    const { atoms } = moleculeFromLibrary("h2o2");
    expect(distanceAngstrom(atoms[0], atoms[1])).toBeCloseTo(1.475, 10);
    expect(distanceAngstrom(atoms[0], atoms[2])).toBeCloseTo(0.95, 10);
    expect(angle(atoms[2].position, atoms[0].position, atoms[1].position)).toBeCloseTo(94.8, 6);
    // Seen along the OO bond (x), the angle between the OH bonds is the dihedral.
    const [first, second] = [atoms[2].position, atoms[3].position];
    expect(angle([0, first[1], first[2]], [0, 0, 0], [0, second[1], second[2]])).toBeCloseTo(119.8, 6);
  });

  it("builds benzene as a regular hexagon", () => {
    const { atoms } = moleculeFromLibrary("benzene");
    expect(distanceAngstrom(atoms[0], atoms[1])).toBeCloseTo(1.397, 10);
    expect(distanceAngstrom(atoms[5], atoms[0])).toBeCloseTo(1.397, 10);
    expect(distanceAngstrom(atoms[3], atoms[9])).toBeCloseTo(1.084, 10);
  });

  it("spaces hydrogen chains as their name says", () => {
    const { atoms, multiplicity } = moleculeFromLibrary("h6-chain-1.5");
    expect(atoms).toHaveLength(6);
    expect(distanceAngstrom(atoms[4], atoms[5])).toBeCloseTo(1.5, 10);
    expect(multiplicity).toBe(1);
    expect(moleculeFromLibrary("h5-chain").multiplicity).toBe(2);
    expect(() => moleculeFromLibrary("h99-chain")).toThrow(LibraryMoleculeError);
  });

  it("keeps its spin states unless the charge changes", () => {
    expect(moleculeFromLibrary("o2").multiplicity).toBe(3);
    expect(moleculeFromLibrary("o2", { charge: 1 }).multiplicity).toBe(2);
    expect(moleculeFromLibrary("o2", { multiplicity: 1 }).multiplicity).toBe(1);
    expect(moleculeFromLibrary("heh+")).toMatchObject({ charge: 1, multiplicity: 1 });
  });

  it("says that its geometry is that of another charge or spin state", () => {
    expect(moleculeFromLibrary("o2").notes).toEqual([]);
    expect(moleculeFromLibrary("h6-chain", { charge: 1 }).notes).toEqual([]);
    expect(moleculeFromLibrary("h2", { charge: 1 }).notes.join()).toMatch(/charge 0 and multiplicity 1;/);
    expect(moleculeFromLibrary("o2", { multiplicity: 1 }).notes.join()).toMatch(
      /charge 0 and multiplicity 3;/,
    );
  });

  it("suggests names for the beginning of a very long one", () => {
    const read = () => moleculeFromLibrary("x".repeat(200_000));
    expect(read).toThrow(LibraryMoleculeError);
    try {
      read();
    } catch (error) {
      expect((error as LibraryMoleculeError).details.name).toHaveLength(60);
    }
  });

  it("suggests close names for an unknown one", () => {
    expect(() => moleculeFromLibrary("benzen")).toThrow(/"benzen".*benzene/);
    expect(() => moleculeFromLibrary("")).toThrow(LibraryMoleculeError);
  });
});
