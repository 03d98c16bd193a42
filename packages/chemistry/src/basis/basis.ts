import { elementOfNumber } from "../elements/elements.ts";
import { BasisNotAvailableError } from "../errors.ts";
import type { Molecule } from "../molecule/molecule.ts";
import { basisSets, describeBasisSet, tabulatedShells, type BasisName } from "./basis-sets.ts";
import { angularFunctions, letterMomentum, type Monomial } from "./angular-functions.ts";
import { normalizeContraction } from "./normalize-contraction.ts";
import type { TabulatedShell } from "./parse.ts";

/** One contracted Gaussian: Σₖ coefficients[k]·exp(−exponents[k]·r²) times a polynomial of the monomials. */
export interface BasisFunction {
  /** Position in the basis. */
  readonly index: number;
  readonly angularMomentum: number;
  /** One coefficient per exponent of the shell, normalisation included. */
  readonly coefficients: readonly number[];
  readonly monomials: readonly Monomial[];
  readonly label: string;
}

/**
 * At most six basis functions at one atom that share their exponents: an s, p or d shell, the s and p of an SP shell,
 * or several functions of a general contraction.
 */
export interface Shell {
  readonly atomIndex: number;
  /** bohr */
  readonly center: readonly [number, number, number];
  readonly exponents: readonly number[];
  readonly functions: readonly BasisFunction[];
  /** Largest angular momentum of the functions. */
  readonly angularMomentum: number;
  /** Shells of one kind have the same polynomials in the same order: "s", "sp", "ss", "d5". */
  readonly kind: string;
}

/** The basis functions of a molecule, each normalised to one. */
export interface Basis {
  readonly name: BasisName;
  readonly label: string;
  readonly shells: readonly Shell[];
  readonly functionCount: number;
  /** "O1 2px" and the like, by function. */
  readonly functionLabels: readonly string[];
  /** Index of the atom each function sits on. */
  readonly functionAtoms: readonly number[];
}

/** Largest number of functions of a shell: six Cartesian d functions. Kernels have room for products of two such shells. */
const largestShell = 6;

/** Parts of a tabulated shell that have at most {@link largestShell} functions each, in order. */
function splitShell({ letters, exponents, rows }: TabulatedShell): TabulatedShell[] {
  const parts: { letters: string[]; exponents: readonly number[]; rows: (readonly number[])[] }[] = [];
  let size = largestShell;
  letters.forEach((letter, row) => {
    const added = angularFunctions(letterMomentum(letter), false).length;
    size += added;
    if (size > largestShell) {
      parts.push({ letters: [], exponents, rows: [] });
      size = added;
    }
    parts.at(-1)!.letters.push(letter);
    parts.at(-1)!.rows.push(rows[row]);
  });
  return parts;
}

function requireCoverage(molecule: Molecule, name: BasisName): void {
  const needed = [...new Set(molecule.atoms.map(({ atomicNumber }) => atomicNumber))].sort((a, b) => a - b);
  const { label, elements } = describeBasisSet(name);
  const missing = needed.filter((atomicNumber) => !elements.includes(atomicNumber));
  if (missing.length === 0) return;
  const symbols = missing.map(
    (atomicNumber) => elementOfNumber(atomicNumber)?.symbol ?? `Z = ${atomicNumber}`,
  );
  const alternatives = basisSets.filter((set) =>
    needed.every((atomicNumber) => set.elements.includes(atomicNumber)),
  );
  const remedy =
    alternatives.length > 0
      ? `these basis sets cover the whole molecule: ${alternatives.map((set) => set.label).join(", ")}`
      : "no basis set here covers the whole molecule";
  throw new BasisNotAvailableError(`${label} has no functions for ${symbols.join(", ")}; ${remedy}`, {
    details: { basis: name, missing, alternatives: alternatives.map((set) => set.name) },
  });
}

/**
 * The basis functions of a molecule: by atom, in the order of the table; p as x, y, z; six Cartesian d as
 * xx, xy, xz, yy, yz, zz; five spherical d as xy, yz, z², xz, x²−y².
 * @throws BasisNotAvailableError naming the elements without functions and the basis sets that cover the molecule.
 */
export function buildBasis(molecule: Molecule, name: BasisName): Basis {
  requireCoverage(molecule, name);
  const { label, sphericalD } = describeBasisSet(name);
  const shells: Shell[] = [];
  const functionLabels: string[] = [];
  const functionAtoms: number[] = [];

  molecule.atoms.forEach(({ atomicNumber, position }, atomIndex) => {
    const atomLabel = `${elementOfNumber(atomicNumber)!.symbol}${atomIndex + 1}`;
    /** Radial functions so far of each angular momentum: they number the labels 1s, 2s, 2p, 3d. */
    const radialCounts = [0, 0, 0];
    const addShell = ({ letters, exponents, rows }: TabulatedShell): void => {
      const functions = letters.flatMap((letter, row) => {
        const angularMomentum = letterMomentum(letter);
        const coefficients = normalizeContraction(angularMomentum, exponents, rows[row]);
        const principal = ++radialCounts[angularMomentum] + angularMomentum;
        return angularFunctions(angularMomentum, sphericalD).map(({ monomials, suffix }): BasisFunction => {
          const index = functionLabels.length;
          functionLabels.push(`${atomLabel} ${principal}${letter}${suffix}`);
          functionAtoms.push(atomIndex);
          return { index, angularMomentum, coefficients, monomials, label: functionLabels[index] };
        });
      });
      shells.push({
        atomIndex,
        center: position,
        exponents,
        functions,
        angularMomentum: Math.max(...letters.map(letterMomentum)),
        kind: letters.map((letter) => (letter === "d" ? (sphericalD ? "d5" : "d6") : letter)).join(""),
      });
    };
    tabulatedShells(name, atomicNumber)!.flatMap(splitShell).forEach(addShell);
  });
  return { name, label, shells, functionCount: functionLabels.length, functionLabels, functionAtoms };
}
