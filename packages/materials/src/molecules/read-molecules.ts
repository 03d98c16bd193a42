import type { Molecule } from "openchemlib";
import { MaterialsTableError } from "../errors.ts";

/** The library, loaded when molecules are first described: it weighs megabytes. */
export type ChemistryLibrary = typeof import("openchemlib");

const longestSmiles = 2000;

/**
 * What reads the molecule of a SMILES text. It throws MaterialsTableError for a text that is no molecule: syntax, valence,
 * wildcards.
 */
export async function loadMoleculeReader(): Promise<(smiles: string) => Molecule> {
  const library = await import("openchemlib");
  return (smiles) => readMolecule(library, smiles);
}

function readMolecule(library: ChemistryLibrary, smiles: string): Molecule {
  try {
    return parseMolecule(library, smiles);
  } catch (error) {
    throw new MaterialsTableError(
      `${smiles.trim().slice(0, 60)} must be a molecule as SMILES, but ${reasonOf(error)}`,
      { smiles },
      { cause: error },
    );
  }
}

function parseMolecule(library: ChemistryLibrary, smiles: string): Molecule {
  const text = smiles.trim();
  if (text === "") throw new TypeError("it is empty");
  if (text.length > longestSmiles) throw new TypeError(`it has more than ${longestSmiles} characters`);
  const molecule = library.Molecule.fromSmiles(text);
  molecule.ensureHelperArrays(library.Molecule.cHelperRings);
  if (molecule.getAtoms() === 0) throw new TypeError("it has no atom");
  for (let atom = 0; atom < molecule.getAllAtoms(); atom++) {
    const number = molecule.getAtomicNo(atom);
    if (number < 1 || number > 118) throw new TypeError(`its atom ${atom + 1} is no element`);
    if (molecule.getFreeValence(atom) < 0) {
      throw new TypeError(
        `its atom ${atom + 1} (${molecule.getAtomLabel(atom)}) has valence ${molecule.getOccupiedValence(atom)}, more than it can have`,
      );
    }
  }
  return molecule;
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^Class\$S\d+:\s*/, "").replace(/^SmilesParser:\s*/, "");
}

/**
 * Molecules of SMILES texts.
 *
 * @throws MaterialsTableError that names every row (counted from 1) whose text is no molecule: syntax, valence, wildcards.
 */
export function readMolecules(library: ChemistryLibrary, smiles: readonly string[]): Molecule[] {
  const faults: { row: number; smiles: string; reason: string }[] = [];
  const molecules = smiles.flatMap((text, index) => {
    try {
      return [parseMolecule(library, text)];
    } catch (error) {
      faults.push({ row: index + 1, smiles: text, reason: reasonOf(error) });
      return [];
    }
  });
  if (faults.length > 0) {
    const shown = faults
      .slice(0, 3)
      .map((fault) => `row ${fault.row} (${fault.smiles.slice(0, 60)}): ${fault.reason}`)
      .join("; ");
    throw new MaterialsTableError(
      `SMILES must be molecules, got ${faults.length} that are none: ${shown}${faults.length > 3 ? "; and more" : ""}`,
      { rows: faults.map(({ row }) => row), faults },
    );
  }
  return molecules;
}
