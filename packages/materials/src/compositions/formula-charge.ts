import { CompositionError } from "../errors.ts";
import type { FormulaText } from "./formula-text.ts";

function signedCharge(digits: string, signs: string): number {
  const sign = signs.startsWith("-") ? -1 : 1;
  return sign * (digits === "" ? signs.length : Number(digits));
}

/**
 * Splits a charge off the end of a formula: ^2-, (2-), [Fe(CN)6]4-, SO4 2-, NH4+, Fe3+ (a lone element's number before
 * the sign is its charge; of several elements it is the last one's amount). Returns the length of what is left.
 *
 * @throws CompositionError where the digits before a sign could be either, as in SO42-.
 */
export function splitCharge(text: string, formula: FormulaText): { length: number; charge: number } {
  const { characters, isAfterSpace, positions } = formula;
  if (!/[+-]/.test(characters)) return { length: characters.length, charge: 0 };
  const marked =
    /\^(\d*)(\++|-+)$/.exec(characters) ??
    /\((\d*)(\+|-)\)$/.exec(characters) ??
    /(?<=\])(\d*)(\++|-+)$/.exec(characters);
  if (marked !== null) return { length: marked.index, charge: signedCharge(marked[1], marked[2]) };
  const reversed = /\^(\+|-)(\d+)$/.exec(characters) ?? /\((\+|-)(\d+)\)$/.exec(characters);
  if (reversed !== null) return { length: reversed.index, charge: signedCharge(reversed[2], reversed[1]) };
  const bare = /(\d*)(\++|-+)$/.exec(characters);
  if (bare === null || bare.index === 0) return { length: characters.length, charge: 0 };
  const [, digits, signs] = bare;
  const space = isAfterSpace.lastIndexOf(true, bare.index + digits.length - 1);
  if (digits !== "" && space >= bare.index) {
    return {
      length: space,
      charge: signedCharge(characters.slice(space, bare.index + digits.length), signs),
    };
  }
  const isLoneElement = /^[A-Z][a-z]?\d$/.test(characters.slice(0, bare.index + digits.length));
  if (isLoneElement) return { length: bare.index, charge: signedCharge(digits, signs) };
  if (digits.length > 1) {
    throw new CompositionError(
      `formula ${text} must say which of the digits ${digits} before ${signs} are the charge: write ${characters.slice(0, bare.index + digits.length - 1)}^${digits.at(-1)!}${signs}`,
      { formula: text, position: positions[bare.index], reason: "ambiguous-charge" },
    );
  }
  return { length: bare.index + digits.length, charge: signedCharge("", signs) };
}
