import { readColumns } from "./read-columns.ts";
import type { MaterialsTableOptions } from "./materials-table.ts";
import { recogniseCompositionColumn, recogniseSmilesColumn } from "./recognise-columns.ts";

/** What the rows of a table are about. */
export type TableSubject = "composition" | "structure" | "molecule" | "numbers";

/**
 * What a table's rows are about, from its first rows: molecules where a column is called SMILES, compositions where one
 * holds formulas, numbers otherwise. (Structures are given beside a table.)
 *
 * @throws MaterialsTableError for a text that is no table.
 */
export function recogniseSubject(
  text: string,
  options: Pick<MaterialsTableOptions, "delimiter" | "decimal"> = {},
): TableSubject {
  const columns = readColumns(text, options);
  if (recogniseSmilesColumn(columns) !== undefined) return "molecule";
  return recogniseCompositionColumn(columns) === undefined ? "numbers" : "composition";
}
