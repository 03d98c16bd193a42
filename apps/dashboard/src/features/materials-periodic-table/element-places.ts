/** Row, column and name of an element in the long form of the table with 18 groups; f elements stand in rows 8 and 9. */
export interface ElementPlace {
  readonly symbol: string;
  readonly name: string;
  readonly atomicNumber: number;
  readonly row: number;
  readonly column: number;
}

const names =
  "H Hydrogen|He Helium|Li Lithium|Be Beryllium|B Boron|C Carbon|N Nitrogen|O Oxygen|F Fluorine|Ne Neon|Na Sodium|Mg Magnesium|Al Aluminium|Si Silicon|P Phosphorus|S Sulfur|Cl Chlorine|Ar Argon|K Potassium|Ca Calcium|Sc Scandium|Ti Titanium|V Vanadium|Cr Chromium|Mn Manganese|Fe Iron|Co Cobalt|Ni Nickel|Cu Copper|Zn Zinc|Ga Gallium|Ge Germanium|As Arsenic|Se Selenium|Br Bromine|Kr Krypton|Rb Rubidium|Sr Strontium|Y Yttrium|Zr Zirconium|Nb Niobium|Mo Molybdenum|Tc Technetium|Ru Ruthenium|Rh Rhodium|Pd Palladium|Ag Silver|Cd Cadmium|In Indium|Sn Tin|Sb Antimony|Te Tellurium|I Iodine|Xe Xenon|Cs Caesium|Ba Barium|La Lanthanum|Ce Cerium|Pr Praseodymium|Nd Neodymium|Pm Promethium|Sm Samarium|Eu Europium|Gd Gadolinium|Tb Terbium|Dy Dysprosium|Ho Holmium|Er Erbium|Tm Thulium|Yb Ytterbium|Lu Lutetium|Hf Hafnium|Ta Tantalum|W Tungsten|Re Rhenium|Os Osmium|Ir Iridium|Pt Platinum|Au Gold|Hg Mercury|Tl Thallium|Pb Lead|Bi Bismuth|Po Polonium|At Astatine|Rn Radon|Fr Francium|Ra Radium|Ac Actinium|Th Thorium|Pa Protactinium|U Uranium|Np Neptunium|Pu Plutonium|Am Americium|Cm Curium|Bk Berkelium|Cf Californium|Es Einsteinium|Fm Fermium|Md Mendelevium|No Nobelium|Lr Lawrencium|Rf Rutherfordium|Db Dubnium|Sg Seaborgium|Bh Bohrium|Hs Hassium|Mt Meitnerium|Ds Darmstadtium|Rg Roentgenium|Cn Copernicium|Nh Nihonium|Fl Flerovium|Mc Moscovium|Lv Livermorium|Ts Tennessine|Og Oganesson";

const nobleGases = [0, 2, 10, 18, 36, 54, 86, 118];

function placeOf(atomicNumber: number): { row: number; column: number } {
  const period = nobleGases.findIndex((last) => atomicNumber <= last);
  const before = atomicNumber - nobleGases[period - 1];
  const after = nobleGases[period] - atomicNumber;
  if (period === 1) return { row: 1, column: atomicNumber === 1 ? 1 : 18 };
  if (period < 6 || before <= 2) return { row: period, column: before <= 2 ? before : 18 - after };
  // La to Yb and Ac to No stand below the table; Lu and Lr are of group 3.
  if (before <= 16) return { row: period + 2, column: before };
  return { row: period, column: before - 14 };
}

/** The 118 elements with their places, by atomic number. */
export const elementPlaces: readonly ElementPlace[] = names.split("|").map((entry, index) => {
  const [symbol, name] = entry.split(" ");
  return { symbol, name, atomicNumber: index + 1, ...placeOf(index + 1) };
});

/** An element's name; the symbol itself for what is none. */
export function elementName(symbol: string): string {
  return elementPlaces.find((place) => place.symbol === symbol)?.name ?? symbol;
}
