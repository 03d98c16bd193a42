import { z } from "zod";

/** Where a molecule comes from: exactly one of a SMILES text, an XYZ text (Å) or a name of the library. */
export const moleculeInputSchema = z.union(
  [
    z.strictObject({
      smiles: z
        .string()
        .trim()
        .min(1)
        .max(2_000)
        .meta({ description: "SMILES, for example O for water or CC(=O)O for acetic acid" }),
    }),
    z.strictObject({
      xyz: z
        .string()
        .min(1)
        .max(200_000)
        .meta({ description: "XYZ text: one line per atom, element and coordinates in Å; header optional" }),
    }),
    z.strictObject({
      library: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .meta({ description: "Name in the molecule library, for example h2o or h6-chain" }),
    }),
  ],
  {
    error: 'molecule must be exactly one of {"smiles": "O"}, {"xyz": "O 0 0 0\\nH …"} or {"library": "h2o"}',
  },
);
export type MoleculeInput = z.infer<typeof moleculeInputSchema>;

export const basisNameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(40)
  .meta({ description: "Basis set: sto-3g, 3-21g, 6-31g, 6-31g*, 6-31g**, 6-311g(d,p), cc-pvdz" });

/** Which orbitals and electrons are correlated. */
export const activeSpaceRequestSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("auto") }),
  z.strictObject({ kind: z.literal("full") }),
  z.strictObject({ kind: z.literal("frozen-core") }),
  z.strictObject({
    kind: z.literal("active"),
    electrons: z.int().min(1).max(60),
    orbitals: z.int().min(1).max(30),
  }),
]);
export type ActiveSpaceRequest = z.infer<typeof activeSpaceRequestSchema>;

/** An atom of a geometry, position in Å. */
export const atomSchema = z.object({
  element: z.string(),
  position: z.tuple([z.number(), z.number(), z.number()]),
});
export type AtomAngstrom = z.infer<typeof atomSchema>;
