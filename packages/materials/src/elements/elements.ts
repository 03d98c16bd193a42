import { elementFacts } from "./element-facts.ts";

/** A chemical element. */
export interface ChemicalElement {
  readonly symbol: string;
  readonly atomicNumber: number;
  /** u, standard abundance. */
  readonly atomicMass: number;
  /** Pauling's scale; undefined for elements without a value, such as helium. */
  readonly electronegativity: number | undefined;
  /** Å, Slater's set; undefined for elements without a value. */
  readonly atomicRadius: number | undefined;
  /** In ascending order; empty for most noble gases and the heaviest elements. */
  readonly commonOxidationStates: readonly number[];
}

function optional(word: string): number | undefined {
  return word === "-" ? undefined : Number(word);
}

/** The 118 elements in order of atomic number. */
export const chemicalElements: readonly ChemicalElement[] = elementFacts
  .trim()
  .split("\n")
  .map((line, index) => {
    const [symbol, mass, electronegativity, radius, states] = line.split(" ");
    return {
      symbol,
      atomicNumber: index + 1,
      atomicMass: Number(mass),
      electronegativity: optional(electronegativity),
      atomicRadius: optional(radius),
      commonOxidationStates: states === "-" ? [] : states.split(",").map(Number),
    };
  });

const bySymbol: ReadonlyMap<string, ChemicalElement> = new Map(
  chemicalElements.map((element) => [element.symbol, element]),
);

/** The element of a symbol written as usual, "Fe"; undefined where there is none. */
export function findElement(symbol: string): ChemicalElement | undefined {
  return bySymbol.get(symbol);
}

/**
 * The element of a symbol.
 *
 * @throws RangeError for what is no symbol.
 */
export function getElement(symbol: string): ChemicalElement {
  const element = bySymbol.get(symbol);
  if (element === undefined) {
    throw new RangeError(`symbol must be one of the 118 elements' such as Fe, got ${symbol}`);
  }
  return element;
}
