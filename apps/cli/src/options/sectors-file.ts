import { UsageError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { readTableFile } from "./table-file.ts";

/** Sectors by asset of a file: JSON {asset: sector} or CSV rows asset, sector, perhaps under a heading of these words. */
export async function readSectors(file: string, terminal: Terminal): Promise<Record<string, string>> {
  const table = await readTableFile(file, terminal);
  let entries: [string, unknown][];
  if (table.kind === "json") {
    const { value } = table;
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new UsageError(`--sectors: ${file} must hold one JSON object {asset: sector}.`);
    }
    entries = Object.entries(value);
  } else {
    const rows = table.rows.filter((row) => row.some((cell) => cell !== ""));
    const isHeaded = /^(asset|name|ticker|symbol)$/i.test(rows[0]?.[0] ?? "");
    entries = rows.slice(isHeaded ? 1 : 0).map((row): [string, unknown] => [row[0], row[1]]);
  }
  for (const [asset, sector] of entries) {
    if (asset !== "" && typeof sector === "string" && sector.trim() !== "") continue;
    throw new UsageError(`--sectors: ${file} must name a sector for each asset, got none for "${asset}".`);
  }
  return Object.fromEntries(entries) as Record<string, string>;
}
