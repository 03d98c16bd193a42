import { findElement } from "../elements/elements.ts";
import { CompositionError } from "../errors.ts";
import type { Composition } from "./composition.ts";
import { splitCharge } from "./formula-charge.ts";
import { normaliseFormulaText, type FormulaText } from "./formula-text.ts";
import { suggestFormulas } from "./suggest-formula.ts";

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const longestFormula = 1000;
const deepestNesting = 20;
const numberPattern = /(?:\d+\/\d+|(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)/y;
/** A dot between whole number and water, as in CuSO4.5H2O; not after a number that starts with 0, which has decimals. */
const dottedHydrate = /^(.*(?:[A-Za-z)\]}]|[A-Za-z)\]}][1-9]\d*))\.(?=\d*(?:\.\d+)?H2O$)/;

/** Reads one formula. */
class FormulaReader {
  private at = 0;
  private readonly text: string;
  private readonly source: FormulaText;
  private readonly characters: string;
  readonly notes: string[] = [];

  constructor(text: string, source: FormulaText, characters: string) {
    this.text = text;
    this.source = source;
    this.characters = characters;
  }

  fail(problem: string, at: number, reason: string, remedy?: string): never {
    const position = this.source.positions[at] ?? this.text.length + 1;
    throw new CompositionError(
      `formula ${this.text} ${problem} at position ${position}${remedy === undefined ? "" : `: ${remedy}`}`,
      { formula: this.text, position, reason },
    );
  }

  private readNumber(): number | undefined {
    numberPattern.lastIndex = this.at;
    const match = numberPattern.exec(this.characters);
    if (match === null) return undefined;
    for (let index = match.index + 1; index < match.index + match[0].length; index++) {
      if (this.source.isAfterSpace[index]) {
        this.fail("has a space within a number", index, "syntax", "remove it, or mark a charge as in SO4^2-");
      }
    }
    this.at += match[0].length;
    const [numerator, denominator] = match[0].split("/") as [string, string | undefined];
    const value = denominator === undefined ? Number(match[0]) : Number(numerator) / Number(denominator);
    if (!Number.isFinite(value)) {
      this.fail(`has the amount ${match[0]}`, match.index, "amount", "amounts must be finite");
    }
    return value;
  }

  private refuse(character: string | undefined, depth: number): never {
    const { characters, at } = this;
    if (character === undefined) {
      this.fail(`ends within ${depth === 1 ? "a bracket" : "brackets"}`, at, "syntax", "close every bracket");
    }
    if (character === "-" && /^-\s*[\d.]/.test(characters.slice(at))) {
      this.fail(
        `has a negative amount or a range`,
        at,
        "negative-amount",
        "amounts must be numbers of at least 0",
      );
    }
    if (character === "," && /\d/.test(characters[at + 1] ?? "")) {
      this.fail("has a comma", at, "syntax", "write decimals with a point");
    }
    if (/[A-Za-z]/.test(character)) {
      const word = /^[A-Z]?[a-z]*/.exec(characters.slice(at))![0] || character;
      const suggestions = suggestFormulas(this.text);
      const isVariable = /^[x-zδ]$/.test(word);
      const remedy =
        suggestions.length > 0 && !isVariable
          ? `did you mean ${suggestions.join(" or ")}?`
          : isVariable
            ? `write a number in place of ${word}`
            : "write elements by their symbols, such as Fe";
      this.fail(`has ${word}, which is no element,`, at, "unknown-element", remedy);
    }
    if (")]}".includes(character)) {
      this.fail(`has ${character} without its opening bracket`, at, "syntax", "remove it or open it");
    }
    if (character === "+" || character === "-" || character === "^") {
      this.fail(`has ${character}`, at, "syntax", "a charge stands at the end, as in SO4^2-");
    }
    this.fail(
      `has ${character}`,
      at,
      "syntax",
      "only symbols, numbers, brackets, dots and a charge may stand in it",
    );
  }

  /** Adds what stands up to a separator, a closing bracket or the end. */
  private readGroup(amounts: Map<string, number>, depth: number): void {
    if (depth > deepestNesting) {
      this.fail(`nests brackets more than ${deepestNesting} deep`, this.at, "syntax");
    }
    while (this.at < this.characters.length) {
      const character = this.characters[this.at];
      if (character in closing) {
        const start = this.at;
        this.at++;
        const inner = new Map<string, number>();
        this.readGroup(inner, depth + 1);
        if (this.characters[this.at] !== closing[character]) {
          if (this.at >= this.characters.length) this.refuse(undefined, depth + 1);
          this.fail(
            `closes ${character} by ${this.characters[this.at]}`,
            this.at,
            "syntax",
            `write ${closing[character]}`,
          );
        }
        if (inner.size === 0) this.fail("has empty brackets", start, "syntax", "remove them");
        this.at++;
        const times = this.readNumber() ?? 1;
        for (const [symbol, amount] of inner) {
          amounts.set(symbol, (amounts.get(symbol) ?? 0) + times * amount);
        }
        continue;
      }
      const symbol = this.readSymbol();
      if (symbol === undefined) {
        if (depth > 0 && ")]}".includes(character)) return;
        if (depth === 0 && character === "·") return;
        this.refuse(character, depth);
      }
      amounts.set(symbol, (amounts.get(symbol) ?? 0) + (this.readNumber() ?? 1));
    }
  }

  private readSymbol(): string | undefined {
    const { characters, at } = this;
    const first = characters[at];
    if (!(first >= "A" && first <= "Z")) return undefined;
    const second = characters[at + 1] ?? "";
    if (second >= "a" && second <= "z") {
      const symbol = first + second;
      if (findElement(symbol) === undefined) return undefined;
      this.at += 2;
      return symbol;
    }
    if (first === "D" || first === "T") {
      this.notes.push(`${first} is read as hydrogen`);
      this.at++;
      return "H";
    }
    if (findElement(first) === undefined) return undefined;
    this.at++;
    return first;
  }

  read(): Map<string, number> {
    const amounts = new Map<string, number>();
    for (;;) {
      const times = this.readNumber() ?? 1;
      const part = new Map<string, number>();
      const start = this.at;
      this.readGroup(part, 0);
      if (part.size === 0) {
        this.fail(
          this.characters === "" ? "is empty" : "has a part without an element",
          start,
          this.characters === "" ? "empty" : "syntax",
          "write symbols with amounts, such as Fe2O3",
        );
      }
      for (const [symbol, amount] of part) amounts.set(symbol, (amounts.get(symbol) ?? 0) + times * amount);
      if (this.at >= this.characters.length) return amounts;
      this.at++;
    }
  }
}

/**
 * The composition that a chemical formula writes.
 *
 * Understands fractional amounts (Fe0.62C0.000953, 1e-3, 1/2), nested brackets (), [], {}, hydrates and adducts with ·
 * or * (CuSO4·5H2O; a plain dot counts as one before water, CuSO4.5H2O, and before a letter), a charge at the end, sub-
 * and superscripts of Unicode or TeX, and white space. Elements with an amount of 0 are left out. Isotopes D and T are
 * read as hydrogen. Case counts: Co is cobalt, CO carbon monoxide.
 *
 * @throws CompositionError with `details` {formula, position (from 1), reason} for what cannot be read, negative amounts,
 * unknown elements (with what may have been meant) and formulas without any atom.
 */
export function parseFormula(text: string): Composition {
  if (text.length > longestFormula) {
    throw new CompositionError(
      `a formula must have at most ${longestFormula} characters, got ${text.length}`,
      { formula: text.slice(0, 50), reason: "syntax" },
    );
  }
  const source = normaliseFormulaText(text);
  const { length, charge } = splitCharge(text, source);
  let characters = source.characters.slice(0, length);
  const hydrate = dottedHydrate.exec(characters);
  const notes: string[] = [];
  if (hydrate !== null) {
    const dot = hydrate[1].length;
    if (/\d/.test(characters[dot - 1])) {
      notes.push(
        `the dot before ${characters.slice(dot + 1)} is read as a hydrate's, not as a decimal point`,
      );
    }
    characters = `${characters.slice(0, dot)}·${characters.slice(dot + 1)}`;
  }
  characters = characters.replaceAll(/\.(?=[A-Z([{])/g, "·");
  const reader = new FormulaReader(text, source, characters);
  const amounts = reader.read();
  const present = [...amounts].filter(([, amount]) => amount > 0);
  if (present.length === 0) {
    throw new CompositionError(`formula ${text} must have an amount above 0, got none`, {
      formula: text,
      position: 1,
      reason: "zero-sum",
    });
  }
  return {
    text,
    elements: present.map(([symbol]) => symbol),
    amounts: present.map(([, amount]) => amount),
    charge,
    notes: [...notes, ...new Set(reader.notes)],
  };
}
