import { describe, expect, test } from "vitest";
import { StructureError } from "../../errors.ts";
import { cellVolume } from "../lattice.ts";
import { readStructure } from "../read-structure.ts";
import { readPoscar } from "./read-poscar.ts";

const direct = `rutile
1.0
4.594 0 0
0 4.594 0
0 0 2.959
Ti O
2 4
Direct
0 0 0
0.5 0.5 0.5
0.305 0.305 0
0.695 0.695 0
0.195 0.805 0.5
0.805 0.195 0.5
`;

function fractionals(text: string): number[] {
  return readPoscar(text).crystal.sites.flatMap(({ fractional }) => [...fractional]);
}

function expectClose(values: readonly number[], expected: readonly number[]): void {
  expect(values).toHaveLength(expected.length);
  for (const [k, value] of values.entries()) expect(value).toBeCloseTo(expected[k], 10);
}

describe("POSCAR", () => {
  test("elements, counts and direct coordinates", () => {
    const { crystal } = readPoscar(direct);
    expect(crystal.name).toBe("rutile");
    expect(crystal.sites.map(({ species }) => species[0].element).join("")).toBe("TiTiOOOO");
    expect(cellVolume(crystal.lattice)).toBeCloseTo(4.594 ** 2 * 2.959, 10);
    expect(crystal.sites[4].fractional).toEqual([0.195, 0.805, 0.5]);
  });

  test("a scale multiplies the cell; a negative one is its volume; three scale the axes", () => {
    const scaled = (scale: string): readonly (readonly number[])[] =>
      readPoscar(direct.replace("1.0", scale)).crystal.lattice;
    expect(scaled("2")[0][0]).toBeCloseTo(9.188, 12);
    const byVolume = readPoscar(direct.replace("1.0", "-125")).crystal.lattice;
    expect(cellVolume(byVolume)).toBeCloseTo(125, 10);
    expect(byVolume[2][2] / byVolume[0][0]).toBeCloseTo(2.959 / 4.594, 12);
    const triple = scaled("1 2 3");
    expect([triple[0][0], triple[1][1], triple[2][2]]).toEqual([4.594, 9.188, 3 * 2.959]);
  });

  test("Cartesian coordinates are scaled with the cell", () => {
    const expected = fractionals(direct);
    for (const scale of [1, 2]) {
      const rows = direct
        .split("\n")
        .slice(8, 14)
        .map((line) => {
          const [x, y, z] = line.split(" ").map(Number);
          return [(x * 4.594) / scale, (y * 4.594) / scale, (z * 2.959) / scale].join(" ");
        });
      const vectors = [`${4.594 / scale} 0 0`, `0 ${4.594 / scale} 0`, `0 0 ${2.959 / scale}`];
      const text = ["rutile", scale, ...vectors, "Ti O", "2 4", "Cartesian", ...rows].join("\n");
      expectClose(fractionals(text), expected);
    }
  });

  test("selective dynamics, potentials' names, trailing symbols and velocities", () => {
    const text = direct
      .replace("Ti O\n", "Ti_sv O/7a1b\n")
      .replace("Direct", "Selective dynamics\nDirect")
      .replace("0.5 0.5 0.5", "0.5 0.5 0.5 T T F Ti");
    expectClose(fractionals(`${text}\n0 0 0\n0 0 0\n`), fractionals(direct));
  });

  test("VASP 4: elements from the first line, from the options, or refused", () => {
    const old = direct.replace("Ti O\n", "");
    expect(() => readPoscar(old)).toThrow(
      "a POSCAR must name its elements on line 6 (VASP 5) or on line 1, got counts 2 4 alone",
    );
    const named = readPoscar(old.replace("rutile", "Ti O"));
    expect(named.notes).toEqual(["The elements Ti, O are read from the first line."]);
    expect(named.crystal.sites).toEqual(readPoscar(direct).crystal.sites);
    expect(readPoscar(old, { elements: ["Sn", "O"] }).crystal.sites[0].species[0].element).toBe("Sn");
  });

  test("the kind of a text is recognised", () => {
    expect(readStructure(direct).crystal.name).toBe("rutile");
    expect(() => readStructure("data_x\n")).toThrow("a CIF must have a block");
  });

  test.each([
    ["", "line 2 of a POSCAR must hold the scale of the cell, got the end"],
    [direct.replace("1.0", "0"), "the scale on line 2 must be a length factor above 0"],
    [
      direct.replace("0 4.594 0", "0 four 0"),
      "line 4 of a POSCAR must hold a vector of the cell, got 0 four 0",
    ],
    [direct.replace("0 4.594 0", "4.594 0 0"), "must span a volume, got 0"],
    [direct.replace("Ti O", "Ti Xx"), "must hold symbols of elements, got Xx"],
    [direct.replace("Ti O", "Ti"), "a count for each of its 1 elements Ti, got 2 counts"],
    [
      direct.replace("2 4", "two four"),
      "line 7 of a POSCAR must hold the number of atoms of each element, got two four",
    ],
    [direct.replace("Direct\n", ""), "line 8 of a POSCAR must be Direct or Cartesian, got 0 0 0"],
    [
      direct.replace("0.805 0.195 0.5\n", ""),
      "line 14 of a POSCAR must hold the coordinates of one of 6 sites, got",
    ],
    [direct.replace("2 4", "2 4000"), "a cell must hold at most 2000 sites, got 4002"],
  ])("refused: %j", (text, message) => {
    expect(() => readPoscar(text)).toThrow(StructureError);
    expect(() => readPoscar(text)).toThrow(message);
  });
});
