import { z } from "zod";

/** Limits of a table to learn from. */
export const learningLimits = {
  characters: 20_000_000,
  rows: 100_000,
  structures: 5000,
  qubits: 16,
  candidates: 200_000,
} as const;

export const materialsSamples = ["bulk-moduli", "metallicity"] as const;
export const descriptorSets = [
  "magpie",
  "fractions",
  "stoichiometry",
  "orbitals",
  "ions",
  "density",
  "coordination",
  "bonds",
  "rdf",
  "symmetry",
  "molecule",
  "fingerprint",
] as const;
export const reductions = ["mutual-information", "pca", "forward-selection"] as const;
export const learningTasks = ["regression", "classification"] as const;

const column = z.string().trim().min(1).max(200);

/** A table of materials, molecules or plain numbers with what is to be learnt. */
export const learningDataFields = {
  table: z
    .string()
    .min(1)
    .max(learningLimits.characters)
    .optional()
    .meta({ description: "CSV with a header: a row a sample" }),
  sample: z.enum(materialsSamples).optional().meta({ description: "A table that comes with the program" }),
  name: z.string().trim().min(1).max(100).optional().meta({ description: "What lists call the job" }),
  composition: column
    .optional()
    .meta({ description: "Column of formulas; default the one that holds formulas" }),
  structures: z
    .array(z.strictObject({ name: z.string().min(1).max(200), text: z.string().min(1).max(2_000_000) }))
    .max(learningLimits.structures)
    .optional()
    .meta({ description: "CIF or POSCAR texts; the column structure names them" }),
  structure: column.optional().meta({ description: "Column of the structures' names" }),
  smiles: column.optional().meta({ description: "Column of molecules as SMILES" }),
  columns: z
    .array(column)
    .max(1000)
    .optional()
    .meta({ description: "Columns of numbers that are features as they are" }),
  target: column.optional().meta({ description: "Column to learn; default the last one" }),
  unit: z.string().trim().max(40).optional().meta({ description: "Of the target; default from its header" }),
  task: z.enum(learningTasks).optional().meta({ description: "Default by what the target holds" }),
  group: column
    .optional()
    .meta({ description: "Column whose equal values never stand on both sides of a fold" }),
  duplicates: z
    .enum(["keep-all", "mean", "keep-first"])
    .default("mean")
    .meta({ description: "Rows of the same composition" }),
  descriptors: z.array(z.enum(descriptorSets)).min(1).max(descriptorSets.length).optional().meta({
    description:
      "Default magpie for formulas, with density, coordination and bonds for structures, molecule for SMILES",
  }),
};

export function namesOneTable(request: { readonly table?: unknown; readonly sample?: unknown }): boolean {
  return (request.table === undefined) !== (request.sample === undefined);
}
export const oneTableMessage = "must hold exactly one of table and sample";

/** What quantum models work on. */
export const quantumModelFields = {
  qubits: z
    .int()
    .min(2)
    .max(learningLimits.qubits)
    .default(8)
    .meta({ description: "Features that quantum models get" }),
  reduction: z
    .enum(reductions)
    .default("mutual-information")
    .meta({ description: "How those features are chosen" }),
};

/** What reading a table found. */
export const learningDataReport = {
  task: z.enum(learningTasks),
  target: z.object({ name: z.string(), unit: z.string().nullable(), classes: z.array(z.string()) }),
  rows: z.int(),
  /** Rows of the table that are not learnt from. */
  dropped: z.int(),
  /** Columns of the whole description, before any reduction. */
  features: z.int(),
  qubits: z.int(),
  findings: z.array(z.string()),
};
