import { chemicalSystem } from "../compositions/composition.ts";
import { parseFormula } from "../compositions/parse-formula.ts";
import { compositionKey } from "../compositions/reduce-composition.ts";
import { assembleMaterials } from "./assemble-materials.ts";
import type { SubjectReader } from "./read-subjects.ts";
import { readLayout } from "./layout.ts";
import type { MaterialsTable, MaterialsTableOptions } from "./materials-table.ts";
import { recogniseCompositionColumn } from "./recognise-columns.ts";

const formulaReader: SubjectReader = {
  subject: "composition",
  isFormula: true,
  read: (cell) => {
    const composition = parseFormula(cell);
    return { composition, key: compositionKey(composition), family: chemicalSystem(composition) };
  },
  fault: "impossible-composition",
  noun: "formulas",
};

/**
 * Reads formulas and a property from delimited text, as a file holds it or a spreadsheet puts it on the clipboard.
 *
 * Columns, delimiter, decimal mark, unit ("yield strength (MPa)") and task are recognised or given. Returns compositions,
 * targets and groups of the usable rows in their order, and findings that say what was assumed, left out or merged; nothing
 * is altered in silence. Rows of one reduced composition become one (mean, or most frequent class) unless `duplicates`
 * says otherwise. Outliers are told and kept.
 *
 * @throws MaterialsTableError, with row and column where there is one, for a text that is no table, columns that cannot be
 * recognised, constant targets, a single class, more than 20 classes, no usable row; with `unusableRows: "refuse"` also
 * for formulas that cannot be read and for text among numbers.
 */
export function parseMaterialsTable(text: string, options: MaterialsTableOptions = {}): MaterialsTable {
  const layout = readLayout(text, options, { recognise: recogniseCompositionColumn, noun: "formulas" });
  return assembleMaterials(layout, formulaReader, options);
}
