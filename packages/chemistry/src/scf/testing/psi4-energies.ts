import { bohrAngstrom } from "../../elements/constants.ts";
import { elementOfSymbol } from "../../elements/elements.ts";
import type { Molecule } from "../../molecule/molecule.ts";

/**
 * Energies by Psi4 1.3.2 in hartree: conventional integrals, SCF converged to 1e-10 hartree, all electrons correlated,
 * cc-pVDZ with spherical d functions. Cross-checked against published values of PySCF's and OpenFermion's own test files.
 * Psi4 1.3.2 takes 1 bohr = 0.52917721067 Å, and its basis sets have fewer digits: energies agree to 1e-6 only.
 */
export const psi4Tolerance = 1e-6;

const geometries = {
  "h2-0.7414": "H 0 0 0; H 0 0 0.7414",
  "lih-1.6": "Li 0 0 0; H 0 0 1.6",
  "beh2-1.3264": "Be 0 0 0; H 0 0 1.3264; H 0 0 -1.3264",
  water: "O 0 0 0; H 0.7575407977810179 0 0.5870796365888523; H -0.7575407977810179 0 0.5870796365888523",
  "n2-1.0977": "N 0 0 0; N 0 0 1.0977",
  "h4-chain-1.0": "H 0 0 0.0; H 0 0 1.0; H 0 0 2.0; H 0 0 3.0",
  "h6-chain-1.0": "H 0 0 0.0; H 0 0 1.0; H 0 0 2.0; H 0 0 3.0; H 0 0 4.0; H 0 0 5.0",
  "h8-chain-1.0": "H 0 0 0.0; H 0 0 1.0; H 0 0 2.0; H 0 0 3.0; H 0 0 4.0; H 0 0 5.0; H 0 0 6.0; H 0 0 7.0",
  oh: "O 0 0 0; H 0 0 0.9697",
  "o2-triplet": "O 0 0 0; O 0 0 1.2075",
  aspirin:
    "C 3.408 -0.842 -4.6162; C 3.5881 -0.2466 -3.2519; O 4.3149 0.7068 -3.0031; O 2.8235 -0.9681 -2.3418; C 2.8625 -0.4219 -1.0555; C 3.7276 -1.0295 -0.1397; C 3.7937 -0.552 1.1678; C 2.9907 0.5185 1.5597; C 2.1128 1.1116 0.6463; C 2.0327 0.6425 -0.6742; C 1.0812 1.2491 -1.6422; O 0.8602 0.8843 -2.7822; O 0.4273 2.3088 -1.1282; H 3.9595 -0.244 -5.3473; H 2.3499 -0.8311 -4.8898; H 3.7991 -1.8622 -4.6292; H 4.3521 -1.864 -0.4458; H 4.4726 -1.0127 1.8814; H 3.0445 0.8928 2.5796; H 1.492 1.9402 0.9798; H -0.1412 2.6122 -1.8667",
} as const;

export type ReferenceSystem = keyof typeof geometries;

/** RHF and MP2. */
export const closedShellRows = [
  {
    system: "h2-0.7414",
    basis: "sto-3g",
    functions: 2,
    rhf: -1.1166843870661944,
    nuclearRepulsion: 0.7137539933504182,
    mp2: -1.1298551535443528,
  },
  {
    system: "h2-0.7414",
    basis: "6-31g",
    functions: 4,
    rhf: -1.126733967110959,
    nuclearRepulsion: 0.7137539933504182,
    mp2: -1.1441304113051676,
  },
  {
    system: "h2-0.7414",
    basis: "cc-pvdz",
    functions: 10,
    rhf: -1.128714959032999,
    nuclearRepulsion: 0.7137539933504182,
    mp2: -1.1550991952090992,
  },
  {
    system: "lih-1.6",
    basis: "sto-3g",
    functions: 6,
    rhf: -7.8618647697839865,
    nuclearRepulsion: 0.99220727000625,
    mp2: -7.874768865250339,
  },
  {
    system: "lih-1.6",
    basis: "6-31g",
    functions: 11,
    rhf: -7.979321565027657,
    nuclearRepulsion: 0.99220727000625,
    mp2: -7.991935061288512,
  },
  {
    system: "lih-1.6",
    basis: "cc-pvdz",
    functions: 19,
    rhf: -7.983754622915227,
    nuclearRepulsion: 0.99220727000625,
    mp2: -8.006498514253266,
  },
  {
    system: "beh2-1.3264",
    basis: "sto-3g",
    functions: 7,
    rhf: -15.560312342776337,
    nuclearRepulsion: 3.3911386389437577,
    mp2: -15.583481908676246,
  },
  {
    system: "beh2-1.3264",
    basis: "6-31g",
    functions: 13,
    rhf: -15.759332835555492,
    nuclearRepulsion: 3.3911386389437577,
    mp2: -15.788456206338362,
  },
  {
    system: "beh2-1.3264",
    basis: "cc-pvdz",
    functions: 24,
    rhf: -15.767267249293255,
    nuclearRepulsion: 3.3911386389437577,
    mp2: -15.819037589155187,
  },
  {
    system: "water",
    basis: "sto-3g",
    functions: 7,
    rhf: -74.96311986167136,
    nuclearRepulsion: 9.183617161563173,
    mp2: -74.99872109739809,
  },
  {
    system: "water",
    basis: "6-31g",
    functions: 13,
    rhf: -75.98395332607869,
    nuclearRepulsion: 9.183617161563173,
    mp2: -76.11286343340221,
  },
  {
    system: "water",
    basis: "cc-pvdz",
    functions: 24,
    rhf: -76.02674142451103,
    nuclearRepulsion: 9.183617161563173,
    mp2: -76.2307909746274,
  },
  {
    system: "n2-1.0977",
    basis: "sto-3g",
    functions: 10,
    rhf: -107.49589330797697,
    nuclearRepulsion: 23.621830484494858,
    mp2: -107.64998380796158,
  },
  {
    system: "n2-1.0977",
    basis: "6-31g",
    functions: 18,
    rhf: -108.86776337587824,
    nuclearRepulsion: 23.621830484494858,
    mp2: -109.1064639404714,
  },
  {
    system: "n2-1.0977",
    basis: "cc-pvdz",
    functions: 28,
    rhf: -108.95412801367395,
    nuclearRepulsion: 23.621830484494858,
    mp2: -109.26472512766539,
  },
  {
    system: "h4-chain-1.0",
    basis: "sto-3g",
    functions: 4,
    rhf: -2.0985459368299164,
    nuclearRepulsion: 2.2931012462366667,
    mp2: -2.1397440243075443,
  },
  {
    system: "h4-chain-1.0",
    basis: "6-31g",
    functions: 8,
    rhf: -2.1602439128963296,
    nuclearRepulsion: 2.2931012462366667,
    mp2: -2.2032000487083048,
  },
  {
    system: "h4-chain-1.0",
    basis: "cc-pvdz",
    functions: 20,
    rhf: -2.1664914656576344,
    nuclearRepulsion: 2.2931012462366667,
    mp2: -2.2312373458027026,
  },
  {
    system: "h6-chain-1.0",
    basis: "sto-3g",
    functions: 6,
    rhf: -3.1355322137631814,
    nuclearRepulsion: 4.603841732829,
    mp2: -3.1981379837510873,
  },
  {
    system: "h6-chain-1.0",
    basis: "6-31g",
    functions: 12,
    rhf: -3.2271284574962276,
    nuclearRepulsion: 4.603841732829,
    mp2: -3.29462434678077,
  },
  {
    system: "h6-chain-1.0",
    basis: "cc-pvdz",
    functions: 30,
    rhf: -3.2355058911014205,
    nuclearRepulsion: 4.603841732829,
    mp2: -3.3379294691380847,
  },
  {
    system: "h8-chain-1.0",
    basis: "sto-3g",
    functions: 8,
    rhf: -4.1743698101501225,
    nuclearRepulsion: 7.272406809493431,
    mp2: -4.25886578057138,
  },
  {
    system: "h8-chain-1.0",
    basis: "6-31g",
    functions: 16,
    rhf: -4.295080811372559,
    nuclearRepulsion: 7.272406809493431,
    mp2: -4.387725114487664,
  },
  {
    system: "h8-chain-1.0",
    basis: "cc-pvdz",
    functions: 40,
    rhf: -4.3055303150449715,
    nuclearRepulsion: 7.272406809493431,
    mp2: -4.446396599995254,
  },
] as const;

/** High-spin open shells. */
export const openShellRows = [
  { system: "oh", multiplicity: 2, basis: "sto-3g", rohf: -74.36153072618602, uhf: -74.36263751871451 },
  { system: "oh", multiplicity: 2, basis: "cc-pvdz", rohf: -75.39001038923308, uhf: -75.39384603346414 },
  {
    system: "o2-triplet",
    multiplicity: 3,
    basis: "sto-3g",
    rohf: -147.63216699070983,
    uhf: -147.63394678547644,
  },
  {
    system: "o2-triplet",
    multiplicity: 3,
    basis: "cc-pvdz",
    rohf: -149.60808446605256,
    uhf: -149.6277575035953,
  },
] as const;

/** RHF. */
export const largeRows = [
  { system: "benzene", basis: "sto-3g", rhf: -227.89060057 },
  { system: "benzene", basis: "6-31g", rhf: -230.62350715 },
  { system: "benzene", basis: "cc-pvdz", rhf: -230.72190307 },
  { system: "aspirin", basis: "sto-3g", rhf: -636.64874509 },
  { system: "aspirin", basis: "6-31g", rhf: -644.66369687 },
] as const;

/** A molecule from "symbol x y z; …" in ångström. */
export function parseGeometry(text: string, charge = 0, multiplicity = 1): Molecule {
  const atoms = text.split("; ").map((line) => {
    const [symbol, ...coordinates] = line.split(" ");
    const [x, y, z] = coordinates.map((value) => Number(value) / bohrAngstrom);
    return { atomicNumber: elementOfSymbol(symbol)!.number, position: [x, y, z] as const };
  });
  return { atoms, charge, multiplicity };
}

/** A planar hexagon with C–C 1.397 Å and C–H 1.084 Å. */
function benzene(): Molecule {
  const ring = (symbol: string, radius: number): string[] =>
    [0, 1, 2, 3, 4, 5].map((corner) => {
      const angle = (corner * Math.PI) / 3;
      return `${symbol} ${radius * Math.cos(angle)} ${radius * Math.sin(angle)} 0`;
    });
  return parseGeometry([...ring("C", 1.397), ...ring("H", 1.397 + 1.084)].join("; "));
}

/** The molecule of a row. */
export function referenceMolecule(system: ReferenceSystem | "benzene", multiplicity = 1): Molecule {
  return system === "benzene" ? benzene() : parseGeometry(geometries[system], 0, multiplicity);
}
