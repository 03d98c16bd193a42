/** What the classes below share: structured details beside the message. */
interface ErrorInit {
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** Base of this package's errors. `code` is a literal of the table of error codes. */
abstract class ChemistryError extends Error {
  abstract readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, init: ErrorInit = {}) {
    super(message, "cause" in init ? { cause: init.cause } : undefined);
    this.details = init.details ?? {};
  }
}

/** A SMILES text that is not one; `details.position` counts characters from 1. */
export class SmilesError extends ChemistryError {
  override readonly name = "SmilesError";
  readonly code = "smiles";
}

/** An XYZ text that cannot be read; `details.line` counts lines from 1. */
export class XyzError extends ChemistryError {
  override readonly name = "XyzError";
  readonly code = "xyz";
}

/** A name that the molecule library does not hold; `details.suggestions` lists the closest ones. */
export class LibraryMoleculeError extends ChemistryError {
  override readonly name = "LibraryMoleculeError";
  readonly code = "library-molecule";
}

/** A molecule without atoms, with too many, with coordinates that are not finite or with an unknown element. */
export class MoleculeError extends ChemistryError {
  override readonly name = "MoleculeError";
  readonly code = "molecule";
}

/** Two nuclei closer than any chemistry brings them. */
export class AtomsTooCloseError extends ChemistryError {
  override readonly name = "AtomsTooCloseError";
  readonly code = "atoms-too-close";
}

/** Electron count and spin multiplicity that contradict each other. */
export class MultiplicityError extends ChemistryError {
  override readonly name = "MultiplicityError";
  readonly code = "multiplicity";
}

/** A molecule for which no three-dimensional geometry could be made. */
export class GeometryGenerationError extends ChemistryError {
  override readonly name = "GeometryGenerationError";
  readonly code = "geometry-generation";
}

/** An active space that the molecule and basis do not have. */
export class ActiveSpaceError extends ChemistryError {
  override readonly name = "ActiveSpaceError";
  readonly code = "active-space";
}

/** A bond that cannot be scanned. */
export class BondScanError extends ChemistryError {
  override readonly name = "BondScanError";
  readonly code = "bond-scan";
}

/** A calculation that needs more memory than it may use; `details.requiredBytes` and `details.limitBytes`. */
export class ChemistryTooLargeError extends ChemistryError {
  override readonly name = "ChemistryTooLargeError";
  readonly code = "too-large";
}

/** A setting outside its range. */
export class ChemistryArgumentError extends ChemistryError {
  override readonly name = "ChemistryArgumentError";
  readonly code = "invalid-argument";
}

/** A calculation that produced no finite number. */
export class ChemistryNumericalError extends ChemistryError {
  override readonly name = "ChemistryNumericalError";
  readonly code = "numerical";
}

/** A basis set without functions for some of the molecule's elements; `details.missing` and `details.alternatives`. */
export class BasisNotAvailableError extends ChemistryError {
  override readonly name = "BasisNotAvailableError";
  readonly code = "basis-not-available";
}
