import { loadMoleculeReader } from "../molecules/read-molecules.ts";
import { assembleMaterials } from "./assemble-materials.ts";
import { readLayout } from "./layout.ts";
import type { MaterialsTable, MaterialsTableOptions } from "./materials-table.ts";
import type { SubjectReader } from "./read-subjects.ts";
import { recogniseSmilesColumn } from "./recognise-columns.ts";

/**
 * Reads molecules, written as SMILES, and a property. Otherwise as parseMaterialsTable; `compositionColumn` names the column of
 * SMILES (default: the one called so), samples carry their SMILES, and rows of one molecule, however it is written, count as
 * duplicates and form the groups.
 *
 * @throws MaterialsTableError as parseMaterialsTable.
 */
export async function parseMoleculeTable(
  text: string,
  options: MaterialsTableOptions = {},
): Promise<MaterialsTable> {
  const readMolecule = await loadMoleculeReader();
  const reader: SubjectReader = {
    subject: "molecule",
    isFormula: false,
    fault: "unreadable-molecule",
    noun: "molecules as SMILES",
    read: (cell) => {
      const key = readMolecule(cell).getIDCode();
      return { smiles: cell, key, family: key };
    },
  };
  const layout = readLayout(text, options, { recognise: recogniseSmilesColumn, noun: "molecules as SMILES" });
  return assembleMaterials(layout, reader, options);
}
