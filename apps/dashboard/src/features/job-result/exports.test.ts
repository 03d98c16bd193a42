import { describe, expect, it } from "vitest";
import { barShare } from "./bar-share.ts";
import { historyCsv, scanCsv, toXyz } from "./exports.ts";

describe("files of a result", () => {
  it("the XYZ text has a count, one comment line and one line an atom", () => {
    const text = toXyz(
      [
        { element: "H", position: [0, 0, 0] },
        { element: "Cl", position: [0, 0, 1.2746] },
      ],
      "hydrogen\nchloride",
    );
    const lines = text.split("\n");
    expect(lines.slice(0, 2)).toEqual(["2", "hydrogen chloride"]);
    expect(lines[3].trim().split(/\s+/)).toEqual(["Cl", "0.0000000000", "0.0000000000", "1.2746000000"]);
  });

  it("a missing gradient or energy is an empty cell", () => {
    expect(
      historyCsv({
        history: [{ iteration: 1, energy: -1.5, gradientNorm: null, evaluations: 2, seconds: 0.25 }],
      }).split("\n"),
    ).toEqual(["iteration,energy_hartree,gradient_norm,evaluations,seconds", "1,-1.5,,2,0.25", ""]);
    expect(
      scanCsv({
        points: [
          {
            bondLengthAngstrom: 0.7,
            rhf: -1,
            mp2: null,
            casci: -1.1,
            vqe: -1.1,
            converged: true,
            seconds: 1,
          },
        ],
      }).split("\n")[1],
    ).toBe("0.7,-1,,-1.1,-1.1,true");
  });
});

describe("bars of the error budget", () => {
  it("run over six decades, from a microhartree to a hartree, whatever the sign", () => {
    expect(barShare(0)).toBe(0);
    expect(barShare(1e-3)).toBeCloseTo(0.5, 12);
    expect(barShare(-1e-3)).toBeCloseTo(0.5, 12);
    expect(barShare(20)).toBe(1);
    expect(barShare(1e-9)).toBeGreaterThan(0);
  });
});
