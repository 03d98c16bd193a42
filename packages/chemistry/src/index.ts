export {
  ActiveSpaceError,
  AtomsTooCloseError,
  BasisNotAvailableError,
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
export { countCoreOrbitals } from "./active-space/core-orbitals.ts";
export { interactiveDeterminants } from "./active-space/limits.ts";
export { selectActiveSpace } from "./active-space/select-active-space.ts";
export type { ActiveSpace, ActiveSpaceRequest, OrbitalFacts } from "./active-space/active-space.ts";
export { symmetriseHamiltonian } from "./active-space/symmetrise-hamiltonian.ts";
export type { SymmetricHamiltonian } from "./active-space/symmetrise-hamiltonian.ts";
export { buildUccsd } from "./ansatz/uccsd.ts";
export type { UccsdAnsatz } from "./ansatz/uccsd.ts";
export type { BondScanRequest } from "./bond-scan/bond-lengths.ts";
export { combineBondScan, toBondScanPoint } from "./bond-scan/combine-bond-scan.ts";
export type { BondScanFailure, BondScanPoint, BondScanResult } from "./bond-scan/combine-bond-scan.ts";
export { planBondScan } from "./bond-scan/plan-bond-scan.ts";
export type { BondScanPlan } from "./bond-scan/plan-bond-scan.ts";
export { solveCasci } from "./casci/solve-casci.ts";
export type { CasciOptions, CasciResult } from "./casci/solve-casci.ts";
export { checkBondScanRequest, checkGroundStateRequest } from "./ground-state/check-request.ts";
export type { ExactReference, GroundStateCheckpoint, GroundStateOptions } from "./ground-state/options.ts";
export { previewGroundState } from "./ground-state/preview-ground-state.ts";
export type { GroundStatePreview } from "./ground-state/preview-ground-state.ts";
export { solveGroundState } from "./ground-state/solve-ground-state.ts";
export type {
  ActiveSpaceSummary,
  ElectronicStructureRequest,
  ErrorBudgetItem,
  GroundStateIteration,
  GroundStateProgress,
  GroundStateRequest,
  GroundStateResult,
  GroundStateStage,
  ReferenceEnergy,
  Verdict,
} from "./ground-state/types.ts";
export { checkMolecule, countElectrons, maximumAtomCount } from "./molecule/checks.ts";
export { describeMolecule, toXyz } from "./molecule/describe.ts";
export type { MoleculeDescription, PlacedAtom } from "./molecule/describe.ts";
export { moleculeFromInput } from "./molecule/input.ts";
export type { MoleculeInput } from "./molecule/input.ts";
export { moleculeFromLibrary, moleculeLibrary } from "./molecule/library.ts";
export type { LibraryEntry } from "./molecule/library.ts";
export type {
  Atom,
  ChargeAndSpin,
  GeometryOrigin,
  Molecule,
  MoleculeWithOrigin,
} from "./molecule/molecule.ts";
export { moleculeFromSmiles } from "./molecule/smiles.ts";
export type { SmilesOptions } from "./molecule/smiles.ts";
export { moleculeFromXyz } from "./molecule/xyz.ts";
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
export { buildBasis } from "./basis/basis.ts";
export type { Basis, BasisFunction, Shell } from "./basis/basis.ts";
export { basisSets, describeBasisSet, parseBasisName } from "./basis/basis-sets.ts";
export type { BasisName, BasisSetDescription } from "./basis/basis-sets.ts";
export { nuclearRepulsion } from "./integrals/nuclear-repulsion.ts";
export { memoryForHartreeFock, solveHartreeFock } from "./scf/hartree-fock.ts";
export type { HartreeFockOptions } from "./scf/hartree-fock.ts";
export { solveUnrestrictedHartreeFock } from "./scf/unrestricted-hartree-fock.ts";
export type { UnrestrictedScfResult } from "./scf/unrestricted-hartree-fock.ts";
export type { ScfIteration, ScfResult } from "./scf/scf-result.ts";
export { activeSpaceHamiltonian } from "./transform/active-space-hamiltonian.ts";
export type { OrbitalSpace } from "./transform/active-space-hamiltonian.ts";
export { solveMp2 } from "./mp2/mp2.ts";
export type { Mp2Options, Mp2Result } from "./mp2/mp2.ts";
