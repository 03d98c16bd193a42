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
  /** It has the stereo centres and double bonds of the molecule asked for. */
  readonly hasStereochemistry: boolean;
}

/** Conformers tried for one with the right stereochemistry. */
const mostConformers = 20;

/** Whether MMFF94 knows all atoms; hydrogen atoms are added to a copy. */
export function hasForceField(
  { ForceFieldMMFF94 }: typeof OpenChemLib,
  molecule: OpenChemLib.Molecule,
): boolean {
  const complete = molecule.getCompactCopy();
  complete.addImplicitHydrogens();
  try {
    return new ForceFieldMMFF94(complete, "MMFF94s+").size() > 0;
  } catch {
    return false;
  }
}

/**
 * A conformer with all hydrogen atoms, relaxed by MMFF94s+ where that force field has parameters.
 *
 * The same seed gives the same coordinates. The generator's quick way can lose the configuration of a double bond, so
 * the result is compared with the molecule and other conformers are tried where it differs. Undefined when no
 * conformer was found.
 * Source of the force field: Halgren, J. Comput. Chem. 17, 490 (1996); 20, 720 (1999).
 */
export function generateConformer(
  chemistry: typeof OpenChemLib,
  molecule: OpenChemLib.Molecule,
  seed: number,
): Conformer | undefined {
  const idCode = molecule.getIDCode();
  const generator = new chemistry.ConformerGenerator(seed);
  const quick = generator.getOneConformerAsMolecule(molecule.getCompactCopy());
  const first = quick ? relax(chemistry, quick, idCode) : undefined;
  if (first?.hasStereochemistry) return first;
  generator.initializeConformers(molecule.getCompactCopy());
  for (let attempt = 0; attempt < mostConformers; attempt++) {
    const next = generator.getNextConformerAsMolecule();
    if (!next) break;
    const conformer = relax(chemistry, next, idCode);
    if (conformer.hasStereochemistry) return conformer;
  }
  return first;
}

function relax(chemistry: typeof OpenChemLib, molecule: OpenChemLib.Molecule, idCode: string): Conformer {
  let forceField: Conformer["forceField"] = "unavailable";
  try {
    const mmff = new chemistry.ForceFieldMMFF94(molecule, "MMFF94s+");
    const status = mmff.minimise({ maxIts: 10_000, gradTol: 1e-6, funcTol: 1e-12 });
    forceField = status === 0 ? "converged" : "unfinished";
  } catch {
    // MMFF94 throws for atoms it does not know.
  }
  const hasStereochemistry = chemistry.Molecule.fromMolfile(molecule.toMolfile()).getIDCode() === idCode;
  return { molecule, forceField, hasStereochemistry };
}
