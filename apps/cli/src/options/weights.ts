import { UsageError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { numberOf, readTableFile } from "./table-file.ts";

const example = "A=0.5,B=0.5, or a file of JSON {asset: share} or of CSV rows asset, share";

function gather(
  entries: readonly (readonly [string, unknown, string])[],
  option: string,
): Record<string, number> {
  const weights = new Map<string, number>();
  for (const [name, value, where] of entries) {
    const share = numberOf(value);
    if (name === "" || share === undefined) {
      throw new UsageError(
        `${option}: ${where} must be an asset and its share, got "${name}" and "${String(value)}".`,
      );
    }
    if (weights.has(name)) throw new UsageError(`${option}: ${where} names ${name} a second time.`);
    weights.set(name, share);
  }
  if (weights.size === 0) throw new UsageError(`${option} must hold at least one share: ${example}.`);
  return Object.fromEntries(weights);
}

/** Numbers by asset as an option or its file gives them. */
export async function readWeights(
  text: string,
  terminal: Terminal,
  option = "--weights",
): Promise<Record<string, number>> {
  if (text.includes("=")) {
    return gather(
      text.split(",").map((part) => {
        const at = part.lastIndexOf("=");
        return [part.slice(0, Math.max(at, 0)).trim(), part.slice(at + 1), `"${part.trim()}"`];
      }),
      option,
    );
  }
  const table = await readTableFile(text, terminal);
  if (table.kind === "json") {
    const { value } = table;
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new UsageError(`${option}: ${text} must hold one JSON object {asset: share}.`);
    }
    return gather(
      Object.entries(value).map(([name, share]) => [name, share, `the entry ${name}`]),
      option,
    );
  }
  // A first row whose share is no number is a heading.
  const [first] = table.rows;
  const isHeaded = first.length >= 2 && numberOf(first[1]) === undefined;
  const rows = table.rows.map((row, index) => [row[0], row[1] ?? "", `row ${index + 1}`] as const);
  return gather(isHeaded ? rows.slice(1) : rows, option);
}
