import type { ParameterValue } from "../circuit/parameter.ts";

/** Denominators for which a multiple of π is written as a fraction; further powers of two follow. */
const denominators = [1, 2, 3, 4, 5, 6, 8, 12, 16, 24, 32, 64, 128, 256, 512, 1024, 2048, 4096];
const greatestNumerator = 64;
const relativeTolerance = 1e-12;

/** A number short enough for a gate's box: four significant digits, no trailing zeros, a true minus sign. */
function formatNumber(value: number): string {
  const digits = Number(value.toPrecision(4));
  const magnitude = Math.abs(digits);
  const text =
    magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e5)
      ? magnitude.toExponential().replace("e+", "e").replace("e-", "e−")
      : String(magnitude);
  return digits < 0 ? `−${text}` : text;
}

/** An angle for reading: a fraction of π where it is one to 12 digits ("3π/4"), else four significant digits. */
export function formatAngle(value: number): string {
  if (value === 0) return "0";
  const multiple = Math.abs(value) / Math.PI;
  for (const denominator of denominators) {
    const numerator = Math.round(multiple * denominator);
    if (numerator < 1 || numerator > greatestNumerator) continue;
    if (Math.abs(multiple * denominator - numerator) > relativeTolerance * numerator) continue;
    const top = numerator === 1 ? "π" : `${numerator}π`;
    return `${value < 0 ? "−" : ""}${top}${denominator === 1 ? "" : `/${denominator}`}`;
  }
  return formatNumber(value);
}

/** A parameter for reading, such as "2·theta − π/2". */
export function formatParameter(value: ParameterValue): string {
  if (typeof value === "number") return formatAngle(value);
  const parts = value.terms.map(({ parameter, coefficient }) => ({
    isNegative: coefficient < 0,
    text: Math.abs(coefficient) === 1 ? parameter : `${formatNumber(Math.abs(coefficient))}·${parameter}`,
  }));
  if (value.offset !== 0) {
    parts.push({ isNegative: value.offset < 0, text: formatAngle(Math.abs(value.offset)) });
  }
  return parts.reduce((sum, { isNegative, text }, index) => {
    if (index === 0) return isNegative ? `−${text}` : text;
    return `${sum} ${isNegative ? "−" : "+"} ${text}`;
  }, "");
}

/** Text that is safe to print: control and format characters replaced, cut to a length. */
export function printable(text: string, greatestLength = 32): string {
  const characters = Array.from(text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "\uFFFD"));
  if (characters.length <= greatestLength) return characters.join("");
  return `${characters.slice(0, greatestLength - 1).join("")}…`;
}
