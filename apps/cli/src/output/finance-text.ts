/** A share as a percentage: 12.3 %. */
export function percent(share: number, digits = 1): string {
  const text = (100 * share).toFixed(digits);
  return `${Number(text) === 0 ? text.replace("-", "") : text} %`;
}

/** A probability with two significant digits. */
export function probability(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}

/** An amount with five significant digits: 12,346 or 0.17046. */
export function amount(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e15 || size < 1e-6) return value.toExponential(3);
  if (size >= 1e4) return Math.round(value).toLocaleString("en-US");
  return Number(value.toPrecision(5)).toString();
}

/** "0.12 to 0.34" */
export function range([low, high]: readonly [number, number], text: (value: number) => string): string {
  return `${text(low)} to ${text(high)}`;
}
