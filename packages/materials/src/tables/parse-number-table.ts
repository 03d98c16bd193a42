import { assembleMaterials } from "./assemble-materials.ts";
import { readLayout } from "./layout.ts";
import type { MaterialsTable, MaterialsTableOptions } from "./materials-table.ts";

/**
 * Reads a table of plain numbers: all columns of numbers, or the `featureColumns`, are features of a target. Otherwise as
 * parseMaterialsTable; there are no compositions, rows of equal features count as duplicates and, without a group
 * column, form the groups. A column that only counts the rows is no feature.
 *
 * @throws MaterialsTableError as parseMaterialsTable, and for a table without columns of numbers beside the target.
 */
export function parseNumberTable(text: string, options: MaterialsTableOptions = {}): MaterialsTable {
  return assembleMaterials(readLayout(text, options, undefined), undefined, options);
}
