import { chemicalSystem } from "../compositions/composition.ts";
import { MaterialsTableError } from "../errors.ts";
import { crystalComposition } from "../structures/crystal.ts";
import { readStructure } from "../structures/read-structure.ts";
import type { SymmetryFinder } from "../structures/symmetry/symmetry-finder.ts";
import { assembleMaterials } from "./assemble-materials.ts";
import type { SubjectReader } from "./read-subjects.ts";
import { listSome, type MaterialsFinding } from "./findings.ts";
import { readLayout } from "./layout.ts";
import type { MaterialsTable, MaterialsTableOptions } from "./materials-table.ts";
import { shareOf, type Columns } from "./recognise-columns.ts";

/** A CIF or POSCAR and the name by which a table calls it. */
export interface StructureFile {
  /** With or without folders and extension. */
  readonly name: string;
  readonly text: string;
}

export interface StructureTableOptions extends MaterialsTableOptions {
  /** Supplies operations to files that name their space group alone. */
  readonly symmetry?: SymmetryFinder;
}

/** The name of a structure: that of its file without folders and extension. */
export function structureName(name: string): string {
  return name.replace(/^.*[/\\]/, "").replace(/\.(?:cif|vasp|poscar|contcar|txt)$/i, "");
}

function indexFiles(files: readonly StructureFile[]): ReadonlyMap<string, StructureFile> {
  const index = new Map<string, StructureFile>();
  for (const file of files) {
    const name = structureName(file.name);
    if (index.has(name)) {
      throw new MaterialsTableError(
        `structures must have different names without folder and extension, got ${name} twice`,
        { name },
      );
    }
    index.set(name, file);
  }
  return index;
}

/**
 * Reads structures and a property: delimited text with a column of file names and a column of targets, and the files'
 * texts (CIF or POSCAR). Otherwise as parseMaterialsTable; `compositionColumn` names the column of file names, samples carry
 * their crystals, and rows of one file (not of one composition: polymorphs differ) count as duplicates.
 *
 * @throws MaterialsTableError as parseMaterialsTable, and for no files or two of one name.
 */
export function parseStructureTable(
  text: string,
  files: readonly StructureFile[],
  options: StructureTableOptions = {},
): MaterialsTable {
  if (files.length === 0) throw new MaterialsTableError("structures must be at least one file, got none");
  const index = indexFiles(files);
  const recognise = ({ samples }: Columns): number | undefined => {
    const shares = samples.map((cells) => shareOf(cells, (cell) => index.has(structureName(cell))));
    const best = shares.indexOf(Math.max(...shares));
    return shares[best] >= 0.5 ? best : undefined;
  };
  const used = new Set<string>();
  const reader: SubjectReader = {
    subject: "structure",
    isFormula: false,
    fault: "unreadable-structure",
    noun: "names of readable structures",
    read: (cell) => {
      const name = structureName(cell);
      const file = index.get(name);
      if (file === undefined) {
        throw new MaterialsTableError(`a file of name ${cell} must be among the structures, got none`, {
          name: cell,
        });
      }
      used.add(name);
      const { crystal } = readStructure(file.text, options);
      const composition = crystalComposition(crystal);
      return { composition, crystal, key: name, family: chemicalSystem(composition) };
    },
  };
  const layout = readLayout(text, options, { recognise, noun: "names of the given structures" });
  const table = assembleMaterials(layout, reader, options);
  const unused = [...index.keys()].filter((name) => !used.has(name));
  if (unused.length === 0) return table;
  const finding: MaterialsFinding = {
    code: "unused-structures",
    severity: "information",
    message: `${unused.length} ${unused.length === 1 ? "structure has" : "structures have"} no row in the table: ${listSome(unused)}.`,
  };
  return { ...table, findings: [...table.findings, finding] };
}
