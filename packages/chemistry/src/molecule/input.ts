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
  if ("smiles" in input) return moleculeFromSmiles(input.smiles, options);
  if ("xyz" in input) return moleculeFromXyz(input.xyz, options);
  if ("library" in input) return moleculeFromLibrary(input.library, options);
  throw new MoleculeError(
    'molecule must be exactly one of { smiles: "O" }, { xyz: "O 0 0 0\\nH …" } or { library: "h2o" }.',
  );
}
