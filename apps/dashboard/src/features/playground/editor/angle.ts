import { parameter, type ParameterValue } from "@ansatz/simulator";
import { signed } from "../../../shared/format.ts";

const { PI } = Math;
const denominators = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32, 48, 64, 128];
/** A number printed with ten digits counts as the fraction of π that it is closest to. */
const fractionTolerance = 1e-9;

/** An angle in radians as a fraction of π where it is one, "3π/4", else as a number. */
export function formatAngle(radians: number): string {
  if (Math.abs(radians) < fractionTolerance) return "0";
  for (const denominator of denominators) {
    const numerator = Math.round((radians / PI) * denominator);
    if (numerator === 0 || Math.abs(numerator) > 4 * denominator) continue;
    if (Math.abs((numerator * PI) / denominator - radians) > fractionTolerance) continue;
    const count = Math.abs(numerator) === 1 ? "" : String(Math.abs(numerator));
    return `${numerator < 0 ? "−" : ""}${count}π${denominator === 1 ? "" : `/${denominator}`}`;
  }
  return signed(String(Number(radians.toPrecision(10))));
}

/** As {@link formatAngle}, with at most three decimals: for drawings. */
export function formatShortAngle(radians: number): string {
  const text = formatAngle(radians);
  return text.includes("π") ? text : signed(String(Number(radians.toFixed(2))));
}

function formatExpression(
  value: Exclude<ParameterValue, number>,
  format: (radians: number) => string,
): string {
  const terms = value.terms.map(({ parameter: name, coefficient }, at) => {
    const size = Math.abs(coefficient);
    const sign = coefficient < 0 ? "−" : at > 0 ? "+" : "";
    return `${sign}${size === 1 ? "" : `${Number(size.toPrecision(10))}·`}${name}`;
  });
  const offset = value.offset === 0 ? "" : format(value.offset);
  return terms.join("") + (offset === "" || offset.startsWith("−") ? offset : `+${offset}`);
}

/** A number or expression of parameters as it is shown and can be typed. */
export function formatParameter(value: ParameterValue, format = formatAngle): string {
  return typeof value === "number" ? format(value) : formatExpression(value, format);
}

const anglePattern = /^([+-]?)(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+)?\*?(pi)?(?:\/(\d+\.?\d*))?$/i;

/** Radians of "π/2", "-3pi/4", "0.25*pi" or "1.57"; undefined for anything else. */
export function parseAngle(text: string): number | undefined {
  const plain = text.replaceAll(/\s/g, "").replaceAll("−", "-").replaceAll("π", "pi").replaceAll("·", "*");
  const match = anglePattern.exec(plain);
  if (!match) return undefined;
  const [, sign, factor, pi, divisor] = match as readonly (string | undefined)[];
  if (factor === undefined && pi === undefined) return undefined;
  const size = (Number(factor ?? 1) * (pi === undefined ? 1 : PI)) / Number(divisor ?? 1);
  return Number.isFinite(size) ? (sign === "-" ? -size : size) : undefined;
}

const expressionPattern = /^([+-]?)(\d+\.?\d*|\.\d+)?\*?([a-z_]\w*)([+-].+)?$/i;

/** An angle or a named parameter with a factor and an offset, "2*theta+pi/2"; undefined for anything else. */
export function parseParameter(text: string): ParameterValue | undefined {
  const angle = parseAngle(text);
  if (angle !== undefined) return angle;
  const plain = text.replaceAll(/\s/g, "").replaceAll("−", "-").replaceAll("π", "pi").replaceAll("·", "*");
  const match = expressionPattern.exec(plain);
  if (!match || match[3].toLowerCase() === "pi") return undefined;
  const [, sign, factor, , rest] = match as readonly (string | undefined)[];
  const offset = rest === undefined ? 0 : parseAngle(rest);
  const coefficient = Number(factor ?? 1) * (sign === "-" ? -1 : 1);
  return offset === undefined || coefficient === 0 ? undefined : parameter(match[3], coefficient, offset);
}
