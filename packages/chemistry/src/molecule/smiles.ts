import type * as OpenChemLib from "openchemlib";
import { bohrAngstrom } from "../elements/constants.ts";
import { elements } from "../elements/elements.ts";
import { GeometryGenerationError, MoleculeError, SmilesError } from "../errors.ts";
import {
  checkElectrons,
  checkMolecule,
  countElectrons,
  lowestMultiplicity,
  maximumAtomCount,
} from "./checks.ts";
import { generateConformer, hasForceField, loadConformerLibrary } from "./conformer.ts";
import { libraryRows, type LibraryRow } from "./library-data.ts";
import { moleculeFromRow } from "./library.ts";
import type { Atom, ChargeAndSpin, Molecule, MoleculeWithOrigin } from "./molecule.ts";
import { alignToPrincipalAxes } from "./principal-axes.ts";
import { checkSmilesSyntax } from "./smiles-syntax.ts";

export interface SmilesOptions extends ChargeAndSpin {
  /** Seed of the conformer generator, default 42. */
  readonly seed?: number | undefined;
}

/**
 * A molecule with a three-dimensional geometry from SMILES.
 *
 * The geometry is a conformer relaxed by the MMFF94s+ force field, on its principal axes. Where the force field has no parameters (H2, LiH,
 * boron, carbon monoxide …) the library's geometry of the same molecule is taken, else the unrelaxed conformer; both
 * are said in `geometrySource` and `notes`. The charge is the sum of the formal charges unless given; the multiplicity
 * is the lowest possible (the library's for its molecules) unless given.
 *
 * @throws {@link SmilesError} with a position, counted from 1, where it is known; {@link GeometryGenerationError};
 * the errors of {@link checkMolecule}.
 */
export async function moleculeFromSmiles(
  smiles: string,
  options: SmilesOptions = {},
): Promise<MoleculeWithOrigin> {
  const text = readSyntax(smiles);
  const chemistry = await loadConformerLibrary();
  const parsed = parse(chemistry, text);
  const idCode = parsed.getIDCode();
  const formalCharge = sumOverAtoms(parsed, (index) => parsed.getAtomCharge(index));
  const charge = options.charge ?? formalCharge;
  const fragmentCount = parsed.getFragments().length;
  const seed = options.seed ?? 42;
  const row = libraryRowOf(chemistry, idCode);
  if (row && !hasForceField(chemistry, parsed)) return fromLibrary(row, { ...options, charge });
  const conformer = generateConformer(chemistry, parsed, seed);
  if (!conformer) {
    throw new GeometryGenerationError(
      `No three-dimensional geometry was found for "${text}". Give the molecule as XYZ instead.`,
      { details: { smiles: text, seed } },
    );
  }
  const atoms = alignToPrincipalAxes(atomsOf(conformer.molecule));
  const notes: string[] = [];
  if (fragmentCount > 1) {
    notes.push(`The SMILES has ${fragmentCount} separate parts; how they lie to each other is only a guess.`);
  }
  if (!conformer.hasStereochemistry) {
    notes.push(
      "The geometry does not have the stereochemistry of the SMILES; give the molecule as XYZ to be sure of it.",
    );
  }
  if (conformer.forceField === "unfinished") notes.push("The force field stopped short of its minimum.");
  if (conformer.forceField === "unavailable" && atoms.length > 1) {
    notes.push(
      "MMFF94 has no parameters for this molecule: the geometry is an unrelaxed conformer. A geometry as XYZ is better.",
    );
  }
  const molecule = { atoms, charge, multiplicity: chooseMultiplicity(atoms, charge, options, parsed, notes) };
  checkMolecule(molecule);
  return { ...molecule, ...originOf(conformer.forceField, atoms.length, seed), notes };
}

/**
 * The atoms of a SMILES, hydrogen included, with its charge and multiplicity but all at the origin: what can be known
 * without making a geometry.
 *
 * @throws {@link SmilesError}; the errors of {@link checkElectrons}; MoleculeError for an element not covered.
 */
export async function compositionFromSmiles(smiles: string, options: ChargeAndSpin = {}): Promise<Molecule> {
  const text = readSyntax(smiles);
  const chemistry = await import("openchemlib");
  const parsed = parse(chemistry, text);
  parsed.addImplicitHydrogens();
  const atoms = atomsOf(parsed).map(({ atomicNumber }): Atom => ({ atomicNumber, position: [0, 0, 0] }));
  const charge = options.charge ?? sumOverAtoms(parsed, (index) => parsed.getAtomCharge(index));
  const multiplicity = options.multiplicity ?? lowestMultiplicity(countElectrons({ atoms, charge }));
  const molecule = { atoms, charge, multiplicity };
  checkElectrons(molecule);
  return molecule;
}

/** The trimmed text, if it is written as SMILES are and has not too many atoms. */
function readSyntax(smiles: string): string {
  const text = smiles.trim();
  const written = checkSmilesSyntax(text);
  if (written > maximumAtomCount) {
    throw new MoleculeError(
      `The SMILES has ${written} atoms without hydrogen; at most ${maximumAtomCount} atoms in all can be calculated.`,
    );
  }
  return text;
}

function parse(chemistry: typeof OpenChemLib, smiles: string): OpenChemLib.Molecule {
  try {
    // Tetrahedral centres are read with the help of coordinates; without any, inventing them costs time for nothing.
    return new chemistry.SmilesParser().parseMolecule(smiles, { noCoordinates: !/[@/\\]/.test(smiles) });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : "";
    const detail = said.replace(/^.*?SmilesParser:\s*/, "").replace(/[.;]?\s*position:?\s*\d+\.?$/i, "");
    const found = /position:?\s*(\d+)/i.exec(said);
    const position = found ? Number(found[1]) + 1 : undefined;
    throw new SmilesError(
      `SMILES${position === undefined ? "" : `, position ${position}`}: ${detail === "" ? "it cannot be read" : detail} in "${smiles}".`,
      { cause, details: { smiles, ...(position === undefined ? {} : { position }) } },
    );
  }
}

function sumOverAtoms(molecule: OpenChemLib.Molecule, valueOf: (index: number) => number): number {
  let sum = 0;
  for (let index = 0; index < molecule.getAllAtoms(); index++) sum += valueOf(index);
  return sum;
}

function atomsOf(molecule: OpenChemLib.Molecule): Atom[] {
  return Array.from({ length: molecule.getAllAtoms() }, (_, index) => {
    const atomicNumber = molecule.getAtomicNo(index);
    if (atomicNumber < 1 || atomicNumber > elements.length) {
      throw new MoleculeError(
        `Element ${molecule.getAtomLabel(index)} (atom ${index + 1}) is not covered; elements from H to ${elements.at(-1)!.symbol} are.`,
        { details: { atom: index + 1, atomicNumber } },
      );
    }
    const position = [molecule.getAtomX(index), molecule.getAtomY(index), molecule.getAtomZ(index)];
    const [x, y, z] = position.map((value) => value / bohrAngstrom);
    return { atomicNumber, position: [x, y, z] };
  });
}

/** Library rows by the canonical code of their SMILES. */
let rowsByIdCode: ReadonlyMap<string, LibraryRow> | undefined;

function libraryRowOf({ SmilesParser }: typeof OpenChemLib, idCode: string): LibraryRow | undefined {
  rowsByIdCode ??= new Map(
    libraryRows.flatMap((row) => {
      if (row.smiles === undefined) return [];
      const molecule = new SmilesParser().parseMolecule(row.smiles, { noCoordinates: true });
      return [[molecule.getIDCode(), row] as const];
    }),
  );
  return rowsByIdCode.get(idCode);
}

function fromLibrary(row: LibraryRow, options: ChargeAndSpin): MoleculeWithOrigin {
  const molecule = moleculeFromRow(row, options);
  if (molecule.atoms.length === 1) return molecule;
  const geometrySource = `library geometry, as MMFF94 has no parameters for this molecule: ${molecule.geometrySource}`;
  return { ...molecule, geometrySource };
}

/** Unpaired electrons that the SMILES writes down: 1 for a doublet centre, 2 for a triplet centre. */
function writtenUnpaired(molecule: OpenChemLib.Molecule): number {
  const [doublet, triplet] = [0x20, 0x30];
  return sumOverAtoms(molecule, (index) => {
    const radical = molecule.getAtomRadical(index);
    return radical === doublet ? 1 : radical === triplet ? 2 : 0;
  });
}

function chooseMultiplicity(
  atoms: readonly Atom[],
  charge: number,
  options: ChargeAndSpin,
  parsed: OpenChemLib.Molecule,
  notes: string[],
): number {
  if (options.multiplicity !== undefined) return options.multiplicity;
  const lowest = lowestMultiplicity(countElectrons({ atoms, charge }));
  const unpaired = writtenUnpaired(parsed);
  if (unpaired + 1 > lowest) {
    notes.push(
      `The SMILES has open valences for ${unpaired} unpaired electrons; multiplicity ${lowest} is used. Ask for ${unpaired + 1} to calculate the high-spin state.`,
    );
  }
  return lowest;
}

function originOf(
  forceField: "converged" | "unfinished" | "unavailable",
  atomCount: number,
  seed: number,
): Pick<MoleculeWithOrigin, "origin" | "geometrySource"> {
  if (atomCount === 1) return { origin: "model", geometrySource: "a single atom at the origin" };
  if (forceField === "unavailable") {
    return { origin: "conformer", geometrySource: `conformer of seed ${seed}, not relaxed by a force field` };
  }
  return { origin: "force-field", geometrySource: `MMFF94s+ force field on the conformer of seed ${seed}` };
}
