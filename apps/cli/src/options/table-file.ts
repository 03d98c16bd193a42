import Papa from "papaparse";
import { readText } from "../circuits/read-file.ts";
import { UsageError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";

/** A file of JSON or of rows. */
export type TableFile =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "rows"; readonly rows: readonly (readonly string[])[] };

/** Reads a file that holds JSON or CSV. Throws {@link UsageError} that says why it cannot be read. */
export async function readTableFile(file: string, terminal: Terminal): Promise<TableFile> {
  const text = await readText(file, terminal, "the table");
  if (text.trim() === "") throw new UsageError(`${file} is empty.`);
  if (/^\s*[[{]/.test(text)) {
    try {
      return { kind: "json", value: JSON.parse(text) };
    } catch (error) {
      throw new UsageError(`${file} is not JSON: ${(error as Error).message}.`, { cause: error });
    }
  }
  return { kind: "rows", rows: rowsOf(text) };
}

const decimalComma = /^[-+]?\d*,\d+(?:e[-+]?\d+)?$/i;

/** The cells of delimited text. Semicolons come from spreadsheets whose numbers have a decimal comma. */
export function rowsOf(text: string): string[][] {
  const start = text.search(/\S/);
  const end = text.indexOf("\n", start);
  const firstLine = text.slice(start, end < 0 ? undefined : end).replaceAll(/"[^"]*"/g, "");
  const isSemicolon = firstLine.includes(";");
  const { data } = Papa.parse<string[]>(text, {
    skipEmptyLines: "greedy",
    ...(isSemicolon ? { delimiter: ";" } : {}),
  });
  return data.map((row) =>
    row.map((cell) => {
      const trimmed = cell.trim();
      return isSemicolon && decimalComma.test(trimmed) ? trimmed.replace(",", ".") : trimmed;
    }),
  );
}

/** A number of a file, where `1e-3` and `0.5` are numbers and an empty cell is none. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
