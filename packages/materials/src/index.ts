export { CompositionError, MaterialsTableError, StructureError } from "./errors.ts";

export {
  balanceCharges,
  findOxidationStates,
  followsElectronegativity,
} from "./compositions/charge-balance.ts";
export type { ChargeBalance, OxidationStates } from "./compositions/charge-balance.ts";
export {
  atomicFractions,
  chemicalSystem,
  countAtoms,
  createComposition,
  formulaWeight,
  weightFractions,
} from "./compositions/composition.ts";
export type { Composition } from "./compositions/composition.ts";
export { parseFormula } from "./compositions/parse-formula.ts";
export {
  compositionKey,
  formatFormula,
  reduceComposition,
  toWholeAmounts,
} from "./compositions/reduce-composition.ts";
export { suggestFormulas } from "./compositions/suggest-formula.ts";

export { chemicalElements, findElement, getElement } from "./elements/elements.ts";
export type { ChemicalElement } from "./elements/elements.ts";
export {
  elementsWithFilledProperties,
  magpieColumn,
  magpieProperties,
  magpieProperty,
} from "./elements/magpie-properties.ts";
export type { MagpieProperty } from "./elements/magpie-properties.ts";

export {
  compositionFeatureSets,
  describeCompositions,
  elementsOf,
} from "./features/describe-compositions.ts";
export type { CompositionFeatures, DescribeCompositionsOptions } from "./features/describe-compositions.ts";
export { crystalFeatureSets, describeCrystals, joinColumns } from "./features/describe-crystals.ts";
export type { CrystalFeatures, DescribeCrystalsOptions } from "./features/describe-crystals.ts";

export { readCif } from "./structures/cif/read-cif.ts";
export type { CifOptions, CrystalReport } from "./structures/cif/read-cif.ts";
export { writeCif } from "./structures/cif/write-cif.ts";
export { effectiveCoordinationNumber, findCoordination } from "./structures/coordination.ts";
export type { Coordination } from "./structures/coordination.ts";
export { massDensity, packingFraction, volumePerAtom } from "./structures/crystal-density.ts";
export { findNeighbours } from "./structures/neighbours.ts";
export type { Neighbour } from "./structures/neighbours.ts";
export { readPoscar } from "./structures/poscar/read-poscar.ts";
export type { PoscarOptions } from "./structures/poscar/read-poscar.ts";
export { writePoscar } from "./structures/poscar/write-poscar.ts";
export { radialDistribution } from "./structures/radial-distribution.ts";
export { readStructure } from "./structures/read-structure.ts";
export { countCellAtoms, createCrystal, crystalComposition } from "./structures/crystal.ts";
export type { Crystal, CrystalSite, SiteSpecies, SpaceGroup } from "./structures/crystal.ts";
export { cellVolume, latticeFromParameters, latticeParameters } from "./structures/lattice.ts";
export type { CellParameters, Lattice, Vector3 } from "./structures/lattice.ts";
export { createSymmetryFinder } from "./structures/symmetry/symmetry-finder.ts";
export type { FoundSymmetry, SymmetryFinder } from "./structures/symmetry/symmetry-finder.ts";

export { loadSampleMaterials, sampleMaterials } from "./datasets/sample-materials.ts";
export type { SampleMaterials } from "./datasets/sample-materials.ts";

export type { MaterialsFinding } from "./tables/findings.ts";
export type { MaterialsTable, MaterialsTableOptions } from "./tables/materials-table.ts";
export type { DuplicatePolicy } from "./tables/merge-duplicates.ts";
export { parseMaterialsTable } from "./tables/parse-materials-table.ts";
export type { NamedQuantity } from "./tables/target-name.ts";
export { parseMoleculeTable } from "./tables/parse-molecule-table.ts";
export { parseNumberTable } from "./tables/parse-number-table.ts";
export { readTableToPredict } from "./tables/read-table-to-predict.ts";
export type { RowToPredict, TableToPredict } from "./tables/read-table-to-predict.ts";
export { recogniseSubject } from "./tables/recognise-subject.ts";
export type { TableSubject } from "./tables/recognise-subject.ts";
export { parseStructureTable, structureName } from "./tables/parse-structure-table.ts";
export type { StructureFile, StructureTableOptions } from "./tables/parse-structure-table.ts";
export { describeMaterials } from "./features/describe-materials.ts";

export type { CandidateConstraints } from "./candidates/candidate-constraints.ts";
export { enumerateCandidates, listCandidates } from "./candidates/enumerate-candidates.ts";
export type { Candidate, CandidateList } from "./candidates/enumerate-candidates.ts";

export { loadMoleculeReader } from "./molecules/read-molecules.ts";
export { describeMolecules, moleculeFeatureSets } from "./molecules/describe-molecules.ts";
export type { DescribeMoleculesOptions, MoleculeFeatures } from "./molecules/describe-molecules.ts";
