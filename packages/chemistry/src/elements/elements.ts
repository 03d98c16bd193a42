/** An element of the periodic table. */
export interface Element {
  readonly number: number;
  readonly symbol: string;
  readonly name: string;
  /** Abridged standard atomic weight in dalton. */
  readonly mass: number;
  /** Covalent radius in ångström. */
  readonly covalentRadiusAngstrom: number;
}

/**
 * Number, symbol, name, mass and covalent radius of H to Kr.
 * Masses: abridged standard atomic weights of 2021, T. Prohaska et al., Pure Appl. Chem. 94, 573 (2022), table 2.
 * Radii: B. Cordero et al., Dalton Trans. 2832 (2008), table 2 (carbon sp3; manganese, iron and cobalt low spin).
 */
const rows: readonly (readonly [string, string, number, number])[] = [
  ["H", "Hydrogen", 1.008, 0.31],
  ["He", "Helium", 4.0026, 0.28],
  ["Li", "Lithium", 6.94, 1.28],
  ["Be", "Beryllium", 9.0122, 0.96],
  ["B", "Boron", 10.81, 0.84],
  ["C", "Carbon", 12.011, 0.76],
  ["N", "Nitrogen", 14.007, 0.71],
  ["O", "Oxygen", 15.999, 0.66],
  ["F", "Fluorine", 18.998, 0.57],
  ["Ne", "Neon", 20.18, 0.58],
  ["Na", "Sodium", 22.99, 1.66],
  ["Mg", "Magnesium", 24.305, 1.41],
  ["Al", "Aluminium", 26.982, 1.21],
  ["Si", "Silicon", 28.085, 1.11],
  ["P", "Phosphorus", 30.974, 1.07],
  ["S", "Sulfur", 32.06, 1.05],
  ["Cl", "Chlorine", 35.45, 1.02],
  ["Ar", "Argon", 39.95, 1.06],
  ["K", "Potassium", 39.098, 2.03],
  ["Ca", "Calcium", 40.078, 1.76],
  ["Sc", "Scandium", 44.956, 1.7],
  ["Ti", "Titanium", 47.867, 1.6],
  ["V", "Vanadium", 50.942, 1.53],
  ["Cr", "Chromium", 51.996, 1.39],
  ["Mn", "Manganese", 54.938, 1.39],
  ["Fe", "Iron", 55.845, 1.32],
  ["Co", "Cobalt", 58.933, 1.26],
  ["Ni", "Nickel", 58.693, 1.24],
  ["Cu", "Copper", 63.546, 1.32],
  ["Zn", "Zinc", 65.38, 1.22],
  ["Ga", "Gallium", 69.723, 1.22],
  ["Ge", "Germanium", 72.63, 1.2],
  ["As", "Arsenic", 74.922, 1.19],
  ["Se", "Selenium", 78.971, 1.2],
  ["Br", "Bromine", 79.904, 1.2],
  ["Kr", "Krypton", 83.798, 1.16],
];

/** The elements H to Kr in the order of their atomic numbers. */
export const elements: readonly Element[] = rows.map(
  ([symbol, name, mass, covalentRadiusAngstrom], index) => ({
    number: index + 1,
    symbol,
    name,
    mass,
    covalentRadiusAngstrom,
  }),
);

const bySymbol = new Map(elements.map((element) => [element.symbol, element]));

/** The element of an atomic number, or undefined outside H to Kr. */
export function elementOfNumber(atomicNumber: number): Element | undefined {
  return elements[atomicNumber - 1];
}

/** The element of a symbol in any case ("cl", "CL"), or undefined outside H to Kr. */
export function elementOfSymbol(symbol: string): Element | undefined {
  return bySymbol.get(symbol.charAt(0).toUpperCase() + symbol.slice(1).toLowerCase());
}
