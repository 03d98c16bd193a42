import { InvalidArgumentError } from "commander";

const number = String.raw`(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
const multipleOfPi = new RegExp(
  String.raw`^([+-]?)(?:(${number})\s*\*?\s*)?(?:pi|π)(?:\s*/\s*(${number}))?$`,
);

/** A number, or a multiple of π such as -3*pi/4. */
function angle(text: string): number | undefined {
  const match = multipleOfPi.exec(text.trim());
  if (match) {
    const [, sign, factor, divisor] = match as unknown as [string, string, string?, string?];
    return ((sign === "-" ? -1 : 1) * Number(factor ?? 1) * Math.PI) / Number(divisor ?? 1);
  }
  const value = Number(text);
  return text.trim() === "" || !Number.isFinite(value) ? undefined : value;
}

/** Parameters as `a=0.1,b=pi/2` or as JSON. */
export function parameterValues(text: string): Record<string, number> {
  if (text.trim().startsWith("{")) return parametersOfJson(text);
  const values: Record<string, number> = {};
  for (const part of text.split(",")) {
    const [name, value, ...rest] = part.split("=") as [string, string?, ...string[]];
    const parsed = value === undefined || rest.length > 0 ? undefined : angle(value);
    if (name.trim() === "" || parsed === undefined) {
      throw new InvalidArgumentError(
        `It must be values such as a=0.1,b=pi/2 or a JSON object, got ${JSON.stringify(part)}.`,
      );
    }
    values[name.trim()] = parsed;
  }
  return values;
}

function parametersOfJson(text: string): Record<string, number> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InvalidArgumentError(`It is not JSON: ${(error as Error).message}.`);
  }
  for (const [name, entry] of Object.entries(value as object)) {
    if (typeof entry !== "number") {
      throw new InvalidArgumentError(`The value of ${name} must be a number, got ${JSON.stringify(entry)}.`);
    }
  }
  return value as Record<string, number>;
}

const term = new RegExp(
  String.raw`^([+-])?\s*(?:(${number})\s*\*?\s*)?([IXYZ]\d{1,3}(?:\s+[IXYZ]\d{1,3})*)$`,
);

/** Gathers observables such as `Z0 Z1` or `0.5*X0 - Z1`, one an option. */
export function observable(
  text: string,
  previous: readonly Record<string, number>[] = [],
): Record<string, number>[] {
  const terms: Record<string, number> = {};
  const parts = text.trim().split(/\s+(?=[+-])|(?<=\d)(?=[+-]\s*(?:\d|[IXYZ]))(?<![eE])/);
  for (const part of parts) {
    const match = term.exec(part.trim());
    if (!match) {
      throw new InvalidArgumentError(
        `It must be a Pauli sum such as "Z0 Z1" or "0.5*X0 - Z1", got ${JSON.stringify(part)}.`,
      );
    }
    const [, sign, factor, product] = match as unknown as [string, string?, string?, string?];
    const key = product!.replaceAll(/\s+/g, " ");
    terms[key] = (terms[key] ?? 0) + (sign === "-" ? -1 : 1) * Number(factor ?? 1);
  }
  return [...previous, terms];
}
