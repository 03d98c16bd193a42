import { InvalidArgumentError } from "commander";
import { UsageError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { readTableFile } from "./table-file.ts";

export interface Limits {
  readonly minimum?: number;
  readonly maximum?: number;
}

const number = String.raw`\d+(?:\.\d+)?(?:e-?\d+)?`;
const range = new RegExp(`^\\s*(${number})?\\s*(-)?\\s*(${number})?\\s*$`, "i");

/** "2-4", "2-" or "-4" as limits; a number alone is what `single` makes of it. Undefined for anything else. */
function limitsOf(text: string, single: (value: number) => Limits): Limits | undefined {
  const match = range.exec(text);
  if (!match) return undefined;
  const [, low, dash, high] = match as (string | undefined)[];
  if (dash === undefined) {
    return low !== undefined && high === undefined ? single(Number(low)) : undefined;
  }
  if (low === undefined && high === undefined) return undefined;
  return {
    ...(low === undefined ? {} : { minimum: Number(low) }),
    ...(high === undefined ? {} : { maximum: Number(high) }),
  };
}

/** A number of holdings or its limits: 5, 3-6, 3- or -6. */
export function pickLimits(text: string): number | Limits {
  let exact: number | undefined;
  const limits = limitsOf(text, (value) => {
    exact = value;
    return { minimum: value, maximum: value };
  });
  if (!limits || !Object.values(limits).every(Number.isInteger)) {
    throw new InvalidArgumentError("It must be a number of assets or its limits, for example 5 or 3-6.");
  }
  return exact ?? limits;
}

/** Limits by sector: tech=2,*=1-3 where a number alone is the greatest. */
export function sectorLimits(text: string): Record<string, Limits> {
  const entries = text.split(",").map((part): [string, Limits] => {
    const at = part.lastIndexOf("=");
    const limits = at < 0 ? undefined : limitsOf(part.slice(at + 1), (maximum) => ({ maximum }));
    const name = part.slice(0, Math.max(0, at)).trim();
    if (!limits || name === "") {
      throw new InvalidArgumentError(
        `"${part.trim()}" must be a sector and its limits, for example tech=2 or tech=1-3; * is every other sector.`,
      );
    }
    return [name, limits];
  });
  const twice = entries.find(([name], at) => entries.findIndex(([other]) => other === name) !== at);
  if (twice)
    throw new InvalidArgumentError(`It names ${twice[0]} twice; give both limits as ${twice[0]}=1-3.`);
  return Object.fromEntries(entries);
}

export interface Group extends Limits {
  readonly name: string;
  readonly assets: readonly string[];
}

/** A group with its limits: NAME:A,B,C:1-2. For options that may be given again and again. */
export function groupOption(text: string, before: readonly Group[] = []): Group[] {
  const parts = text.split(":");
  const limits = limitsOf(parts.at(-1) ?? "", (maximum) => ({ maximum }));
  const assets = (parts.at(-2) ?? "").split(",").map((name) => name.trim());
  const name = parts.slice(0, -2).join(":").trim();
  if (!limits || name === "" || assets.includes("")) {
    throw new InvalidArgumentError(
      `"${text}" must be a name, its assets and their limits, for example oil:CVX,XOM:0-1.`,
    );
  }
  return [...before, { name, assets, ...limits }];
}

/** Groups of a file: a JSON array of {name, assets, minimum, maximum}. */
export async function readGroups(file: string, terminal: Terminal): Promise<Group[]> {
  const table = await readTableFile(file, terminal);
  if (table.kind !== "json" || !Array.isArray(table.value)) {
    throw new UsageError(
      `--groups: ${file} must hold a JSON array of {"name", "assets": [names], "minimum", "maximum"}.`,
    );
  }
  return table.value as Group[];
}

/** Names with commas between. */
export function nameList(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.includes("")) throw new InvalidArgumentError("It must be names with commas between.");
  return names;
}
