import { InvalidArgumentError } from "commander";

/** A whole number of the command line. */
export function integer(text: string): number {
  if (!/^[+-]?\d{1,15}$/.test(text.trim())) throw new InvalidArgumentError(`It must be a whole number.`);
  return Number(text);
}

/** A whole number from 1. */
export function positiveInteger(text: string): number {
  const value = integer(text);
  if (value < 1) throw new InvalidArgumentError("It must be at least 1.");
  return value;
}

/** A decimal number of the command line. */
export function decimal(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("It must be a number.");
  return value;
}

/** Two whole numbers with a comma between them. */
export function integerPair(text: string): [number, number] {
  const match = /^\s*(\d{1,9})\s*,\s*(\d{1,9})\s*$/.exec(text);
  if (!match)
    throw new InvalidArgumentError("It must be two whole numbers with a comma between, for example 6,6.");
  return [Number(match[1]), Number(match[2])];
}

/** A port: 0 takes any free one. */
export function port(text: string): number {
  const value = integer(text);
  if (value < 0 || value > 65_535) throw new InvalidArgumentError("It must be in [0, 65535].");
  return value;
}

/** The address of a server: http or https, without a path. */
export function serverUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new InvalidArgumentError("It must be an address as http://127.0.0.1:3210.");
  }
  return url.origin + url.pathname.replace(/\/+$/, "");
}
