import { bohrAngstrom } from "../elements/constants.ts";
import { elements } from "../elements/elements.ts";
import { XyzError } from "../errors.ts";
import { checkMolecule, countElectrons, lowestMultiplicity, maximumAtomCount } from "./checks.ts";
import type { Atom, ChargeAndSpin, MoleculeWithOrigin } from "./molecule.ts";

interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

const atomExample = 'expected an element and three coordinates in Å, for example "O 0.0 0.0 0.117"';
const bySymbol = new Map(elements.map(({ symbol }, index) => [symbol.toLowerCase(), index + 1]));

/**
 * A molecule from XYZ text, coordinates in Å.
 *
 * Forgiving: the count and comment lines may be missing, atoms may be given by symbol, by label ("C1") or by atomic
 * number, columns may be separated by blanks, tabs or commas, atoms by line ends or semicolons; blank lines and lines
 * that begin with "#" or "!" are skipped, columns after the third coordinate ignored. A line of two integers before
 * the atoms gives charge and multiplicity. Of a file with several frames the first is read.
 *
 * @throws {@link XyzError} with the line, counted from 1, and what was expected there; the errors of
 * {@link checkMolecule}.
 */
export function moleculeFromXyz(text: string, options: ChargeAndSpin = {}): MoleculeWithOrigin {
  const lines = splitLines(text);
  const notes: string[] = [];
  const counted = readHeader(lines);
  const stated = counted.lines.length > 0 ? chargeAndMultiplicity(counted.lines[0].text) : undefined;
  const body = stated ? counted.lines.slice(1) : counted.lines;
  let atomLines = body;
  if (counted.count !== undefined) {
    atomLines = body.slice(0, counted.count);
    if (body.length > counted.count) {
      const next = body[counted.count];
      if (!/^\d+$/.test(next.text))
        fail(next, `line ${counted.line} announces ${counted.count} atoms, here is more`);
      notes.push("The XYZ text holds several structures; the first is used.");
    }
  }
  const atoms = atomLines.map(readAtomLine);
  if (counted.count !== undefined && atoms.length < counted.count) {
    throw new XyzError(
      `XYZ, line ${counted.line}: the count line announces ${counted.count} atoms, but ${atoms.length} follow. Correct the count or leave it out.`,
      { details: { line: counted.line, announced: counted.count, found: atoms.length } },
    );
  }
  if (atoms.length === 0) {
    throw new XyzError(`XYZ, line 1: there are no atoms; ${atomExample}.`, { details: { line: 1 } });
  }
  const charge = options.charge ?? stated?.charge ?? 0;
  const multiplicity =
    options.multiplicity ?? stated?.multiplicity ?? lowestMultiplicity(countElectrons({ atoms, charge }));
  const molecule = { atoms, charge, multiplicity };
  checkMolecule(molecule);
  return { ...molecule, origin: "given", geometrySource: "coordinates given by the user", notes };
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  for (const [index, whole] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    for (const part of whole.split(";")) lines.push({ number: index + 1, text: part.trim() });
  }
  return lines;
}

/** Takes the count and comment lines off, and everything that is blank or a comment. */
function readHeader(all: readonly Line[]): { lines: Line[]; count?: number; line: number } {
  const isContent = ({ text }: Line) => text !== "" && !/^[#!]/.test(text);
  const first = all.findIndex(isContent);
  if (first < 0 || !/^\d+$/.test(all[first].text)) return { lines: all.filter(isContent), line: 0 };
  const count = Number(all[first].text);
  if (count > maximumAtomCount) {
    fail(
      all[first],
      `the count line announces more than the ${maximumAtomCount} atoms that can be calculated`,
    );
  }
  // The line after the count is a comment by the format; some programs leave it out.
  const afterCount = all.slice(first + 1);
  const withoutComment = afterCount.filter(isContent);
  const hasNoComment =
    afterCount.length > 0 && isAtomLine(afterCount[0].text) && withoutComment.length <= count;
  const lines = hasNoComment ? withoutComment : withoutFirstLine(afterCount, all[first]).filter(isContent);
  return { lines, count, line: all[first].number };
}

/** Without the comment: a whole line whatever it holds, or what stands before the next semicolon of the count's line. */
function withoutFirstLine(lines: readonly Line[], countLine: Line): Line[] {
  const comment = lines.at(0)?.number;
  if (comment === countLine.number) return lines.slice(1);
  return lines.filter(({ number }) => number !== comment);
}

function columnsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((column) => column !== "");
}

function readNumber(text: string | undefined): number | undefined {
  if (text === undefined || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][+-]?\d+)?$/.test(text)) return undefined;
  return Number(text.replace(/[dD]/, "e"));
}

/** Four columns between blanks, with a comma inside a coordinate: "O 0,000 0,000 0,117". */
function hasDecimalCommas(text: string): boolean {
  const columns = text.split(/\s+/);
  return columns.length > 3 && columns.slice(1, 4).some((column) => /\d,\d/.test(column));
}

function isAtomLine(text: string): boolean {
  const [element = "", ...rest] = columnsOf(text);
  return (
    atomicNumberOf(element) !== undefined &&
    rest.slice(0, 3).filter((column) => readNumber(column) !== undefined).length === 3
  );
}

function chargeAndMultiplicity(text: string): { charge: number; multiplicity: number } | undefined {
  const match = /^([+-]?\d+)[\s,]+(\d+)$/.exec(text);
  return match ? { charge: Number(match[1]), multiplicity: Number(match[2]) } : undefined;
}

/** "O", "o", "O12", "O_w" or "8". */
function atomicNumberOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    return number >= 1 && number <= elements.length ? number : undefined;
  }
  const match = /^([A-Za-z]{1,2})(?:[\d_].*)?$/.exec(text);
  return match ? bySymbol.get(match[1].toLowerCase()) : undefined;
}

function readAtomLine(line: Line): Atom {
  const [element, ...rest] = columnsOf(line.text);
  const atomicNumber = atomicNumberOf(element);
  if (atomicNumber === undefined) {
    fail(line, `"${element}" is no element from H to ${elements.at(-1)!.symbol}; ${atomExample}`);
  }
  if (hasDecimalCommas(line.text)) {
    fail(line, `coordinates are written with a decimal point, not a comma; ${atomExample}`);
  }
  if (rest.length < 3) fail(line, `${rest.length} of three coordinates are there; ${atomExample}`);
  const position = rest.slice(0, 3).map((column, axis) => {
    const value = readNumber(column);
    if (value === undefined)
      fail(line, `the ${"xyz"[axis]} coordinate "${column}" is no number; ${atomExample}`);
    return value / bohrAngstrom;
  });
  return { atomicNumber, position: [position[0], position[1], position[2]] };
}

function fail(line: Line, problem: string): never {
  throw new XyzError(`XYZ, line ${line.number} ("${line.text.slice(0, 80)}"): ${problem}.`, {
    details: { line: line.number, text: line.text.slice(0, 200) },
  });
}
