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
 * The geometry is a conformer relaxed by the MMFF94s+ force field, on its principal axes. Where the force field has no
 * parameters (H2, LiH, boron, carbon monoxide …) or is not made for the molecule (diatomics, radicals, CO2 …) the
 * library's geometry of the same molecule is taken, else the unrelaxed conformer; both are said in `geometrySource` and
 * `notes`. The charge is the sum of the formal charges unless given; the multiplicity
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
  const formalCharge = sumOverAtoms(parsed, (index) => parsed.getAtomCharge(index));
  const charge = options.charge ?? formalCharge;
  const fragmentCount = parsed.getFragments().length;
  const seed = options.seed ?? 42;
  const row = libraryRowOf(chemistry, parsed);
  const fromLibrary = (known: LibraryRow): MoleculeWithOrigin => {
    const reason = hasForceField(chemistry, parsed)
      ? "is not made for this molecule"
      : "has no parameters for this molecule";
    return moleculeFromLibraryRow(known, reason, { ...options, charge });
  };
  if (row && isBeyondForceField(chemistry, parsed, row)) return fromLibrary(row);
  const conformer = generateConformer(chemistry, parsed, seed);
  if (row && conformer?.forceField !== "converged") return fromLibrary(row);
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
  if (conformer.forceField === "unfinished" && atoms.length > 1)
    notes.push("The force field stopped short of its minimum.");
  if (conformer.forceField === "unavailable" && atoms.length > 1) {
    notes.push(
      "MMFF94 has no parameters for this molecule, or not all: the geometry is an unrelaxed conformer. A geometry as XYZ is better.",
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
  const complete = parsed.getCompactCopy();
  complete.addImplicitHydrogens();
  const atoms = atomsOf(complete).map(({ atomicNumber }): Atom => ({ atomicNumber, position: [0, 0, 0] }));
  const charge = options.charge ?? sumOverAtoms(parsed, (index) => parsed.getAtomCharge(index));
  const row = libraryRowOf(chemistry, parsed);
  const isLibraryCharge = charge === (row?.charge ?? 0);
  const multiplicity =
    options.multiplicity ??
    (isLibraryCharge ? row?.multiplicity : undefined) ??
    lowestMultiplicity(countElectrons({ atoms, charge }));
  const molecule = { atoms, charge, multiplicity };
  checkElectrons(molecule);
  return molecule;
}

/** The trimmed text, if it is written as SMILES are and has not too many atoms. */
function readSyntax(smiles: string): string {
  // [HH] is hydrogen with one implicit hydrogen, which the parser loses.
  const text = smiles.trim().replaceAll(/\[(\d{0,3})HH1?\]/g, "[$1H][H]");
  const written = checkSmilesSyntax(text);
  if (written > maximumAtomCount) {
    throw new MoleculeError(
      `The SMILES has ${written} atoms without hydrogen; at most ${maximumAtomCount} atoms in all can be calculated.`,
    );
  }
  return text;
}

function parse(chemistry: typeof OpenChemLib, smiles: string): OpenChemLib.Molecule {
  let molecule: OpenChemLib.Molecule;
  try {
    // Tetrahedral centres are read with the help of coordinates; without any, inventing them costs time for nothing.
    molecule = new chemistry.SmilesParser().parseMolecule(smiles, { noCoordinates: !/[@/\\]/.test(smiles) });
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
  checkValences(molecule, smiles);
  return molecule;
}

/**
 * Atoms outside brackets have closed shells, so that an odd number of electrons tells of a valence that does not exist
 * or of an aromatic ring without alternating bonds; the parser makes a radical of them.
 */
function checkValences(molecule: OpenChemLib.Molecule, smiles: string): void {
  if (smiles.includes("[")) return;
  const electrons = sumOverAtoms(
    molecule,
    (atom) => molecule.getAtomicNo(atom) + molecule.getImplicitHydrogens(atom),
  );
  if (electrons % 2 === 0) return;
  throw new SmilesError(
    `SMILES: the bonds do not add up in "${smiles}": an atom has too many of them, or an aromatic ring has no alternating ones. An aromatic NH is written [nH], as in c1cc[nH]c1, a charge or a radical in brackets, as [NH4+] or [CH3].`,
    { details: { smiles } },
  );
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

function libraryRowOf(
  { SmilesParser }: typeof OpenChemLib,
  parsed: OpenChemLib.Molecule,
): LibraryRow | undefined {
  rowsByIdCode ??= new Map(
    libraryRows.flatMap((row) => {
      if (row.smiles === undefined) return [];
      const molecule = new SmilesParser().parseMolecule(row.smiles, { noCoordinates: true });
      return [[molecule.getIDCode(), row] as const];
    }),
  );
  const withoutIsotopes = parsed.getCompactCopy();
  for (let atom = 0; atom < withoutIsotopes.getAllAtoms(); atom++) withoutIsotopes.setAtomMass(atom, 0);
  return rowsByIdCode.get(withoutIsotopes.getIDCode());
}

/** Whether the library's geometry is the better one: no parameters, a single atom or bond, or open valences. */
function isBeyondForceField(
  chemistry: typeof OpenChemLib,
  parsed: OpenChemLib.Molecule,
  row: LibraryRow,
): boolean {
  return row.atoms.length <= 2 || writtenUnpaired(parsed) > 0 || !hasForceField(chemistry, parsed);
}

function moleculeFromLibraryRow(row: LibraryRow, reason: string, options: ChargeAndSpin): MoleculeWithOrigin {
  const molecule = moleculeFromRow(row, options);
  if (molecule.atoms.length === 1) return molecule;
  const geometrySource = `library geometry, as MMFF94 ${reason}: ${molecule.geometrySource}`;
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
