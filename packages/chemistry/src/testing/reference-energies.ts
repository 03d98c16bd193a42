/**
 * Energies by Psi4 1.3.2, hartree, that the tests are held against.
 *
 * All electrons correlated, conventional integrals, SCF converged to 1e-10 hartree; cc-pVDZ with spherical d functions.
 * CASCI on canonical RHF orbitals with the lowest ones doubly occupied. Cross-checked against published values of the
 * test files of PySCF and OpenFermion. Psi4 1.3.2 takes 1 bohr = 0.52917721067 Å, and the digits of basis sets differ
 * between programs, so comparisons are made at 1e-6.
 */
export const referenceTolerance = 1e-6;

/** XYZ texts, Å. */
export const referenceGeometries = {
  "h2-0.7414": "H 0 0 0; H 0 0 0.7414",
  "lih-1.6": "Li 0 0 0; H 0 0 1.6",
  "beh2-1.3264": "Be 0 0 0; H 0 0 1.3264; H 0 0 -1.3264",
  water: "O 0 0 0; H 0.7575407977810179 0 0.5870796365888523; H -0.7575407977810179 0 0.5870796365888523",
  "n2-1.0977": "N 0 0 0; N 0 0 1.0977",
  "h4-chain-1.0": "H 0 0 0; H 0 0 1.0; H 0 0 2.0; H 0 0 3.0",
  "h6-chain-1.0": "H 0 0 0; H 0 0 1.0; H 0 0 2.0; H 0 0 3.0; H 0 0 4.0; H 0 0 5.0",
  "h8-chain-1.0": "H 0 0 0; H 0 0 1.0; H 0 0 2.0; H 0 0 3.0; H 0 0 4.0; H 0 0 5.0; H 0 0 6.0; H 0 0 7.0",
} as const;

export type ReferenceSystem = keyof typeof referenceGeometries;

interface FullCiRow {
  readonly system: ReferenceSystem;
  readonly basis: string;
  readonly rhf: number;
  readonly mp2: number;
  readonly fci: number;
}

/** Full CI. */
export const fullCiRows: readonly FullCiRow[] = [
  { system: "h2-0.7414", basis: "sto-3g", rhf: -1.1166843871, mp2: -1.1298551535, fci: -1.1372701747 },
  { system: "h2-0.7414", basis: "6-31g", rhf: -1.1267339671, mp2: -1.1441304113, fci: -1.1516827321 },
  { system: "h2-0.7414", basis: "cc-pvdz", rhf: -1.128714959, mp2: -1.1550991952, fci: -1.1634139335 },
  { system: "lih-1.6", basis: "sto-3g", rhf: -7.8618647698, mp2: -7.8747688653, fci: -7.8823243789 },
  { system: "lih-1.6", basis: "6-31g", rhf: -7.979321565, mp2: -7.9919350613, fci: -7.9983583657 },
  { system: "lih-1.6", basis: "cc-pvdz", rhf: -7.9837546229, mp2: -8.0064985143, fci: -8.0147789352 },
  { system: "beh2-1.3264", basis: "sto-3g", rhf: -15.5603123428, mp2: -15.5834819087, fci: -15.5951768689 },
  { system: "beh2-1.3264", basis: "6-31g", rhf: -15.7593328356, mp2: -15.7884562063, fci: -15.8002268342 },
  { system: "water", basis: "sto-3g", rhf: -74.9631198617, mp2: -74.9987210974, fci: -75.0127593132 },
  { system: "water", basis: "6-31g", rhf: -75.9839533261, mp2: -76.1128634334, fci: -76.1209171847 },
  { system: "n2-1.0977", basis: "sto-3g", rhf: -107.495893308, mp2: -107.649983808, fci: -107.6528287309 },
  { system: "h4-chain-1.0", basis: "sto-3g", rhf: -2.0985459368, mp2: -2.1397440243, fci: -2.1663874485 },
  { system: "h4-chain-1.0", basis: "6-31g", rhf: -2.1602439129, mp2: -2.2032000487, fci: -2.2251145788 },
  { system: "h4-chain-1.0", basis: "cc-pvdz", rhf: -2.1664914657, mp2: -2.2312373458, fci: -2.2539824968 },
  { system: "h6-chain-1.0", basis: "sto-3g", rhf: -3.1355322138, mp2: -3.1981379838, fci: -3.2360662798 },
  { system: "h6-chain-1.0", basis: "6-31g", rhf: -3.2271284575, mp2: -3.2946243468, fci: -3.3265513681 },
  { system: "h8-chain-1.0", basis: "sto-3g", rhf: -4.1743698102, mp2: -4.2588657806, fci: -4.3075716019 },
];

interface CasciRow {
  readonly system: ReferenceSystem;
  readonly basis: string;
  readonly electrons: number;
  readonly orbitals: number;
  readonly casci: number;
}

/** CASCI in windows around the Fermi level. */
export const casciRows: readonly CasciRow[] = [
  { system: "n2-1.0977", basis: "sto-3g", electrons: 6, orbitals: 6, casci: -107.6218488602 },
  { system: "water", basis: "sto-3g", electrons: 8, orbitals: 6, casci: -75.0126813052 },
  { system: "water", basis: "sto-3g", electrons: 4, orbitals: 4, casci: -74.9705703858 },
  { system: "lih-1.6", basis: "sto-3g", electrons: 2, orbitals: 5, casci: -7.8820965999 },
  { system: "beh2-1.3264", basis: "sto-3g", electrons: 4, orbitals: 6, casci: -15.5948379588 },
  { system: "n2-1.0977", basis: "6-31g", electrons: 6, orbitals: 6, casci: -108.9466697235 },
  { system: "water", basis: "6-31g", electrons: 8, orbitals: 6, casci: -75.995156876 },
  { system: "water", basis: "6-31g", electrons: 4, orbitals: 4, casci: -75.9850754042 },
  { system: "lih-1.6", basis: "6-31g", electrons: 2, orbitals: 5, casci: -7.9817453026 },
  { system: "beh2-1.3264", basis: "6-31g", electrons: 4, orbitals: 6, casci: -15.7667039108 },
  { system: "n2-1.0977", basis: "cc-pvdz", electrons: 6, orbitals: 6, casci: -109.0217859876 },
  { system: "water", basis: "cc-pvdz", electrons: 8, orbitals: 6, casci: -76.0328289418 },
  { system: "water", basis: "cc-pvdz", electrons: 4, orbitals: 4, casci: -76.0272913953 },
  { system: "lih-1.6", basis: "cc-pvdz", electrons: 2, orbitals: 5, casci: -7.9850773187 },
  { system: "beh2-1.3264", basis: "cc-pvdz", electrons: 4, orbitals: 6, casci: -15.7712117709 },
];
