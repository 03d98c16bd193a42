import { hartreeElectronvolt, hartreeKilocaloriePerMole } from "@ansatz/chemistry";

/** Units in which total energies and differences are shown. */
export const energyUnits = ["hartree", "eV", "kcal/mol"] as const;
export type EnergyUnit = (typeof energyUnits)[number];

/** How a unit is written behind a total energy and behind a difference, and how many units one hartree is. */
const units: Readonly<
  Record<
    EnergyUnit,
    { total: string; totalFactor: number; digits: number; small: string; smallFactor: number }
  >
> = {
  hartree: { total: "Ha", totalFactor: 1, digits: 6, small: "mHa", smallFactor: 1000 },
  eV: {
    total: "eV",
    totalFactor: hartreeElectronvolt,
    digits: 4,
    small: "meV",
    smallFactor: 1000 * hartreeElectronvolt,
  },
  "kcal/mol": {
    total: "kcal/mol",
    totalFactor: hartreeKilocaloriePerMole,
    digits: 2,
    small: "kcal/mol",
    smallFactor: hartreeKilocaloriePerMole,
  },
};

/** A number with a true minus sign. */
export function signed(text: string): string {
  return text.replace("-", "−");
}

export function totalUnit(unit: EnergyUnit): string {
  return units[unit].total;
}

export function smallUnit(unit: EnergyUnit): string {
  return units[unit].small;
}

/** A total energy without its unit; hartree have six decimals. */
export function formatTotal(hartree: number, unit: EnergyUnit = "hartree"): string {
  const { totalFactor, digits } = units[unit];
  return signed((hartree * totalFactor).toFixed(digits));
}

/** A difference of energies without its unit, at least two digits that count. */
export function formatDifference(hartree: number, unit: EnergyUnit = "hartree"): string {
  const value = hartree * units[unit].smallFactor;
  const size = Math.abs(value);
  if (size < 5e-7) return "0.000";
  const digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 0.1 ? 3 : size >= 0.001 ? 4 : 6;
  return signed(value.toFixed(digits));
}

/** An estimated difference without its unit; it has three digits to its name. */
export function formatEstimate(hartree: number, unit: EnergyUnit = "hartree"): string {
  const value = hartree * units[unit].smallFactor;
  if (value === 0) return "0";
  const rounded = Number(value.toPrecision(3));
  const digits = 2 - Math.floor(Math.log10(Math.abs(rounded)));
  return signed(rounded.toFixed(Math.min(8, Math.max(0, digits))));
}

/** "4,900" */
export function formatCount(count: number): string {
  return count < 1e15 ? count.toLocaleString("en-US") : count.toExponential(1);
}

/** "3 ms", "0.42 s", "12 s", "2 min 05 s", "1 h 12 min" */
export function formatSeconds(seconds: number): string {
  if (seconds < 0.0995) return `${Math.max(1, Math.round(seconds * 1000))} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(seconds < 0.995 ? 2 : 1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, "0")} min`;
}

/** "just now", "5 min ago", "3 h ago", else the date and time. */
export function formatAge(iso: string, now: number): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  if (seconds < 45) return "just now";
  if (seconds < 3_600) return `${Math.max(1, Math.round(seconds / 60))} min ago`;
  if (seconds < 20 * 3_600) return `${Math.round(seconds / 3600)} h ago`;
  return new Date(iso).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

const subscripts = "₀₁₂₃₄₅₆₇₈₉";
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** "C2H6O" as "C₂H₆O", "H4N+" as "H₄N⁺", "Mg(2+)" as "Mg²⁺". */
export function prettyFormula(formula: string): string {
  return formula
    .replace(/\((\d+)([+-])\)$/, (_match, count: string, sign: string) =>
      count.replaceAll(/\d/g, (digit) => superscripts[Number(digit)]).concat(sign),
    )
    .replace(/[+-]$/, (sign) => (sign === "+" ? "⁺" : "⁻"))
    .replaceAll(/\d/g, (digit) => subscripts[Number(digit)]);
}
