import { SmilesError } from "../errors.ts";

const organicSubset = /^(?:Cl|Br|B|C|N|O|P|S|F|I|b|c|n|o|p|s)/;
const bracketAtom =
  /^(\d{1,3})?(\*|[A-Z][a-z]?|as|se|[bcnops])(@{1,2}(?:TH[12]|AL[12]|SP[123]|TB\d{1,2}|OH\d{1,2})?)?(H\d?)?(\+{1,4}|-{1,4}|[+-]\d{1,2})?(:\d{1,4})?$/;
const bondSymbols = "-=#$:/\\";

/** State of the reader between two characters. */
interface Reader {
  readonly smiles: string;
  index: number;
  /** There is an atom to which a bond, branch or ring closure can be attached. */
  hasAtom: boolean;
  /** 0-based index of a bond symbol that still waits for its second atom, or −1. */
  openBond: number;
  readonly branches: number[];
  readonly rings: Map<string, number>;
  atomCount: number;
}

function fail(reader: { smiles: string }, index: number, problem: string): never {
  const position = index + 1;
  const found = reader.smiles.slice(index, index + 1);
  throw new SmilesError(
    `SMILES, position ${position}${found === "" ? " (end)" : ` ("${found}")`}: ${problem} in "${reader.smiles}".`,
    { details: { position, smiles: reader.smiles } },
  );
}

function readAtom(reader: Reader, length: number): void {
  reader.index += length;
  reader.hasAtom = true;
  reader.openBond = -1;
  reader.atomCount++;
}

function readBracketAtom(reader: Reader): void {
  const start = reader.index;
  const end = reader.smiles.indexOf("]", start);
  if (end < 0) fail(reader, start, 'the bracket atom has no closing "]"');
  const content = reader.smiles.slice(start + 1, end);
  const match = bracketAtom.exec(content);
  if (!match) {
    fail(reader, start, `"[${content}]" is no atom; expected for example [NH4+], [O-], [13CH4] or [C@H]`);
  }
  if (match[2] === "*") fail(reader, start, "a wildcard atom has no element; name one");
  readAtom(reader, end + 1 - start);
}

function readRingClosure(reader: Reader): void {
  const rest = reader.smiles.slice(reader.index);
  const match = /^(?:%\d\d|%\(\d{1,5}\)|\d)/.exec(rest);
  if (!match) fail(reader, reader.index, 'a ring number after "%" needs two digits, for example %10');
  if (!reader.hasAtom) fail(reader, reader.index, "a ring number must follow an atom");
  const number = String(Number(match[0].replaceAll(/\D/g, "")));
  if (reader.rings.has(number)) reader.rings.delete(number);
  else reader.rings.set(number, reader.index);
  reader.openBond = -1;
  reader.index += match[0].length;
}

function readPunctuation(reader: Reader, character: string): void {
  const { index } = reader;
  if (character === "(") {
    if (!reader.hasAtom) fail(reader, index, "a branch must follow an atom");
    if (reader.openBond >= 0) fail(reader, index, "a bond symbol cannot precede a branch; write it inside");
    if (reader.smiles[index + 1] === ")") fail(reader, index, "the branch is empty");
    reader.branches.push(index);
  } else if (character === ")") {
    if (reader.branches.length === 0) fail(reader, index, '")" closes no branch');
    if (reader.openBond >= 0) fail(reader, reader.openBond, "the bond leads to no atom");
    reader.branches.pop();
  } else if (character === ".") {
    if (!reader.hasAtom) fail(reader, index, '"." must separate two parts');
    if (reader.openBond >= 0) fail(reader, reader.openBond, "the bond leads to no atom");
    if (index + 1 === reader.smiles.length) fail(reader, index, 'there is nothing after "."');
    reader.hasAtom = false;
  } else {
    if (!reader.hasAtom) fail(reader, index, "a bond must follow an atom");
    if (reader.openBond >= 0) fail(reader, index, "two bond symbols follow each other");
    reader.openBond = index;
  }
  reader.index++;
}

/**
 * Checks the syntax of a SMILES text and returns its number of written atoms.
 *
 * The conformer library forgives an open branch or text after a blank; a forgiven typing mistake would yield the energy
 * of another molecule, so the grammar is checked here. Valences and aromaticity are left to that library.
 *
 * @throws {@link SmilesError} with the position, counted from 1, and what is wrong there.
 * Source: OpenSMILES specification, version 1.0.
 */
export function checkSmilesSyntax(smiles: string): number {
  const reader: Reader = {
    smiles,
    index: 0,
    hasAtom: false,
    openBond: -1,
    branches: [],
    rings: new Map(),
    atomCount: 0,
  };
  if (smiles === "") {
    throw new SmilesError("SMILES is empty; type one, for example O for water.", {
      details: { position: 1, smiles },
    });
  }
  while (reader.index < smiles.length) {
    const character = smiles[reader.index];
    const atom = organicSubset.exec(smiles.slice(reader.index, reader.index + 2));
    if (atom) readAtom(reader, atom[0].length);
    else if (character === "[") readBracketAtom(reader);
    else if (character === "%" || (character >= "0" && character <= "9")) readRingClosure(reader);
    else if ("().".includes(character) || bondSymbols.includes(character)) readPunctuation(reader, character);
    else if (character === "*") fail(reader, reader.index, "a wildcard atom has no element; name one");
    else if (/\s/.test(character)) fail(reader, reader.index, "a blank cannot stand inside a SMILES");
    else if (/[A-Za-z]/.test(character)) {
      fail(
        reader,
        reader.index,
        "unknown atom; elements beyond B C N O P S F Cl Br I stand in brackets, as [Li]",
      );
    } else fail(reader, reader.index, "a SMILES has no such character");
  }
  if (reader.openBond >= 0) fail(reader, reader.openBond, "the bond leads to no atom");
  const branch = reader.branches.at(-1);
  if (branch !== undefined) fail(reader, branch, 'the branch has no closing ")"');
  for (const [number, index] of reader.rings) fail(reader, index, `ring number ${number} is not closed`);
  return reader.atomCount;
}
