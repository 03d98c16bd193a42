import { describe, expect, it } from "vitest";
import { initialDraft } from "./draft.ts";
import { bondOf, chooseBond, pickAtom } from "./scan-bond.ts";

const bonds = [
  { atoms: [1, 2], label: "O1–H2", lengthAngstrom: 0.96, isInRing: false },
  { atoms: [1, 3], label: "O1–H3", lengthAngstrom: 0.96, isInRing: false },
] as const;

describe("the bond of a scan", () => {
  it("two clicks choose the bond and a range around its length", () => {
    const first = { ...initialDraft, ...pickAtom(initialDraft, 1, bonds) };
    expect(first).toMatchObject({ firstAtom: 1, secondAtom: "" });
    const second = { ...first, ...pickAtom(first, 3, bonds) };
    expect(second).toMatchObject({ firstAtom: 1, secondAtom: 3, fromAngstrom: 0.6, toAngstrom: 2.3 });
    expect(bondOf(second, bonds)?.label).toBe("O1–H3");
  });

  it("a second click on the same atom gives it back, a third atom begins anew", () => {
    expect(pickAtom({ ...initialDraft, firstAtom: 2 }, 2, bonds)).toEqual({ firstAtom: "" });
    expect(pickAtom({ ...initialDraft, firstAtom: 1, secondAtom: 2 }, 3, bonds)).toEqual({
      firstAtom: 3,
      secondAtom: "",
    });
  });

  it("the order of the atoms is kept: the second one moves", () => {
    expect(bondOf({ ...initialDraft, firstAtom: 2, secondAtom: 1 }, bonds)?.label).toBe("O1–H2");
    expect(chooseBond([2, 1], 0.96)).toMatchObject({ firstAtom: 2, secondAtom: 1 });
  });

  it("atoms that are not bonded keep the range that was typed", () => {
    expect(chooseBond([2, 3], undefined)).toEqual({ firstAtom: 2, secondAtom: 3 });
  });
});
