import {
  atom,
  bent,
  chain,
  diatomic,
  onAxis,
  pyramidal,
  ring,
  tetrahedral,
  trigonal,
  twisted,
  vinylidene,
  type AtomAngstrom,
} from "./shapes.ts";

/** One molecule of the library as it is written down: Å and degrees. */
export interface LibraryRow {
  readonly name: string;
  readonly label: string;
  readonly aliases: readonly string[];
  readonly smiles?: string;
  readonly charge?: number;
  readonly multiplicity?: number;
  readonly atoms: readonly AtomAngstrom[];
  readonly origin: "experiment" | "model";
  readonly source: string;
}

const huberHerzberg =
  "experimental r_e, Huber and Herzberg, Constants of Diatomic Molecules (1979), as listed in the NIST Chemistry WebBook";
const cccbdb = "experimental structure as listed in the NIST CCCBDB (SRD 101, release 22)";
const singleAtom = "a single atom at the origin";

type Spin = readonly [charge: number, multiplicity: number];

function pair(
  name: string,
  label: string,
  smiles: string,
  elements: readonly [string, string],
  length: number,
  aliases: readonly string[] = [],
  [charge, multiplicity]: Spin = [0, 1],
): LibraryRow {
  const atoms = diatomic(...elements, length);
  const source = `${length} Å, ${huberHerzberg}`;
  return { name, label, aliases, smiles, charge, multiplicity, atoms, origin: "experiment", source };
}

function poly(
  name: string,
  label: string,
  smiles: string,
  atoms: readonly AtomAngstrom[],
  detail: string,
  aliases: readonly string[] = [],
  multiplicity = 1,
): LibraryRow {
  const source = `${detail}; ${cccbdb}`;
  return { name, label, aliases, smiles, multiplicity, atoms, origin: "experiment", source };
}

function single(name: string, label: string, symbol: string, multiplicity: number): LibraryRow {
  const aliases = [`${name}-atom`, label.toLowerCase()];
  return {
    name,
    label,
    aliases,
    smiles: `[${symbol}]`,
    multiplicity,
    atoms: atom(symbol),
    origin: "model",
    source: singleAtom,
  };
}

/** The row of an evenly spaced hydrogen chain, a standard test of strong correlation. */
export function hydrogenChain(count: number, spacing: number, name: string): LibraryRow {
  return {
    name,
    label: `H${count} chain, ${spacing} Å`,
    aliases: [`h${count}`],
    atoms: chain("H", count, spacing),
    multiplicity: count % 2 === 0 ? 1 : 2,
    origin: "model",
    source: `a model: ${count} hydrogen atoms on a line, ${spacing} Å apart`,
  };
}

const doublet: Spin = [0, 2];
const triplet: Spin = [0, 3];

/** The curated molecules, the small and frequently used ones first. */
export const libraryRows: readonly LibraryRow[] = [
  pair("h2", "Hydrogen", "[H][H]", ["H", "H"], 0.74144, ["hydrogen", "dihydrogen"]),
  pair("lih", "Lithium hydride", "[LiH]", ["Li", "H"], 1.5957, ["lithium hydride"]),
  {
    name: "beh2",
    label: "Beryllium hydride",
    aliases: ["beryllium hydride"],
    smiles: "[BeH2]",
    atoms: onAxis(["Be", 0], ["H", 1.3264], ["H", -1.3264]),
    origin: "experiment",
    source:
      "linear, Be–H 1.3264 Å, experimental r_e from the gas-phase infrared spectrum, Bernath et al., Science 297, 1323 (2002)",
  },
  poly("h2o", "Water", "O", bent("O", "H", 0.9578, 104.4776), "O–H 0.9578 Å, H–O–H 104.48°", ["water"]),
  pair("n2", "Nitrogen", "N#N", ["N", "N"], 1.09768, ["nitrogen", "dinitrogen"]),
  poly("nh3", "Ammonia", "N", pyramidal("N", "H", 1.0124, 106.67), "N–H 1.0124 Å, H–N–H 106.67°", [
    "ammonia",
  ]),
  poly("ch4", "Methane", "C", tetrahedral("C", "H", 1.087), "C–H 1.087 Å, tetrahedral", ["methane"]),
  pair("co", "Carbon monoxide", "[C-]#[O+]", ["C", "O"], 1.12832, ["carbon monoxide"]),
  pair("hf", "Hydrogen fluoride", "F", ["H", "F"], 0.91681, ["hydrogen fluoride"]),
  hydrogenChain(4, 1, "h4-chain"),
  hydrogenChain(6, 1, "h6-chain"),
  hydrogenChain(8, 1, "h8-chain"),
  hydrogenChain(10, 1, "h10-chain"),
  hydrogenChain(12, 1, "h12-chain"),
  pair("o2", "Oxygen (triplet)", "O=O", ["O", "O"], 1.20752, ["oxygen", "dioxygen"], triplet),
  {
    name: "benzene",
    label: "Benzene",
    aliases: ["c6h6"],
    smiles: "c1ccccc1",
    atoms: ring("C", "H", 6, 1.397, 1.084),
    origin: "experiment",
    source: `planar hexagon, C–C 1.397 Å, C–H 1.084 Å; ${cccbdb}`,
  },
  pair("oh", "Hydroxyl radical", "[OH]", ["O", "H"], 0.96966, ["hydroxyl"], doublet),
  pair("bf", "Boron monofluoride", "[B]F", ["B", "F"], 1.26259, ["boron fluoride"]),
  pair("f2", "Fluorine", "FF", ["F", "F"], 1.41193, ["fluorine", "difluorine"]),
  poly(
    "c2h2",
    "Acetylene",
    "C#C",
    onAxis(["C", 0], ["C", 1.203], ["H", -1.063], ["H", 1.203 + 1.063]),
    "linear, C≡C 1.203 Å, C–H 1.063 Å",
    ["acetylene", "ethyne"],
  ),
  poly(
    "c2h4",
    "Ethylene",
    "C=C",
    vinylidene("C", "C", 1.339, "H", 1.086, 117.6, true),
    "planar, C=C 1.339 Å, C–H 1.086 Å, H–C–H 117.6°",
    ["ethylene", "ethene"],
  ),
  poly(
    "hcn",
    "Hydrogen cyanide",
    "C#N",
    onAxis(["H", -1.064], ["C", 0], ["N", 1.156]),
    "linear, H–C 1.064 Å, C≡N 1.156 Å",
    ["hydrogen cyanide"],
  ),
  poly(
    "co2",
    "Carbon dioxide",
    "O=C=O",
    onAxis(["C", 0], ["O", 1.162], ["O", -1.162]),
    "linear, C=O 1.162 Å",
    ["carbon dioxide"],
  ),
  poly(
    "h2o2",
    "Hydrogen peroxide",
    "OO",
    twisted("O", "H", 1.475, 0.95, 94.8, 119.8),
    "O–O 1.475 Å, O–H 0.950 Å, O–O–H 94.8°, dihedral 119.8°",
    ["hydrogen peroxide"],
  ),
  poly(
    "formaldehyde",
    "Formaldehyde",
    "C=O",
    vinylidene("C", "O", 1.205, "H", 1.111, 116.133, false),
    "planar, C=O 1.205 Å, C–H 1.111 Å, H–C–H 116.13°",
    ["ch2o", "h2co", "methanal"],
  ),
  poly("bh3", "Borane", "B", trigonal("B", "H", 1.19), "planar, B–H 1.19 Å", ["borane"]),
  pair("lif", "Lithium fluoride", "[Li]F", ["Li", "F"], 1.56386, ["lithium fluoride"]),
  pair("nah", "Sodium hydride", "[NaH]", ["Na", "H"], 1.8874, ["sodium hydride"]),
  pair("hcl", "Hydrogen chloride", "Cl", ["H", "Cl"], 1.27455, ["hydrogen chloride"]),
  poly("h2s", "Hydrogen sulfide", "S", bent("S", "H", 1.336, 92.11), "S–H 1.336 Å, H–S–H 92.11°", [
    "hydrogen sulfide",
  ]),
  poly("ph3", "Phosphine", "P", pyramidal("P", "H", 1.42, 93.345), "P–H 1.420 Å, H–P–H 93.345°", [
    "phosphine",
  ]),
  poly("sih4", "Silane", "[SiH4]", tetrahedral("Si", "H", 1.48), "Si–H 1.480 Å, tetrahedral", ["silane"]),
  pair("li2", "Lithium dimer", "[Li][Li]", ["Li", "Li"], 2.6729, ["dilithium"]),
  pair("bh", "Boron monohydride", "[BH]", ["B", "H"], 1.2324, ["boron monohydride"]),
  pair("ch", "Methylidyne radical", "[CH]", ["C", "H"], 1.1199, ["methylidyne"], doublet),
  pair("nh", "Imidogen (triplet)", "[NH]", ["N", "H"], 1.0362, ["imidogen"], triplet),
  pair("no", "Nitric oxide", "[N]=O", ["N", "O"], 1.15077, ["nitric oxide"], doublet),
  pair("cn", "Cyano radical", "[C]#N", ["C", "N"], 1.1718, ["cyano"], doublet),
  pair("so", "Sulfur monoxide (triplet)", "S=O", ["S", "O"], 1.48109, ["sulfur monoxide"], triplet),
  pair("beo", "Beryllium oxide", "[Be]=O", ["Be", "O"], 1.3309, ["beryllium oxide"]),
  pair("licl", "Lithium chloride", "[Li]Cl", ["Li", "Cl"], 2.02067, ["lithium chloride"]),
  pair("nacl", "Sodium chloride", "[Na]Cl", ["Na", "Cl"], 2.36079, ["sodium chloride", "salt"]),
  pair("cl2", "Chlorine", "ClCl", ["Cl", "Cl"], 1.988, ["chlorine", "dichlorine"]),
  pair("p2", "Phosphorus dimer", "P#P", ["P", "P"], 1.8934, ["diphosphorus"]),
  pair("heh+", "Helium hydride cation", "[HeH+]", ["He", "H"], 0.7743, ["hehp", "helium hydride"], [1, 1]),
  {
    name: "ch2",
    label: "Methylene (triplet)",
    aliases: ["methylene", "carbene"],
    smiles: "[CH2]",
    multiplicity: 3,
    atoms: bent("C", "H", 1.0753, 133.93),
    origin: "experiment",
    source:
      "C–H 1.0753 Å, H–C–H 133.93°, experimental r_e, Jensen and Bunker, J. Chem. Phys. 89, 1327 (1988)",
  },
  poly("ch3", "Methyl radical", "[CH3]", trigonal("C", "H", 1.079), "planar, C–H 1.079 Å", ["methyl"], 2),
  poly("bf3", "Boron trifluoride", "FB(F)F", trigonal("B", "F", 1.307), "planar, B–F 1.307 Å", [
    "boron trifluoride",
  ]),
  poly("o3", "Ozone", "[O-][O+]=O", bent("O", "O", 1.278, 116.8), "O–O 1.278 Å, O–O–O 116.8°", ["ozone"]),
  single("h", "Hydrogen atom", "H", 2),
  single("he", "Helium", "He", 1),
  single("li", "Lithium", "Li", 2),
  single("be", "Beryllium", "Be", 1),
  single("b", "Boron", "B", 2),
  single("c", "Carbon (triplet)", "C", 3),
  single("n", "Nitrogen atom (quartet)", "N", 4),
  single("o", "Oxygen atom (triplet)", "O", 3),
  single("f", "Fluorine atom", "F", 2),
  single("ne", "Neon", "Ne", 1),
  single("ar", "Argon", "Ar", 1),
];
