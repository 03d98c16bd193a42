import { describe, expect, it } from "vitest";
import { SmilesError } from "../errors.ts";
import { checkSmilesSyntax } from "./smiles-syntax.ts";

describe("SMILES syntax", () => {
  it.each([
    ["O", 1],
    ["CC(=O)Oc1ccccc1C(=O)O", 13],
    ["C1CC%12CC1CC%12", 7],
    ["[Na+].[Cl-]", 2],
    ["N[C@@H](C)C(=O)O", 6],
    ["[13CH4]", 1],
    ["F/C=C/F", 4],
    ["[O-][N+](=O)c1ccccc1", 9],
    ["C(F)(F)(F)Cl", 5],
    ["[se]1cccc1", 5],
  ])("%s is accepted with %i written atoms", (smiles, atoms) => {
    expect(checkSmilesSyntax(smiles)).toBe(atoms);
  });

  it.each([
    ["", 1, "empty"],
    ["C(", 2, "closing"],
    ["C(C", 2, "closing"],
    ["CC)C", 3, "closes no branch"],
    ["C1CC", 2, "not closed"],
    ["CX", 2, "unknown atom"],
    ["C%", 2, "two digits"],
    ["CCO garbage", 4, "blank"],
    ["C[NH4", 2, "closing"],
    ["[Hello]", 1, "no atom"],
    ["C==C", 3, "two bond symbols"],
    ["CC=", 3, "leads to no atom"],
    ["=CC", 1, "must follow an atom"],
    ["C()C", 2, "empty"],
    ["*C", 1, "wildcard"],
    ["C.", 2, "nothing after"],
    ["Cé", 2, "no such character"],
  ])('"%s" is refused at position %i', (smiles, position, problem) => {
    const check = () => checkSmilesSyntax(smiles);
    expect(check).toThrow(SmilesError);
    expect(check).toThrow(problem);
    try {
      check();
    } catch (error) {
      expect((error as SmilesError).details.position).toBe(position);
    }
  });
});
