import { MoleculeError } from "../errors.ts";
import { moleculeFromLibrary } from "./library.ts";
import type { MoleculeWithOrigin } from "./molecule.ts";
import { moleculeFromSmiles, type SmilesOptions } from "./smiles.ts";
import { moleculeFromXyz } from "./xyz.ts";

/** Exactly one of SMILES, XYZ text (Å) or a library name. */
export type MoleculeInput =
  | { readonly smiles: string }
  | { readonly xyz: string }
  | { readonly library: string };

/** The molecule that an input names, with its geometry. */
export async function moleculeFromInput(
  input: MoleculeInput,
  options: SmilesOptions = {},
): Promise<MoleculeWithOrigin> {
  checkInput(input);
  if ("smiles" in input) return moleculeFromSmiles(input.smiles, options);
  if ("xyz" in input) return moleculeFromXyz(input.xyz, options);
  return moleculeFromLibrary(input.library, options);
}

/**
 * Throws unless the input is text under exactly one of the three names.
 *
 * @throws {@link MoleculeError}
 */
export function checkInput(input: unknown): asserts input is MoleculeInput {
  const fields: Readonly<Record<string, unknown>> =
    typeof input === "object" && input !== null ? { ...input } : {};
  const given = ["smiles", "xyz", "library"].filter((name) => fields[name] !== undefined);
  if (given.length === 1 && typeof fields[given[0]] === "string") return;
  throw new MoleculeError(
    'molecule must be exactly one of { smiles: "O" }, { xyz: "O 0 0 0\\nH …" } or { library: "h2o" }.',
  );
}
