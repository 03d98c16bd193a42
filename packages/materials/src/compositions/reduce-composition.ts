import { getElement } from "../elements/elements.ts";
import { atomicFractions, type Composition } from "./composition.ts";

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * The smallest whole amounts in the same ratio, or undefined where none with a multiplier of at most
 * `maximumMultiplier` lies within a relative 1e-6: Fe0.5Ni0.5 gives 1, 1; Fe0.0318Ni gives none up to 100.
 */
export function toWholeAmounts(composition: Composition, maximumMultiplier = 100): number[] | undefined {
  for (let multiplier = 1; multiplier <= maximumMultiplier; multiplier++) {
    const whole = composition.amounts.map((amount) => Math.round(amount * multiplier));
    const isWhole = whole.every(
      (value, k) => value > 0 && Math.abs(composition.amounts[k] * multiplier - value) <= 1e-6 * value,
    );
    if (!isWhole) continue;
    const divisor = whole.reduce(greatestCommonDivisor);
    return whole.map((value) => value / divisor);
  }
  return undefined;
}

/** The composition with the smallest whole amounts of the same ratio; with amounts that add up to 1 where there are none. */
export function reduceComposition(composition: Composition): Composition {
  const whole = toWholeAmounts(composition);
  return { ...composition, amounts: whole ?? atomicFractions(composition) };
}

const keyDigits = 1e8;

/**
 * A text that two compositions share exactly if their atomic fractions agree to 8 digits, whatever the order of
 * elements, the multiple or the notation: Fe2O3, O6Fe4 and (Fe0.4)O0.6 have one key.
 */
export function compositionKey(composition: Composition): string {
  const fractions = atomicFractions(composition);
  // The offset moves the boundary of rounding away from decimal halves, on which rounding errors would decide.
  return composition.elements
    .map((symbol, k) => `${symbol}${Math.floor(fractions[k] * keyDigits + 0.503)}`)
    .toSorted()
    .join(" ");
}

const organicElements = new Set(["C", "H", "N", "O", "F", "P", "S", "Cl", "Br", "I"]);

function inReadingOrder(elements: readonly string[]): number[] {
  const order = elements.map((_, index) => index);
  const isOrganic =
    elements.includes("C") &&
    elements.includes("H") &&
    elements.every((symbol) => organicElements.has(symbol));
  const rank = (symbol: string): number => {
    if (isOrganic && symbol === "C") return -2;
    if (isOrganic && symbol === "H") return -1;
    return getElement(symbol).electronegativity ?? 5;
  };
  return order.toSorted(
    (a, b) => rank(elements[a]) - rank(elements[b]) || (elements[a] < elements[b] ? -1 : 1),
  );
}

const subscripts = "₀₁₂₃₄₅₆₇₈₉";

/**
 * The reduced formula for reading: elements by rising electronegativity (carbon and hydrogen first in organic
 * molecules), amounts of 1 left out, others with at most `digits` significant digits.
 */
export function formatFormula(
  composition: Composition,
  options: { readonly style?: "plain" | "unicode"; readonly digits?: number } = {},
): string {
  const { style = "plain", digits = 4 } = options;
  const reduced = reduceComposition(composition);
  return inReadingOrder(reduced.elements)
    .map((index) => {
      const amount = String(Number(reduced.amounts[index].toPrecision(digits)));
      if (amount === "1") return reduced.elements[index];
      const shown =
        style === "plain" ? amount : amount.replaceAll(/\d/g, (digit) => subscripts[Number(digit)]);
      return reduced.elements[index] + shown;
    })
    .join("");
}
