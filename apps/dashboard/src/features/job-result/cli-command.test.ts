import { createJobSchema, type CreateJobInput } from "@ansatz/contract";
import { describe, expect, it } from "vitest";
import { cliCommand, quote } from "./cli-command.ts";

const commandOf = (input: CreateJobInput) => cliCommand(createJobSchema.parse(input));

describe("the command that repeats a job", () => {
  it("names the molecule and the model and leaves defaults out", () => {
    expect(commandOf({ kind: "ground-state", request: { molecule: { smiles: "CC(=O)O" } } })).toBe(
      "npx ansatz ground-state --smiles 'CC(=O)O' --basis sto-3g",
    );
  });

  it("holds everything that differs from the defaults", () => {
    expect(
      commandOf({
        kind: "ground-state",
        request: {
          molecule: { library: "o2" },
          charge: 1,
          multiplicity: 4,
          basis: "6-31g*",
          activeSpace: { kind: "active", electrons: 7, orbitals: 6 },
          optimizer: "spsa",
          energyTolerance: 1e-6,
          maxIterations: 200,
          seed: 7,
        },
      }),
    ).toBe(
      "npx ansatz ground-state --molecule o2 --charge 1 --multiplicity 4 --basis '6-31g*' --active 7,6 " +
        "--optimizer spsa --max-iterations 200 --tolerance 0.000001 --seed 7",
    );
  });

  it("a scan names its bond and its range; XYZ coordinates come from a file", () => {
    expect(
      commandOf({
        kind: "bond-scan",
        request: {
          molecule: { xyz: "H 0 0 0\nH 0 0 1" },
          bond: [1, 2],
          fromAngstrom: 0.5,
          toAngstrom: 2,
          activeSpace: { kind: "full" },
        },
      }),
    ).toBe(
      "npx ansatz scan --xyz molecule.xyz --bond 1,2 --from 0.5 --to 2 --points 11 --basis sto-3g --full",
    );
  });

  it("quotes what a shell would take apart", () => {
    expect(quote("it's")).toBe(String.raw`'it'\''s'`);
    expect(quote("C#N")).toBe("'C#N'");
    expect(quote("h2o")).toBe("h2o");
  });
});
