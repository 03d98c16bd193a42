import { learningLimits, type AuditRequest } from "@ansatz/contract";
import {
  MaterialsTableError,
  parseMaterialsTable,
  parseMoleculeTable,
  parseNumberTable,
  parseStructureTable,
  recogniseSubject,
  sampleMaterials,
  type MaterialsTable,
  type MaterialsTableOptions,
  type TableSubject,
} from "@ansatz/materials";
import { loadSymmetry } from "./load-symmetry.ts";

/** What of a request says which data to learn from. */
export type DataRequest = Pick<
  AuditRequest,
  | "table"
  | "sample"
  | "composition"
  | "structures"
  | "structure"
  | "smiles"
  | "columns"
  | "target"
  | "unit"
  | "task"
  | "group"
  | "duplicates"
  | "descriptors"
> &
  Partial<Pick<AuditRequest, "rows" | "seed">>;

/** Structures where there are some, else by the column that is named, else by what the table holds. */
function subjectOf(request: DataRequest, text: string): TableSubject {
  const { structures, structure, smiles, composition } = request;
  const named = Object.entries({ composition, smiles, structure }).filter(([, name]) => name !== undefined);
  if (named.length > 1) {
    throw new MaterialsTableError(
      `a table must be about one of composition, smiles and structure, got the columns of ${named.map(([field]) => field).join(" and ")}`,
      { fields: named.map(([field]) => field) },
    );
  }
  if (structures !== undefined && structures.length > 0) {
    if (smiles === undefined && composition === undefined) return "structure";
    throw new MaterialsTableError(
      "structures must be named by a column of the table, called structure; got them beside another column",
    );
  }
  if (structure !== undefined) {
    throw new MaterialsTableError(`structures must be given for column ${structure} to name them, got none`, {
      column: structure,
    });
  }
  if (smiles !== undefined) return "molecule";
  return composition === undefined ? recogniseSubject(text) : "composition";
}

/**
 * Reads the table of a request as what it is about: formulas, structures, molecules or numbers.
 *
 * @throws MaterialsTableError.
 */
export async function readTable(request: DataRequest): Promise<MaterialsTable> {
  const { composition, structures = [], structure, smiles, columns, target, unit, task, group } = request;
  const sample = sampleMaterials.find(({ id }) => id === request.sample);
  const text = sample === undefined ? request.table! : await sample.loadText();
  const subjectColumn = composition ?? structure ?? smiles;
  const options: MaterialsTableOptions = {
    duplicates: request.duplicates,
    maximumRows: learningLimits.rows,
    ...(subjectColumn === undefined ? {} : { compositionColumn: subjectColumn }),
    ...(columns === undefined ? {} : { featureColumns: columns }),
    ...(target === undefined ? {} : { targetColumn: target }),
    ...(unit === undefined ? {} : { unit }),
    ...(task === undefined ? {} : { task }),
    ...(group === undefined ? {} : { groupColumn: group }),
  };
  switch (subjectOf(request, text)) {
    case "structure":
      return parseStructureTable(text, structures, { ...options, symmetry: await loadSymmetry() });
    case "molecule":
      return parseMoleculeTable(text, options);
    case "numbers":
      return parseNumberTable(text, options);
    case "composition":
      return parseMaterialsTable(text, options);
  }
}
