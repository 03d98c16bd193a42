import { bohrAngstrom } from "../elements/constants.ts";
import { elements } from "../elements/elements.ts";
import { countElectrons } from "./checks.ts";
import type { Molecule } from "./molecule.ts";

/** An atom at a position in Å, JSON-safe. */
export interface PlacedAtom {
  readonly element: string;
  /** Å */
  readonly position: [number, number, number];
}

export interface MoleculeDescription {
  /** Hill formula with the charge, for example "C2H6O" or "H4N+". */
  readonly formula: string;
  readonly atomCount: number;
  readonly electronCount: number;
  readonly charge: number;
  readonly multiplicity: number;
  readonly atoms: PlacedAtom[];
}

export function describeMolecule(molecule: Molecule): MoleculeDescription {
  return {
    formula: hillFormula(molecule),
    atomCount: molecule.atoms.length,
    electronCount: countElectrons(molecule),
    charge: molecule.charge,
    multiplicity: molecule.multiplicity,
    atoms: placedAtoms(molecule),
  };
}

/** Carbon first, then hydrogen, then the others by alphabet; all by alphabet without carbon. */
export function hillFormula({ atoms, charge }: Pick<Molecule, "atoms" | "charge">): string {
  const counts = new Map<string, number>();
  for (const { atomicNumber } of atoms) {
    const { symbol } = elements[atomicNumber - 1];
    counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  }
  const rank = (symbol: string) => {
    if (!counts.has("C")) return 2;
    return symbol === "C" ? 0 : symbol === "H" ? 1 : 2;
  };
  const symbols = [...counts.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const composition = symbols.map(
    (symbol) => `${symbol}${counts.get(symbol) === 1 ? "" : counts.get(symbol)!}`,
  );
  return composition.join("") + formatCharge(charge);
}

/** "", "+", "-", "(2+)" */
function formatCharge(charge: number): string {
  if (charge === 0) return "";
  const sign = charge > 0 ? "+" : "-";
  return Math.abs(charge) === 1 ? sign : `(${Math.abs(charge)}${sign})`;
}

/** Elements and positions in Å, rounded to 1e-10 Å. */
export function placedAtoms({ atoms }: Pick<Molecule, "atoms">): PlacedAtom[] {
  return atoms.map(({ atomicNumber, position }) => {
    const [x, y, z] = position.map((value) => Number((value * bohrAngstrom).toFixed(10)) + 0);
    return { element: elements[atomicNumber - 1].symbol, position: [x, y, z] };
  });
}

/** XYZ text in Å with ten decimals, enough to repeat a calculation. */
export function toXyz(molecule: Molecule, comment = ""): string {
  const lines = placedAtoms(molecule).map(({ element, position }) => {
    const columns = position.map((value) => value.toFixed(10).padStart(16));
    return `${element.padEnd(2)}${columns.join("")}`;
  });
  return [String(lines.length), comment.replaceAll(/\s+/g, " "), ...lines, ""].join("\n");
}
