export {
  ActiveSpaceError,
  AtomsTooCloseError,
  BondScanError,
  ChemistryArgumentError,
  ChemistryNumericalError,
  ChemistryTooLargeError,
  GeometryGenerationError,
  LibraryMoleculeError,
  MoleculeError,
  MultiplicityError,
  SmilesError,
  XyzError,
} from "./errors.ts";
export type { Atom, GeometryOrigin, Molecule, MoleculeWithOrigin } from "./molecule/molecule.ts";
