import {
  createJobSchema,
  type BondScanRequest,
  type GroundStateRequest,
  type MoleculeInput,
} from "@ansatz/contract";
import { expect, test } from "vitest";
import { bondScanTitle, groundStateTitle } from "./titles.ts";

const groundState = (molecule: MoleculeInput, more: object = {}) =>
  createJobSchema.parse({ kind: "ground-state", request: { molecule, ...more } })
    .request as GroundStateRequest;

test.each([
  [{ library: "h2o" }, {}, "h2o · sto-3g · default space"],
  [{ smiles: "CCO" }, { basis: "6-31G", activeSpace: { kind: "full" } }, "CCO · 6-31g · full"],
  [
    { xyz: "3\nwater\nO 0 0 0\nH 0 0.76 0.59\nH 0 -0.76 0.59\n" },
    { activeSpace: { kind: "active", electrons: 4, orbitals: 4 } },
    "OH2 (XYZ) · sto-3g · (4,4)",
  ],
  [{ xyz: "not a molecule" }, {}, "XYZ · sto-3g · default space"],
])("a ground state of %j is called by its molecule, basis and space", (molecule, more, title) => {
  expect(groundStateTitle(groundState(molecule, more))).toBe(title);
});

test("a long SMILES is cut", () => {
  expect(groundStateTitle(groundState({ smiles: "C".repeat(100) })).length).toBeLessThan(90);
});

test("a bond scan tells its bond and range", () => {
  const request = createJobSchema.parse({
    kind: "bond-scan",
    request: { molecule: { library: "h2" }, bond: [1, 2], fromAngstrom: 0.5, toAngstrom: 2.5 },
  }).request as BondScanRequest;
  expect(bondScanTitle(request)).toBe("h2 · bond 1–2 · 0.5–2.5 Å, 11 points · sto-3g · default space");
});
