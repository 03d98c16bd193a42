import { findElement } from "../elements/elements.ts";

const longestRun = 16;

/** The ways to read a run of letters as symbols whatever their case, those with fewest symbols first. */
function readLetters(letters: string): string[][] {
  if (letters === "") return [[]];
  const readings: string[][] = [];
  for (const length of [2, 1]) {
    if (letters.length < length) continue;
    const symbol = letters[0].toUpperCase() + letters.slice(1, length).toLowerCase();
    if (findElement(symbol) === undefined) continue;
    for (const rest of readLetters(letters.slice(length))) readings.push([symbol, ...rest]);
  }
  return readings.toSorted((a, b) => a.length - b.length).slice(0, 4);
}

/**
 * What a formula with letters in the wrong case may have meant, at most two: FE2O3 gives Fe2O3, COCL2 gives CoCl2 and
 * COCl2. Empty where the letters spell no elements.
 */
export function suggestFormulas(text: string): string[] {
  let suggestions = [""];
  for (const part of text.match(/[A-Za-z]+|[^A-Za-z]+/g) ?? []) {
    if (!/^[A-Za-z]/.test(part)) {
      suggestions = suggestions.map((suggestion) => suggestion + part);
      continue;
    }
    if (part.length > longestRun) return [];
    const readings = readLetters(part).map((symbols) => symbols.join(""));
    suggestions = suggestions.flatMap((start) => readings.map((reading) => start + reading)).slice(0, 4);
  }
  return suggestions.filter((suggestion) => suggestion !== text).slice(0, 2);
}
