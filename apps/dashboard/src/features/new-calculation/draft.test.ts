import { createJobSchema, type CreateJob } from "@ansatz/contract";
import { describe, expect, it } from "vitest";
import { draftOfJob, initialDraft, parseDraft, restoreDraft } from "./draft.ts";

describe("the draft of a calculation", () => {
  it("the initial draft is a complete job: water with the contract's defaults", () => {
    const job = createJobSchema.parse(parseDraft(initialDraft));
    expect("molecule" in job.request && job.request.molecule).toEqual({ smiles: "O" });
    expect(job.request).toMatchObject({ basis: "sto-3g", activeSpace: { kind: "auto" }, seed: 42 });
  });

  it.each([
    {
      kind: "ground-state" as const,
      request: {
        molecule: { xyz: "H 0 0 0\nH 0 0 0.74" },
        charge: 1,
        multiplicity: 2,
        basis: "6-31g",
        activeSpace: { kind: "active" as const, electrons: 1, orbitals: 3 },
        optimizer: "cobyla" as const,
        energyTolerance: 1e-6,
        maxIterations: 50,
        seed: 7,
      },
    },
    {
      kind: "bond-scan" as const,
      request: {
        molecule: { library: "n2" },
        bond: [1, 2] as [number, number],
        fromAngstrom: 0.8,
        toAngstrom: 2.4,
        points: 9,
        activeSpace: { kind: "frozen-core" as const },
      },
    },
  ])("the draft of a $kind repeats its request", (input) => {
    const job = createJobSchema.parse(input) as Extract<CreateJob, { kind: "ground-state" | "bond-scan" }>;
    expect(createJobSchema.parse(parseDraft(draftOfJob(job)))).toEqual(job);
  });

  it("a bond scan without a bond names the field", () => {
    expect(() => parseDraft({ ...initialDraft, kind: "bond-scan", fromAngstrom: 1, toAngstrom: 2 })).toThrow(
      /request\.bond/,
    );
  });

  it("a stored draft comes back, and unusable parts of it fall back to the initial ones", () => {
    const changed = { ...initialDraft, smiles: "C=O", charge: -1 as const };
    expect(restoreDraft(JSON.stringify(changed))).toEqual(changed);
    expect(restoreDraft(JSON.stringify({ ...changed, optimizer: "magic", charge: "x" }))).toEqual({
      ...initialDraft,
      smiles: "C=O",
    });
    expect(restoreDraft("{")).toEqual(initialDraft);
    expect(restoreDraft(null)).toEqual(initialDraft);
  });
});
