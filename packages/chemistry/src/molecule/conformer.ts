import type * as OpenChemLib from "openchemlib";
import { GeometryGenerationError } from "../errors.ts";

/** openchemlib with its conformer and force-field tables registered. */
let library: Promise<typeof OpenChemLib> | undefined;

/**
 * Loads openchemlib and its tables once. In Node the tables are read from the package's folder, in a browser from the
 * given address or from beside the module.
 */
export async function loadConformerLibrary(tablesUrl?: string): Promise<typeof OpenChemLib> {
  library ??= load(tablesUrl);
  try {
    return await library;
  } catch (cause) {
    library = undefined;
    throw new GeometryGenerationError(
      "The tables of the conformer generator could not be loaded. Give the geometry as XYZ, or register the tables' address.",
      { cause },
    );
  }
}

async function load(tablesUrl: string | undefined): Promise<typeof OpenChemLib> {
  const module = await import("openchemlib");
  const isNode = "process" in globalThis && typeof globalThis.process.getBuiltinModule === "function";
  if (tablesUrl !== undefined) await module.Resources.registerFromUrl(tablesUrl);
  else if (isNode) module.Resources.registerFromNodejs();
  else await module.Resources.registerFromUrl();
  return module;
}

export interface Conformer {
  readonly molecule: OpenChemLib.Molecule;
  /** "converged" at a minimum of the force field, "unfinished" short of it, "unavailable" without parameters. */
  readonly forceField: "converged" | "unfinished" | "unavailable";
}

/**
 * A conformer with all hydrogen atoms, relaxed by MMFF94s+ where that force field has parameters.
 *
 * The same seed gives the same coordinates. Undefined when no conformer was found.
 * Source of the force field: Halgren, J. Comput. Chem. 17, 490 (1996); 20, 720 (1999).
 */
export function generateConformer(
  { ConformerGenerator, ForceFieldMMFF94 }: typeof OpenChemLib,
  molecule: OpenChemLib.Molecule,
  seed: number,
): Conformer | undefined {
  const conformer = new ConformerGenerator(seed).getOneConformerAsMolecule(molecule);
  if (!conformer) return undefined;
  try {
    const forceField = new ForceFieldMMFF94(conformer, "MMFF94s+");
    const status = forceField.minimise({ maxIts: 10_000, gradTol: 1e-6, funcTol: 1e-12 });
    return { molecule: conformer, forceField: status === 0 ? "converged" : "unfinished" };
  } catch {
    return { molecule: conformer, forceField: "unavailable" };
  }
}
