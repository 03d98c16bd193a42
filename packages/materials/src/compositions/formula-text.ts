/** A formula's characters in plain notation, each with its position in the text as given, counted from 1. */
export interface FormulaText {
  readonly characters: string;
  readonly positions: readonly number[];
  /** Whether white space stood before the character. */
  readonly isAfterSpace: readonly boolean[];
}

const subscriptDigits = "₀₁₂₃₄₅₆₇₈₉";
const superscriptDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const plain: ReadonlyMap<string, string> = new Map([
  ...Array.from("·•∙⋅‧・∗*×", (dot) => [dot, "·"] as const),
  ...Array.from("−–—₋", (minus) => [minus, "-"] as const),
  ["₊", "+"],
  ["⁺", "^+"],
  ["⁻", "^-"],
  ["【", "["],
  ["】", "]"],
]);

/** Most formulas are in plain notation already; they share these. */
const longestPlain = 1000;
const plainPositions: readonly number[] = Array.from({ length: longestPlain + 1 }, (_, index) => index + 1);
const noSpaces: readonly boolean[] = plainPositions.map(() => false);

/**
 * Brings a formula to plain notation: subscripts become digits, superscripts follow a caret, the several dots and signs
 * become one, TeX's _{2}, $ and \cdot and white space vanish.
 */
export function normaliseFormulaText(text: string): FormulaText {
  if (text.length <= longestPlain && /^[A-Za-z0-9.()[\]]*$/.test(text)) {
    return { characters: text, positions: plainPositions, isAfterSpace: noSpaces };
  }
  let characters = "";
  const positions: number[] = [];
  const isAfterSpace: boolean[] = [];
  let space = false;
  const push = (written: string, index: number): void => {
    for (const character of written) {
      characters += character;
      positions.push(index + 1);
      isAfterSpace.push(space);
      space = false;
    }
  };
  let texBraces = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (/[\s\u200B\uFEFF$]/.test(character)) {
      space ||= character !== "$";
    } else if (text.startsWith("\\cdot", index)) {
      push("·", index);
      index += 4;
    } else if (character === "_" || character === "^") {
      if (character === "^") push("^", index);
      if (text[index + 1] === "{") {
        index++;
        texBraces++;
      }
    } else if (character === "}" && texBraces > 0) {
      texBraces--;
    } else if (subscriptDigits.includes(character)) {
      push(String(subscriptDigits.indexOf(character)), index);
    } else if (superscriptDigits.includes(character)) {
      const digit = String(superscriptDigits.indexOf(character));
      push(/\^\d*$/.test(characters) ? digit : `^${digit}`, index);
    } else {
      const written = plain.get(character) ?? character;
      push(written.startsWith("^") && /\^\d*$/.test(characters) ? written.slice(1) : written, index);
    }
  }
  return { characters, positions, isAfterSpace };
}
