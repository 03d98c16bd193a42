import { bohrAngstrom } from "../elements/constants.ts";
import { elements } from "../elements/elements.ts";
import { LibraryMoleculeError } from "../errors.ts";
import { checkMolecule, countElectrons, lowestMultiplicity } from "./checks.ts";
import { hillFormula } from "./describe.ts";
import { hydrogenChain, libraryRows, type LibraryRow } from "./library-data.ts";
import type { Atom, ChargeAndSpin, MoleculeWithOrigin } from "./molecule.ts";

/** A molecule that the library offers. */
export interface LibraryEntry {
  readonly name: string;
  readonly label: string;
  readonly formula: string;
  readonly aliases: readonly string[];
  /** Absent for models such as hydrogen chains. */
  readonly smiles?: string;
  readonly charge: number;
  readonly multiplicity: number;
  readonly atomCount: number;
  /** Where the geometry comes from. */
  readonly geometrySource: string;
}

const longestChain = 30;
const atomicNumbers = new Map(elements.map(({ symbol }, index) => [symbol, index + 1]));
const rowsByName = new Map<string, LibraryRow>();
for (const row of libraryRows) for (const name of [row.name, ...row.aliases]) rowsByName.set(key(name), row);

/** The curated molecules with their formulas and geometry sources. */
export const moleculeLibrary: readonly LibraryEntry[] = libraryRows.map((row) => {
  const { name, label, aliases, smiles, source, charge = 0, multiplicity = 1 } = row;
  const formula = hillFormula({ atoms: rowAtoms(row), charge });
  const entry = { name, label, formula, aliases, charge, multiplicity, atomCount: row.atoms.length };
  return { ...entry, geometrySource: source, ...(smiles === undefined ? {} : { smiles }) };
});

/**
 * A molecule of the library by its name or an alias; capitals, blanks and hyphens do not matter. `hN-chain-R` makes a
 * chain of N hydrogen atoms R Å apart, for example `h6-chain-1.5`.
 *
 * The library's charge and multiplicity hold unless others are given; a charge alone resets the multiplicity to the
 * lowest possible.
 *
 * @throws {@link LibraryMoleculeError} with the closest names; the errors of {@link checkMolecule}.
 */
export function moleculeFromLibrary(name: string, options: ChargeAndSpin = {}): MoleculeWithOrigin {
  const row = rowsByName.get(key(name)) ?? chainRow(name);
  if (!row) {
    const shown = name.slice(0, 60);
    const suggestions = closestNames(shown);
    throw new LibraryMoleculeError(
      `The molecule library has no "${shown}". Closest names: ${suggestions.join(", ")}. Any other molecule can be given as SMILES or XYZ.`,
      { details: { name: shown, suggestions } },
    );
  }
  return moleculeFromRow(row, options);
}

export function moleculeFromRow(row: LibraryRow, options: ChargeAndSpin = {}): MoleculeWithOrigin {
  const atoms = rowAtoms(row);
  const charge = options.charge ?? row.charge ?? 0;
  const isLibraryCharge = charge === (row.charge ?? 0);
  const multiplicity =
    options.multiplicity ??
    (isLibraryCharge ? (row.multiplicity ?? 1) : lowestMultiplicity(countElectrons({ atoms, charge })));
  const molecule = { atoms, charge, multiplicity };
  checkMolecule(molecule);
  const isOther = !isLibraryCharge || multiplicity !== (row.multiplicity ?? 1);
  const notes =
    isOther && row.origin === "experiment"
      ? [
          `The geometry is that of charge ${row.charge ?? 0} and multiplicity ${row.multiplicity ?? 1}; with charge ${charge} and multiplicity ${multiplicity} the molecule has another one.`,
        ]
      : [];
  return { ...molecule, origin: row.origin, geometrySource: row.source, notes };
}

function rowAtoms({ atoms }: LibraryRow): Atom[] {
  return atoms.map(([symbol, x, y, z]) => ({
    atomicNumber: atomicNumbers.get(symbol)!,
    position: [x / bohrAngstrom, y / bohrAngstrom, z / bohrAngstrom],
  }));
}

function key(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "");
}

function chainRow(name: string): LibraryRow | undefined {
  const match = /^h(\d+)[\s_-]*chain(?:[\s_-]*(\d+(?:\.\d+)?))?$/.exec(name.trim().toLowerCase());
  if (!match) return undefined;
  const [count, spacing] = [Number(match[1]), Number(match.at(2) ?? 1)];
  if (count < 2 || count > longestChain || spacing < 0.3 || spacing > 10) {
    throw new LibraryMoleculeError(
      `A hydrogen chain has 2 to ${longestChain} atoms, 0.3 to 10 Å apart; got ${count} atoms and ${spacing} Å.`,
      { details: { name } },
    );
  }
  return hydrogenChain(count, spacing, match[0]);
}

function closestNames(name: string): string[] {
  const wanted = key(name);
  const scored = [...rowsByName].map(([alias, row]) => ({ row, distance: editDistance(wanted, alias) }));
  scored.sort((left, right) => left.distance - right.distance);
  return [...new Set(scored.map(({ row }) => row.name))].slice(0, 4);
}

/** Levenshtein distance. */
function editDistance(first: string, second: string): number {
  let previous = Array.from({ length: second.length + 1 }, (_, index) => index);
  for (let i = 1; i <= first.length; i++) {
    const current = [i];
    for (let j = 1; j <= second.length; j++) {
      const substitution = previous[j - 1] + (first[i - 1] === second[j - 1] ? 0 : 1);
      current.push(Math.min(previous[j] + 1, current[j - 1] + 1, substitution));
    }
    previous = current;
  }
  return previous[second.length];
}
