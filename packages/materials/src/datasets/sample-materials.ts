import type { Task } from "@ansatz/learning";
import type { MaterialsTable } from "../tables/materials-table.ts";
import { parseMaterialsTable } from "../tables/parse-materials-table.ts";

/** A table of materials that comes with the package. */
export interface SampleMaterials {
  readonly id: "bulk-moduli" | "metallicity";
  readonly title: string;
  readonly task: Task;
  readonly description: string;
  readonly source: string;
  readonly licence: string;
  readonly rowCount: number;
  /** The table as delimited text. */
  readonly loadText: () => Promise<string>;
}

const source =
  "Materials Project (A. Jain et al., APL Materials 1, 011002, 2013), through crabnet 2.0.8; a choice of 2,000 rows";
const licence = "CC BY 4.0, The Materials Project";

/** The sample tables; each is read when it is loaded. */
export const sampleMaterials: readonly SampleMaterials[] = [
  {
    id: "bulk-moduli",
    title: "Bulk moduli of 2,000 inorganic crystals",
    task: "regression",
    description:
      "Resistance to compression (Voigt–Reuss–Hill mean, GPa) by density functional theory, with the composition alone to predict it from.",
    source,
    licence,
    rowCount: 2000,
    loadText: async () => (await import("./bulk-moduli.ts")).bulkModuli,
  },
  {
    id: "metallicity",
    title: "Metal or not: 2,000 inorganic crystals",
    task: "classification",
    description:
      "Whether density functional theory finds no band gap, with the composition alone to predict it from. 972 are metals.",
    source,
    licence,
    rowCount: 2000,
    loadText: async () => (await import("./metallicity.ts")).metallicity,
  },
];

/**
 * Loads a sample table by its id.
 *
 * @throws RangeError for an unknown id.
 */
export async function loadSampleMaterials(id: SampleMaterials["id"]): Promise<MaterialsTable> {
  const sample = sampleMaterials.find((table) => table.id === id);
  if (sample === undefined) {
    throw new RangeError(
      `id must be one of ${sampleMaterials.map((table) => table.id).join(", ")}, got ${id as string}`,
    );
  }
  return parseMaterialsTable(await sample.loadText());
}
