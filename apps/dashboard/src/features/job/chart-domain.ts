/** Chemical accuracy as it is drawn, hartree: 1 kcal/mol rounded to 1.6 mHa. */
export const accuracyBand = 0.0016;

/** The range of an energy axis: all values with a margin of 6 %, and never less than a hundredth of a millihartree. */
export function energyDomain(values: readonly number[]): [number, number] {
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  const margin = Math.max(0.06 * (highest - lowest), 5e-6);
  return [lowest - margin, highest + margin];
}

/** Decimals that tell the ticks of an axis apart. */
export function tickDigits([low, high]: readonly [number, number]): number {
  return Math.min(8, Math.max(1, Math.ceil(-Math.log10((high - low) / 4)) + 1));
}

/** Errors below this, hartree, are rounding; a logarithmic axis ends there. */
export const errorFloor = 1e-11;

/** |E − exact| for a logarithmic axis. */
export function logError(energy: number, exact: number): number {
  return Math.max(Math.abs(energy - exact), errorFloor);
}

/** Whole decades around all values, with chemical accuracy inside. */
export function decadeDomain(values: readonly number[]): [number, number] {
  const inside = [...values, accuracyBand];
  const low = Math.floor(Math.log10(Math.min(...inside)) + 1e-9);
  const high = Math.ceil(Math.log10(Math.max(...inside)) - 1e-9);
  return [10 ** low, 10 ** high];
}

/** Powers of ten in a domain, at most about seven of them. */
export function decadeTicks([low, high]: readonly [number, number]): number[] {
  const first = Math.round(Math.log10(low));
  const last = Math.round(Math.log10(high));
  const step = Math.max(1, Math.ceil((last - first) / 6));
  const ticks: number[] = [];
  for (let exponent = first; exponent <= last; exponent += step) ticks.push(10 ** exponent);
  return ticks;
}

/** Round steps (1, 2, 2.5 or 5 times a power of ten) that fall into a range, about `count` of them. */
export function niceTicks([low, high]: readonly [number, number], count = 5): number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const steps = [1, 2, 2.5, 5, 10].map((factor) => factor * power);
  const misfit = (step: number) => Math.abs(Math.log(step / rough));
  const step = steps.reduce((best, candidate) => (misfit(candidate) < misfit(best) ? candidate : best));
  const ticks: number[] = [];
  for (let index = Math.ceil(low / step); index * step <= high + 1e-9 * step; index++) {
    ticks.push(Number((index * step).toPrecision(12)));
  }
  return ticks;
}

/** "10⁻³" */
export function formatDecade(value: number): string {
  const exponent = Math.round(Math.log10(value));
  if (exponent === 0) return "1";
  return `10${exponent < 0 ? "⁻" : ""}${String(Math.abs(exponent)).replaceAll(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)])}`;
}
