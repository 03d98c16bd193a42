import { MaterialsTableError } from "../errors.ts";
import { nameRows, type MaterialsFinding } from "./findings.ts";
import type { MaterialsTableOptions } from "./materials-table.ts";

/**
 * Tells rows that cannot be used as a warning, or refuses the table for them, as the options ask.
 *
 * @throws MaterialsTableError with the rows where unusable ones are to be refused.
 */
export function refuseOrDrop(
  rows: readonly number[],
  finding: Omit<MaterialsFinding, "severity" | "rows">,
  findings: MaterialsFinding[],
  options: MaterialsTableOptions,
): void {
  if (rows.length === 0) return;
  if (options.unusableRows === "refuse") {
    throw new MaterialsTableError(`${nameRows(rows)}: ${finding.message}`, {
      rows,
      ...(finding.column === undefined ? {} : { column: finding.column }),
    });
  }
  findings.push({ ...finding, severity: "warning", rows });
}
