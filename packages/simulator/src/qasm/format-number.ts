import type { ParameterValue } from "../circuit/parameter.ts";

const denominators = [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 16, 24, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192];
const greatestNumerator = 64;

/** A multiple of all denominators: times this, a fraction of π is close to a whole number. */
const commonMultiple = 8192 * 45;

/** k·π/d as a reader computes it, if that is exactly the number. */
function piFraction(magnitude: number): string | undefined {
  const multiple = (magnitude / Math.PI) * commonMultiple;
  if (Math.abs(multiple - Math.round(multiple)) > 1e-6) return undefined;
  for (const denominator of denominators) {
    const numerator = Math.round((magnitude / Math.PI) * denominator);
    if (numerator < 1 || numerator > greatestNumerator) continue;
    if ((numerator * Math.PI) / denominator !== magnitude) continue;
    return `${numerator === 1 ? "" : `${numerator}*`}pi${denominator === 1 ? "" : `/${denominator}`}`;
  }
  return undefined;
}

/**
 * A number as a text that reads back to the same double: a fraction of π if it is one exactly, else the shortest decimal
 * digits. Exponents have a decimal point before them, which OpenQASM 2 asks for.
 */
export function formatNumber(value: number): string {
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0";
  const magnitude = Math.abs(value);
  const sign = value < 0 ? "-" : "";
  const fraction = piFraction(magnitude);
  if (fraction !== undefined) return sign + fraction;
  const digits = String(magnitude);
  return sign + (/^\d+e/.test(digits) ? digits.replace("e", ".0e") : digits);
}

/** A parameter; inputs go by the identifiers that `identifierOf` gives them. */
export function formatParameter(value: ParameterValue, identifierOf: (name: string) => string): string {
  if (typeof value === "number") return formatNumber(value);
  const parts = value.terms.map(({ parameter: name, coefficient }) => {
    const identifier = identifierOf(name);
    if (coefficient === 1) return identifier;
    return coefficient === -1 ? `-${identifier}` : `${formatNumber(coefficient)}*${identifier}`;
  });
  if (value.offset !== 0) parts.push(formatNumber(value.offset));
  return parts.reduce((text, part) =>
    part.startsWith("-") ? `${text} - ${part.slice(1)}` : `${text} + ${part}`,
  );
}
