import { describe, expect, it } from "vitest";
import { bohrAngstrom } from "../elements/constants.ts";
import { moleculeFromLibrary } from "./library.ts";
import type { Atom } from "./molecule.ts";
import { alignToPrincipalAxes } from "./principal-axes.ts";
import { moleculeFromXyz } from "./xyz.ts";

/** Rotated by 0.7 about z, then by 0.4 about x, and moved. */
function turn(atoms: readonly Atom[]): Atom[] {
  const [c, s, d, t] = [Math.cos(0.7), Math.sin(0.7), Math.cos(0.4), Math.sin(0.4)];
  return atoms.map(({ atomicNumber, position: [x, y, z] }) => {
    const [u, v] = [c * x - s * y, s * x + c * y];
    return { atomicNumber, position: [u + 1, d * v - t * z - 2, t * v + d * z + 0.5] };
  });
}

const distances = (atoms: readonly Atom[]) =>
  atoms.flatMap((a) =>
    atoms.map((b) => Math.hypot(...a.position.map((value, axis) => value - b.position[axis]))),
  );

const chirality = (atoms: readonly Atom[]) => {
  const [a, b, c] = [1, 2, 3].map((index) =>
    atoms[index].position.map((value, axis) => value - atoms[0].position[axis]),
  );
  return (
    a[0] * (b[1] * c[2] - b[2] * c[1]) -
    a[1] * (b[0] * c[2] - b[2] * c[0]) +
    a[2] * (b[0] * c[1] - b[1] * c[0])
  );
};

describe("alignment to the principal axes", () => {
  it("makes a slightly distorted, turned water molecule exactly symmetric", () => {
    const water = moleculeFromXyz("O 0 0 0; H 0.7575 0 0.5871; H -0.7575000001 0 0.5870999999");
    const [oxygen, first, second] = alignToPrincipalAxes(turn(water.atoms)).map(({ position }) => position);
    expect(oxygen[0]).toBe(0);
    expect(first[0]).toBe(0);
    expect(oxygen[2]).toBe(0);
    expect(first[2]).toBe(-second[2]);
    expect(first[1]).toBe(second[1]);
    expect(Math.abs(first[2]) * bohrAngstrom).toBeCloseTo(0.7575, 8);
  });

  it("keeps distances and handedness", () => {
    const { atoms } = moleculeFromXyz(
      "C 0 0 0; H 1.09 0 0; F -0.4 1.3 0; Cl -0.5 -0.6 1.6; Br -0.5 -0.6 -1.8",
    );
    const turned = turn(atoms);
    const aligned = alignToPrincipalAxes(turned);
    for (const [index, distance] of distances(aligned).entries()) {
      expect(Math.abs(distance - distances(atoms)[index])).toBeLessThan(5e-5);
    }
    expect(chirality(aligned)).toBeCloseTo(chirality(atoms), 2);
    expect(Math.abs(chirality(atoms))).toBeGreaterThan(1);
  });

  it("keeps a mirror plane of symmetric and spherical tops", () => {
    for (const name of ["nh3", "ch4", "benzene", "bh3"]) {
      const aligned = alignToPrincipalAxes(turn(moleculeFromLibrary(name).atoms)).map(
        ({ position }) => position,
      );
      const inPlane = aligned.filter(([, y]) => y === 0);
      expect(inPlane.length).toBeGreaterThanOrEqual(2);
      for (const [x, y, z] of aligned) expect(aligned).toContainEqual([x, -y + 0, z]);
    }
  });

  it("puts a linear molecule on z, and a single atom at the origin", () => {
    const { atoms } = moleculeFromXyz("N 0 0 0; N 0.6 0.6 0.6");
    for (const { position } of alignToPrincipalAxes(atoms))
      expect(Math.hypot(position[0], position[1])).toBe(0);
    expect(alignToPrincipalAxes([{ atomicNumber: 2, position: [1, 2, 3] }])[0].position).toEqual([0, 0, 0]);
  });
});
