import { ChemistryArgumentError } from "../errors.ts";
import { split321g } from "./data/3-21g.ts";
import { split6311gDP } from "./data/6-311g-d-p.ts";
import { polarization631gD } from "./data/6-31g-d.ts";
import { polarization631gP } from "./data/6-31g-p.ts";
import { split631g } from "./data/6-31g.ts";
import { ccPvdz } from "./data/cc-pvdz.ts";
import { sto3g } from "./data/sto-3g.ts";
import { parseBasisTable, type TabulatedShell } from "./parse.ts";

export type BasisName = "sto-3g" | "3-21g" | "6-31g" | "6-31g*" | "6-31g**" | "6-311g(d,p)" | "cc-pvdz";

/** What a person should know about a basis set before choosing it. */
export interface BasisSetDescription {
  readonly name: BasisName;
  readonly label: string;
  readonly description: string;
  readonly citation: string;
  /** Atomic numbers covered. */
  readonly elements: readonly number[];
  /** Five spherical d functions for each d shell; else six Cartesian ones. */
  readonly sphericalD: boolean;
}

interface BasisSource extends Omit<BasisSetDescription, "elements"> {
  /** Tables laid over each other: the first names the elements, the others add shells to some of them. */
  readonly layers: readonly string[];
}

const citations631g =
  "R. Ditchfield, W. J. Hehre, J. A. Pople, J. Chem. Phys. 54, 724 (1971); W. J. Hehre, R. Ditchfield, J. A. Pople, J. Chem. Phys. 56, 2257 (1972); J. D. Dill, J. A. Pople, J. Chem. Phys. 62, 2921 (1975); M. M. Francl et al., J. Chem. Phys. 77, 3654 (1982); V. A. Rassolov et al., J. Chem. Phys. 109, 1223 (1998); V. A. Rassolov et al., J. Comput. Chem. 22, 976 (2001)";
const citationPolarization = "P. C. Hariharan, J. A. Pople, Theor. Chim. Acta 28, 213 (1973)";

const sources: readonly BasisSource[] = [
  {
    name: "sto-3g",
    label: "STO-3G",
    description:
      "Minimal: one function for each occupied atomic orbital. The fewest qubits; good for learning and for testing methods, not for comparing with experiment.",
    citation:
      "W. J. Hehre, R. F. Stewart, J. A. Pople, J. Chem. Phys. 51, 2657 (1969); W. J. Hehre, R. Ditchfield, R. F. Stewart, J. A. Pople, J. Chem. Phys. 52, 2769 (1970); W. J. Pietro et al., Inorg. Chem. 19, 2225 (1980); W. J. Pietro et al., Inorg. Chem. 20, 3650 (1981)",
    sphericalD: true,
    layers: [sto3g],
  },
  {
    name: "3-21g",
    label: "3-21G",
    description:
      "Small split valence: two functions for each valence orbital, a short core. Quick first geometries and trends.",
    citation:
      "J. S. Binkley, J. A. Pople, W. J. Hehre, J. Am. Chem. Soc. 102, 939 (1980); M. S. Gordon et al., J. Am. Chem. Soc. 104, 2797 (1982); K. D. Dobbs, W. J. Hehre, J. Comput. Chem. 7, 359 (1986)",
    sphericalD: false,
    layers: [split321g],
  },
  {
    name: "6-31g",
    label: "6-31G",
    description:
      "Split valence with a well described core: two functions for each valence orbital, none to polarise them. A sound choice for organic molecules when qubits are scarce.",
    citation: citations631g,
    sphericalD: false,
    layers: [split631g],
  },
  {
    name: "6-31g*",
    label: "6-31G*",
    description:
      "6-31G with d functions on atoms from lithium on, also written 6-31G(d): bonds can bend and polarise. Six Cartesian d functions for each shell.",
    citation: `${citations631g}; ${citationPolarization}`,
    sphericalD: false,
    layers: [split631g, polarization631gD],
  },
  {
    name: "6-31g**",
    label: "6-31G**",
    description:
      "6-31G* with p functions on hydrogen and helium too, also written 6-31G(d,p). For bonds to hydrogen.",
    citation: `${citations631g}; ${citationPolarization}`,
    sphericalD: false,
    layers: [split631g, polarization631gD, polarization631gP],
  },
  {
    name: "6-311g(d,p)",
    label: "6-311G(d,p)",
    description:
      "Three functions for each valence orbital with d and p polarisation, also written 6-311G**. Five spherical d functions for each shell.",
    citation:
      "R. Krishnan, J. S. Binkley, R. Seeger, J. A. Pople, J. Chem. Phys. 72, 650 (1980); A. D. McLean, G. S. Chandler, J. Chem. Phys. 72, 5639 (1980); J.-P. Blaudeau et al., J. Chem. Phys. 107, 5016 (1997); L. A. Curtiss et al., J. Chem. Phys. 103, 6104 (1995)",
    sphericalD: true,
    layers: [split6311gDP],
  },
  {
    name: "cc-pvdz",
    label: "cc-pVDZ",
    description:
      "Correlation consistent, double zeta with polarisation: made for correlated methods and for extrapolating to the basis-set limit. Five spherical d functions for each shell.",
    citation:
      "T. H. Dunning, J. Chem. Phys. 90, 1007 (1989); D. E. Woon, T. H. Dunning, J. Chem. Phys. 98, 1358 (1993); D. E. Woon, T. H. Dunning, J. Chem. Phys. 100, 2975 (1994); B. P. Prascher et al., Theor. Chem. Acc. 128, 69 (2011); J. Koput, K. A. Peterson, J. Phys. Chem. A 106, 9595 (2002); A. K. Wilson et al., J. Chem. Phys. 110, 7667 (1999)",
    sphericalD: true,
    layers: [ccPvdz],
  },
];

const tables = new Map(
  sources.map(({ name, layers }) => {
    const [base, ...additions] = layers.map(parseBasisTable);
    const shells = new Map<number, readonly TabulatedShell[]>();
    for (const [atomicNumber, own] of base) {
      shells.set(atomicNumber, [...own, ...additions.flatMap((layer) => layer.get(atomicNumber) ?? [])]);
    }
    return [name, shells];
  }),
);

/** The basis sets, smallest first. */
export const basisSets: readonly BasisSetDescription[] = sources.map(
  ({ name, label, description, citation, sphericalD }) => ({
    name,
    label,
    description,
    citation,
    elements: [...tables.get(name)!.keys()],
    sphericalD,
  }),
);

/** The description of a basis set. */
export function describeBasisSet(name: BasisName): BasisSetDescription {
  return basisSets.find((candidate) => candidate.name === name)!;
}

/** The shells a basis set has for an element, or undefined where it has none. */
export function tabulatedShells(
  name: BasisName,
  atomicNumber: number,
): readonly TabulatedShell[] | undefined {
  return tables.get(name)?.get(atomicNumber);
}

const aliases: ReadonlyMap<string, BasisName> = new Map([
  ["sto3g", "sto-3g"],
  ["321g", "3-21g"],
  ["631g", "6-31g"],
  ["6-31g(d)", "6-31g*"],
  ["6-31g(d,p)", "6-31g**"],
  ["6-311g**", "6-311g(d,p)"],
  ["ccpvdz", "cc-pvdz"],
  ["vdz", "cc-pvdz"],
]);

/**
 * The basis set a text names, in any case, with its usual other spellings: 6-31G(d), 6-31G(d,p), 6-311G**.
 * @throws ChemistryArgumentError when no basis set has that name.
 */
export function parseBasisName(text: string): BasisName {
  const key = text.trim().toLowerCase().replaceAll(/\s+/g, "");
  const name = basisSets.find((candidate) => candidate.name === key)?.name ?? aliases.get(key);
  if (!name) {
    throw new ChemistryArgumentError(
      `basis must be one of ${basisSets.map(({ label }) => label).join(", ")}, got "${text}"`,
      { details: { field: "basis", allowed: basisSets.map((candidate) => candidate.name), value: text } },
    );
  }
  return name;
}
