import { createFeatureMatrix, type FeatureMatrix } from "@ansatz/learning";
import { countRows, nameRows, type MaterialsFinding } from "./findings.ts";
import type { Layout } from "./layout.ts";
import type { MaterialsTableOptions } from "./materials-table.ts";
import { parseNumberCell } from "./number-cell.ts";
import { refuseOrDrop } from "./refuse-or-drop.ts";

/** Reads the columns that serve as features; rows without a number are told and marked as not usable. */
export function readFeatureColumns(
  layout: Layout,
  usable: Uint8Array,
  findings: MaterialsFinding[],
  options: MaterialsTableOptions,
): Float64Array[] {
  return layout.features.map((column) => {
    const name = layout.names[column];
    const values = Float64Array.from(
      layout.data,
      ({ cells }) => parseNumberCell(cells[column] ?? "", layout.decimal) ?? Number.NaN,
    );
    const rows: number[] = [];
    for (const [index, value] of values.entries()) {
      if (!Number.isNaN(value)) continue;
      rows.push(layout.data[index].row);
      usable[index] = 0;
    }
    refuseOrDrop(
      rows,
      {
        code: "missing-feature",
        message:
          options.unusableRows === "refuse"
            ? `column ${name} must hold a number in every row to serve as a feature`
            : `${countRows(rows.length)} without a number in feature column ${name} left out (${nameRows(rows)}).`,
        column: name,
      },
      findings,
      options,
    );
    return values;
  });
}

/** The columns as a matrix of the kept rows; undefined where there are none. */
export function matrixOfColumns(
  extra: readonly Float64Array[],
  layout: Layout,
  kept: readonly number[],
): FeatureMatrix | undefined {
  if (extra.length === 0) return undefined;
  const values = new Float64Array(kept.length * extra.length);
  for (const [row, index] of kept.entries()) {
    for (const [k, column] of extra.entries()) values[row * extra.length + k] = column[index];
  }
  return createFeatureMatrix(
    kept.length,
    extra.length,
    values,
    layout.features.map((column) => layout.names[column]),
  );
}
