import { ApiProblemError, errorCodes } from "@ansatz/contract";
import { describe, expect, it } from "vitest";
import { initialDraft, parseDraft } from "./draft.ts";
import { clearErrors, fieldOfError, fieldOfPath, rangeErrors, toFieldErrors } from "./field-errors.ts";

function errorsOf(change: Partial<typeof initialDraft>) {
  try {
    parseDraft({ ...initialDraft, ...change });
  } catch (error) {
    return toFieldErrors(error);
  }
  return {};
}

describe("errors by field", () => {
  it("a value out of range is told at its field with the range", () => {
    expect(errorsOf({ charge: 99 })).toEqual({ charge: "Must be at most 10, got 99." });
    expect(errorsOf({ activeSpace: "active", electrons: 0 })).toEqual({
      electrons: "Must be at least 1, got 0.",
    });
    expect(errorsOf({ activeSpace: "active", orbitals: "" })).toHaveProperty("orbitals");
  });

  it("values out of range are told while typing, missing ones are not", () => {
    const draft = { ...initialDraft, kind: "bond-scan", smiles: "", points: 1, seed: -1 } as const;
    expect(rangeErrors(draft)).toEqual({
      points: "Must be at least 2, got 1.",
      seed: "Must be at least 0, got -1.",
    });
    expect(rangeErrors(initialDraft)).toEqual({});
  });

  it("an empty molecule and a missing bond say what to do", () => {
    expect(errorsOf({ smiles: "" }).molecule).toMatch(/type a SMILES/);
    expect(errorsOf({ kind: "bond-scan", fromAngstrom: 1, toAngstrom: 2 }).bond).toMatch(/Choose the bond/);
  });

  it("a problem of the server goes to the field that its code speaks of", () => {
    const problem = (code: keyof typeof errorCodes) =>
      new ApiProblemError({ type: "urn:x", title: "t", status: 422, detail: "what to do", code });
    expect(toFieldErrors(problem("smiles"))).toEqual({ molecule: "what to do" });
    expect(toFieldErrors(problem("too-large"))).toEqual({ activeSpace: "what to do" });
    expect(toFieldErrors(problem("storage-unavailable"))).toEqual({ form: "what to do" });
  });

  it("paths and codes that no field shows belong to the form", () => {
    expect(fieldOfPath("request.activeSpace.kind")).toBe("activeSpace");
    expect(fieldOfPath("request.molecule.smiles")).toBe("molecule");
    expect(fieldOfPath("request.unknown")).toBe("form");
    expect(fieldOfError("internal")).toBe("form");
  });

  it("changing the molecule clears what was said about it and keeps the rest", () => {
    const errors = { molecule: "m", basis: "b", seed: "s", form: "f" };
    expect(clearErrors(errors, { smiles: "C" })).toEqual({ seed: "s" });
    expect(clearErrors(errors, { basis: "6-31g" })).toEqual({ molecule: "m", seed: "s" });
  });
});
