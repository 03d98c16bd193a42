import { activeSpaceRequestSchema } from "@ansatz/contract";
import { QuestionError } from "../../shared/page-worker.ts";
import type { MoleculeFacts, SizeQuestion } from "../molecule-worker/types.ts";
import { useMolecule, useSizeEstimate } from "../molecule-worker/use-molecule.ts";
import { activeSpaceOf, moleculeOf, type Draft } from "./draft.ts";
import { fieldOfError, type FieldErrors } from "./field-errors.ts";

export interface MoleculeCheck {
  readonly molecule: MoleculeFacts | undefined;
  readonly isPending: boolean;
  readonly errors: FieldErrors;
  /** The question after the size of the calculation; undefined while its fields cannot be used. */
  sizeQuestion(activeSpace: unknown): SizeQuestion | undefined;
}

function errorOf(error: unknown): FieldErrors {
  if (!(error instanceof QuestionError)) return {};
  // A fault of the worker is no fault of the input; the server decides then.
  return error.code === "internal" ? {} : { [fieldOfError(error.code)]: error.message };
}

function integer(value: number | ""): number | undefined {
  return value === "" || !Number.isInteger(value) ? undefined : value;
}

/** Reads the molecule in the page as it is typed and says what is wrong at the field where it is wrong. */
export function useMoleculeCheck(draft: Draft): MoleculeCheck {
  const molecule = moleculeOf(draft);
  const question = molecule && {
    molecule,
    charge: integer(draft.charge),
    multiplicity: integer(draft.multiplicity),
    seed: integer(draft.seed),
  };
  const read = useMolecule(question);
  const facts = question && !read.error ? read.data : undefined;
  const isUsable = question !== undefined && facts !== undefined && facts.spinError === null;
  const sizeQuestion = (activeSpace: unknown): SizeQuestion | undefined => {
    const space = activeSpaceRequestSchema.safeParse(activeSpace);
    return isUsable && space.success
      ? { ...question, basis: draft.basis, activeSpace: space.data }
      : undefined;
  };
  const size = useSizeEstimate(sizeQuestion(activeSpaceOf(draft)));
  const spin = facts?.spinError;
  return {
    molecule: facts,
    isPending: read.isFetching,
    errors: {
      ...(question ? errorOf(read.error) : {}),
      ...(spin ? { [spin.code === "molecule" ? "charge" : fieldOfError(spin.code)]: spin.message } : {}),
      ...(isUsable ? errorOf(size.error) : {}),
    },
    sizeQuestion,
  };
}
