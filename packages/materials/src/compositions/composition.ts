import { CompositionError } from "../errors.ts";
import { findElement, getElement } from "../elements/elements.ts";

/** Amounts of elements, as a formula gives them: Fe2O3 and Fe4O6 differ here, their reduced forms do not. */
export interface Composition {
  /** The formula as it was given. */
  readonly text: string;
  /** Symbols, each once, in the order in which they first appear. */
  readonly elements: readonly string[];
  /** Atoms of each element in a formula unit, above 0, not necessarily whole. */
  readonly amounts: readonly number[];
  /** Elementary charges; 0 where the formula gives none. */
  readonly charge: number;
  /** How ambiguous notation was read; mostly empty. */
  readonly notes: readonly string[];
}

/**
 * A composition from amounts by symbol, without a formula to parse.
 *
 * @throws CompositionError for an unknown symbol, an amount below 0 or not finite, or nothing above 0.
 */
export function createComposition(amounts: Readonly<Record<string, number>>, charge = 0): Composition {
  for (const [symbol, amount] of Object.entries(amounts)) {
    if (findElement(symbol) === undefined) {
      throw new CompositionError(`a composition must be of elements such as Fe, got ${symbol}`, { symbol });
    }
    if (!(amount >= 0 && Number.isFinite(amount))) {
      throw new CompositionError(
        `the amount of ${symbol} must be a finite number of at least 0, got ${amount}`,
        {
          symbol,
          amount,
        },
      );
    }
  }
  const present = Object.entries(amounts).filter(([, amount]) => amount > 0);
  if (present.length === 0) throw new CompositionError("a composition must have an amount above 0, got none");
  const elements = present.map(([symbol]) => symbol);
  const values = present.map(([, amount]) => amount);
  const text = elements.map((symbol, k) => `${symbol}${values[k] === 1 ? "" : values[k]}`).join("");
  return { text, elements, amounts: values, charge, notes: [] };
}

/** Atoms in a formula unit. */
export function countAtoms({ amounts }: Composition): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

/** Share of atoms of each element, in the order of `elements`; they add up to 1. */
export function atomicFractions(composition: Composition): number[] {
  const total = countAtoms(composition);
  return composition.amounts.map((amount) => amount / total);
}

/** Mass of a formula unit in u (the number of g/mol). */
export function formulaWeight({ elements, amounts }: Composition): number {
  return elements.reduce((sum, symbol, k) => sum + amounts[k] * getElement(symbol).atomicMass, 0);
}

/** Share of mass of each element, in the order of `elements`. */
export function weightFractions(composition: Composition): number[] {
  const total = formulaWeight(composition);
  return composition.elements.map(
    (symbol, k) => (composition.amounts[k] * getElement(symbol).atomicMass) / total,
  );
}

/** The elements in alphabetical order, "Fe-O": materials of one chemical system belong into one fold. */
export function chemicalSystem({ elements }: Composition): string {
  return elements.toSorted().join("-");
}
