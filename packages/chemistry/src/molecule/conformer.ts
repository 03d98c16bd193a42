import { createRandom } from "@ansatz/simulator";
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
  /** "converged" at a minimum of the force field, "unfinished" short of it, "unavailable" without parameters (not relaxed). */
  readonly forceField: "converged" | "unfinished" | "unavailable";
  /** It has the stereo centres and double bonds of the molecule asked for. */
  readonly hasStereochemistry: boolean;
}

/**
 * Change, Å, of a bond between heavy atoms beyond which the relaxed length is no refinement of the conformer's, which
 * is that of crystal structures: MMFF94 then lacks the bond's parameters and takes those of a single bond.
 */
const largestBondChange = { single: 0.15, multiple: 0.1 };

/** Size, Å, of the nudge that takes atoms off a line, where the force field has no gradient. */
const nudge = 0.05;
const mostNudges = 3;

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
  let relaxed = molecule.getCompactCopy();
  let isConverged = false;
  try {
    isConverged = minimise(chemistry, relaxed);
    for (let seed = 1; !isConverged && seed <= mostNudges; seed++) {
      const nudged = nudgeAtoms(molecule.getCompactCopy(), seed);
      isConverged = minimise(chemistry, nudged);
      if (isConverged) relaxed = nudged;
    }
  } catch {
    // MMFF94 throws for atoms it does not know.
    return describe(chemistry, molecule, "unavailable", idCode);
  }
  if (!keepsBonds(molecule, relaxed)) return describe(chemistry, molecule, "unavailable", idCode);
  return describe(chemistry, relaxed, isConverged ? "converged" : "unfinished", idCode);
}

function describe(
  chemistry: typeof OpenChemLib,
  molecule: OpenChemLib.Molecule,
  forceField: Conformer["forceField"],
  idCode: string,
): Conformer {
  const hasStereochemistry = chemistry.Molecule.fromMolfile(molecule.toMolfile()).getIDCode() === idCode;
  return { molecule, forceField, hasStereochemistry };
}

/** Moves the molecule to a minimum of the force field; false when it stops short of one. */
function minimise({ ForceFieldMMFF94 }: typeof OpenChemLib, molecule: OpenChemLib.Molecule): boolean {
  const mmff = new ForceFieldMMFF94(molecule, "MMFF94s+");
  return mmff.minimise({ maxIts: 10_000, gradTol: 1e-6, funcTol: 1e-12 }) === 0;
}

function nudgeAtoms(molecule: OpenChemLib.Molecule, seed: number): OpenChemLib.Molecule {
  const random = createRandom(seed);
  const move = () => nudge * (2 * random.uniform() - 1);
  for (let atom = 0; atom < molecule.getAllAtoms(); atom++) {
    molecule.setAtomX(atom, molecule.getAtomX(atom) + move());
    molecule.setAtomY(atom, molecule.getAtomY(atom) + move());
    molecule.setAtomZ(atom, molecule.getAtomZ(atom) + move());
  }
  return molecule;
}

function keepsBonds(before: OpenChemLib.Molecule, after: OpenChemLib.Molecule): boolean {
  for (let bond = 0; bond < before.getAllBonds(); bond++) {
    const [first, second] = [before.getBondAtom(0, bond), before.getBondAtom(1, bond)];
    if (before.getAtomicNo(first) === 1 || before.getAtomicNo(second) === 1) continue;
    const lengths = [before, after].map((molecule) =>
      Math.hypot(
        molecule.getAtomX(first) - molecule.getAtomX(second),
        molecule.getAtomY(first) - molecule.getAtomY(second),
        molecule.getAtomZ(first) - molecule.getAtomZ(second),
      ),
    );
    const isSingle = before.getBondOrder(bond) === 1 && !before.isAromaticBond(bond);
    const largest = isSingle ? largestBondChange.single : largestBondChange.multiple;
    if (!(Math.abs(lengths[1] - lengths[0]) <= largest)) return false;
  }
  return true;
}
