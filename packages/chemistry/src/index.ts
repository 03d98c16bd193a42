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
export {
  atomicDipoleDebye,
  bohrAngstrom,
  chemicalAccuracy,
  daltonElectronMass,
  hartreeElectronvolt,
  hartreeKilocaloriePerMole,
  hartreeKilojoulePerMole,
  hartreeWavenumber,
} from "./elements/constants.ts";
export { elementOfNumber, elements, elementOfSymbol } from "./elements/elements.ts";
export type { Element } from "./elements/elements.ts";
