import { UsageError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { numberOf, readTableFile } from "./table-file.ts";

/** A view as the request holds it; the contract checks its values. */
type View = Record<string, unknown>;

/** Views of a file: a JSON array as the API takes it, or CSV rows asset, expected return a year, confidence. */
export async function readViews(file: string, terminal: Terminal): Promise<View[]> {
  const table = await readTableFile(file, terminal);
  if (table.kind === "json") {
    if (!Array.isArray(table.value)) {
      throw new UsageError(
        `--views: ${file} must hold a JSON array of {assets: {name: weight}, expectedReturn, confidence}.`,
      );
    }
    return table.value as View[];
  }
  const isHeaded = numberOf(table.rows[0]?.[1]) === undefined;
  return table.rows.slice(isHeaded ? 1 : 0).map((row, index): View => {
    const [asset, expected] = row;
    const confidence = row.at(2);
    const expectedReturn = numberOf(expected);
    const share = numberOf(confidence);
    const isGiven = confidence !== undefined && confidence !== "";
    if (asset === "" || expectedReturn === undefined || (isGiven && share === undefined)) {
      throw new UsageError(
        `--views: row ${index + (isHeaded ? 2 : 1)} of ${file} must be an asset, its expected return a year and perhaps a confidence in (0, 1].`,
      );
    }
    return { assets: { [asset]: 1 }, expectedReturn, ...(share === undefined ? {} : { confidence: share }) };
  });
}
