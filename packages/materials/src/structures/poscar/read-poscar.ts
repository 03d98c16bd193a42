import { findElement } from "../../elements/elements.ts";
import { StructureError } from "../../errors.ts";
import type { CrystalReport } from "../cif/read-cif.ts";
import { createCrystal, maximumSiteCount, type CrystalSite } from "../crystal.ts";
import { cellVolume, toFractional, type Lattice, type Vector3 } from "../lattice.ts";

export interface PoscarOptions {
  /** Elements in the order of their counts, for files of VASP 4 that do not name them. */
  readonly elements?: readonly string[];
}

/** The numbers at the start of a line. */
function readNumbers(lines: readonly string[], index: number, count: number, what: string): number[] {
  const words = (lines[index] ?? "").trim().split(/\s+/).slice(0, count);
  const values = words.map(Number);
  if (words.length < count || words[0] === "" || !values.every(Number.isFinite)) {
    throw new StructureError(
      `line ${index + 1} of a POSCAR must hold ${what}, got ${lines[index]?.trim() || (index < lines.length ? "an empty line" : "the end")}`,
      { line: index + 1 },
    );
  }
  return values;
}

function scaleLattice(
  vectors: Lattice,
  scale: readonly number[],
  line: number,
): { lattice: Lattice; factors: Vector3 } {
  const [first] = scale;
  if (scale.some((value) => value === 0) || (scale.length === 3 && scale.some((value) => value < 0))) {
    throw new StructureError(
      `the scale on line ${line} must be a length factor above 0, three of them, or a volume with a minus sign, got ${scale.join(" ")}`,
      { line },
    );
  }
  const factor = first < 0 ? Math.cbrt(-first / cellVolume(vectors)) : first;
  const factors: Vector3 = scale.length === 3 ? [scale[0], scale[1], scale[2]] : [factor, factor, factor];
  const times = (v: Vector3): Vector3 => [v[0] * factors[0], v[1] * factors[1], v[2] * factors[2]];
  return { lattice: [times(vectors[0]), times(vectors[1]), times(vectors[2])], factors };
}

/** "Fe_pv", "O/a1b2" and "Si" name their elements by what stands before the mark. */
function symbolOf(word: string): string {
  return word.split(/[_/]/)[0];
}

function readElements(
  lines: readonly string[],
  options: PoscarOptions,
): { symbols: string[]; counts: number[]; next: number; notes: string[] } {
  const words = (lines[5] ?? "").trim().split(/\s+/);
  const isOld = /^\d+$/.test(words[0]);
  const countLine = isOld ? 5 : 6;
  const counts = (lines[countLine] ?? "")
    .trim()
    .split(/\s+/)
    .filter(
      (word, index, all) =>
        /^\d+$/.test(word) && all.slice(0, index).every((earlier) => /^\d+$/.test(earlier)),
    )
    .map(Number);
  if (counts.length === 0 || counts.some((count) => count < 1)) {
    throw new StructureError(
      `line ${countLine + 1} of a POSCAR must hold the number of atoms of each element, got ${lines[countLine]?.trim() || "nothing"}`,
      { line: countLine + 1 },
    );
  }
  const notes: string[] = [];
  let symbols = words.map(symbolOf);
  if (isOld) {
    const comment = lines[0].trim().split(/\s+/).map(symbolOf);
    const isNamed =
      comment.length === counts.length && comment.every((word) => findElement(word) !== undefined);
    if (options.elements !== undefined) symbols = [...options.elements];
    else if (isNamed) {
      symbols = comment;
      notes.push(`The elements ${comment.join(", ")} are read from the first line.`);
    } else {
      throw new StructureError(
        `a POSCAR must name its elements on line 6 (VASP 5) or on line 1, got counts ${counts.join(" ")} alone: add a line of symbols above them`,
        { line: 6 },
      );
    }
  }
  if (symbols.length !== counts.length) {
    throw new StructureError(
      `a POSCAR must have a count for each of its ${symbols.length} elements ${symbols.join(" ")}, got ${counts.length} counts`,
      { line: countLine + 1 },
    );
  }
  const strange = symbols.find((symbol) => findElement(symbol) === undefined);
  if (strange !== undefined) {
    throw new StructureError(`line 6 of a POSCAR must hold symbols of elements, got ${strange}`, { line: 6 });
  }
  return { symbols, counts, next: countLine + 1, notes };
}

/**
 * The crystal of a POSCAR or CONTCAR of VASP 4 to 6: scale (a factor, three, or −volume), Direct or Cartesian coordinates,
 * selective dynamics (its flags are passed over); what follows the sites, such as velocities, is left out.
 *
 * @throws StructureError with the line of what cannot be read.
 */
export function readPoscar(text: string, options: PoscarOptions = {}): CrystalReport {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  const scaleWords = (lines[1] ?? "").trim().split(/\s+/);
  const isTriple =
    scaleWords.length >= 3 && scaleWords.slice(0, 3).every((word) => Number.isFinite(Number(word)));
  const scale = readNumbers(lines, 1, isTriple ? 3 : 1, "the scale of the cell");
  const vector = (index: number): Vector3 => {
    const [x, y, z] = readNumbers(lines, index, 3, "a vector of the cell");
    return [x, y, z];
  };
  const vectors: Lattice = [vector(2), vector(3), vector(4)];
  if (!(cellVolume(vectors) > 0)) {
    throw new StructureError("the vectors on lines 3 to 5 of a POSCAR must span a volume, got 0", {
      line: 3,
    });
  }
  const { lattice, factors } = scaleLattice(vectors, scale, 2);
  const { symbols, counts, next, notes } = readElements(lines, options);
  let at = next;
  if (/^\s*s/i.test(lines[at] ?? "")) at++;
  const mode = (lines[at] ?? "").trim();
  if (!/^[a-z]/i.test(mode)) {
    throw new StructureError(
      `line ${at + 1} of a POSCAR must be Direct or Cartesian, got ${mode || "nothing"}`,
      { line: at + 1 },
    );
  }
  const isCartesian = /^[ck]/i.test(mode);
  at++;
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total > maximumSiteCount) {
    throw new StructureError(`a cell must hold at most ${maximumSiteCount} sites, got ${total}`, {
      sites: total,
    });
  }
  const elements = symbols.flatMap((symbol, k) => new Array<string>(counts[k]).fill(symbol));
  const sites = elements.map((element): CrystalSite => {
    const [x, y, z] = readNumbers(lines, at, 3, `the coordinates of one of ${total} sites`);
    at++;
    const fractional: Vector3 = isCartesian
      ? toFractional(lattice, [x * factors[0], y * factors[1], z * factors[2]])
      : [x, y, z];
    return { species: [{ element, occupancy: 1 }], fractional };
  });
  const name = lines[0].trim() || symbols.map((symbol, k) => `${symbol}${counts[k]}`).join("");
  return { crystal: createCrystal({ name, lattice, sites }), block: lines[0].trim(), otherBlocks: [], notes };
}
