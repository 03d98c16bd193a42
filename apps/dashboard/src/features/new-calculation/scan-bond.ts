import type { ViewBond } from "../molecule-worker/types.ts";
import type { Draft } from "./draft.ts";

/** The bond that the draft names, in either order of its atoms. */
export function bondOf({ firstAtom, secondAtom }: Draft, bonds: readonly ViewBond[]): ViewBond | undefined {
  return bonds.find(
    ({ atoms: [first, second] }) =>
      (first === firstAtom && second === secondAtom) || (first === secondAtom && second === firstAtom),
  );
}

/** The draft's bond fields for two atoms, with a range around the bond's length. */
export function chooseBond(
  [firstAtom, secondAtom]: readonly [number, number],
  lengthAngstrom: number | undefined,
): Partial<Draft> {
  if (lengthAngstrom === undefined) return { firstAtom, secondAtom };
  const rounded = (value: number) => Math.round(value * 20) / 20;
  return {
    firstAtom,
    secondAtom,
    fromAngstrom: Math.max(0.35, rounded(0.65 * lengthAngstrom)),
    toAngstrom: rounded(2.4 * lengthAngstrom),
  };
}

/**
 * What a click on an atom does: the first click chooses the atom that stays, the second the one that moves; a click on
 * a chosen atom gives it back, a click with both chosen begins anew.
 */
export function pickAtom(draft: Draft, atom: number, bonds: readonly ViewBond[]): Partial<Draft> {
  const { firstAtom, secondAtom } = draft;
  if (firstAtom === atom && secondAtom === "") return { firstAtom: "" };
  if (firstAtom === "" || secondAtom !== "") return { firstAtom: atom, secondAtom: "" };
  const bond = bondOf({ ...draft, secondAtom: atom }, bonds);
  return chooseBond([firstAtom, atom], bond?.lengthAngstrom);
}
