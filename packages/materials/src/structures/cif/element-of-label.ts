import { findElement } from "../../elements/elements.ts";

function inSymbolCase(letters: string): string {
  return letters[0].toUpperCase() + letters.slice(1).toLowerCase();
}

/**
 * The element of an atom's type symbol ("Fe3+", "FE", "O2-", "D") or, less certain, of its label ("Fe1", "OW2", "C13A");
 * undefined where there is none. In a label two letters are a symbol only if the second one is small.
 */
export function elementOfLabel(text: string, isTypeSymbol: boolean): string | undefined {
  const letters = /^[A-Za-z]{1,2}/.exec(text)?.[0];
  if (letters === undefined) return undefined;
  const isPair = letters.length === 2 && (isTypeSymbol || /[a-z]/.test(letters[1]));
  const candidates = isPair ? [inSymbolCase(letters), letters[0].toUpperCase()] : [letters[0].toUpperCase()];
  for (const candidate of candidates) {
    if (candidate === "D" || candidate === "T") return "H";
    if (findElement(candidate) !== undefined) return candidate;
  }
  return undefined;
}
