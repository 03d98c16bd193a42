import { z } from "zod";
import { activeSpaceRequestSchema, atomSchema, basisNameSchema, moleculeInputSchema } from "./molecule.ts";

/** Settings that ground states and scans of them share. */
const electronicStructureFields = {
  charge: z
    .int()
    .min(-10)
    .max(10)
    .optional()
    .meta({ description: "Total charge; 0 unless the molecule says so" }),
  multiplicity: z
    .int()
    .min(1)
    .max(11)
    .optional()
    .meta({ description: "Spin multiplicity 2S+1; the lowest possible unless the library says otherwise" }),
  basis: basisNameSchema.default("sto-3g"),
  activeSpace: activeSpaceRequestSchema.default({ kind: "auto" }),
  ansatz: z.literal("uccsd").default("uccsd"),
  optimizer: z
    .enum(["l-bfgs", "adam", "spsa", "cobyla", "nelder-mead"])
    .default("l-bfgs")
    .meta({ description: "Classical optimiser of the variational loop" }),
  maxIterations: z.int().min(1).max(100_000).optional(),
  energyTolerance: z
    .number()
    .min(1e-12)
    .max(1e-2)
    .default(1e-8)
    .meta({ description: "The loop stops when an iteration changes the energy by less, hartree" }),
  seed: z.int().min(0).max(4_294_967_295).default(42),
};

export const groundStateRequestSchema = z
  .strictObject({ molecule: moleculeInputSchema, ...electronicStructureFields })
  .meta({ id: "GroundStateRequest", description: "Estimate a molecule's ground-state energy by UCCSD-VQE" });
export type GroundStateRequest = z.output<typeof groundStateRequestSchema>;
export type GroundStateRequestInput = z.input<typeof groundStateRequestSchema>;

export const bondScanRequestSchema = z
  .strictObject({
    molecule: moleculeInputSchema,
    bond: z
      .tuple([z.int().min(1).max(500), z.int().min(1).max(500)])
      .meta({ description: "The two bonded atoms, numbered from 1 in the order of the geometry" }),
    fromAngstrom: z.number().min(0.2).max(20),
    toAngstrom: z.number().min(0.2).max(20),
    points: z.int().min(2).max(200).default(11),
    ...electronicStructureFields,
  })
  .meta({ id: "BondScanRequest", description: "Ground-state energies along one bond's length" });
export type BondScanRequest = z.output<typeof bondScanRequestSchema>;
export type BondScanRequestInput = z.input<typeof bondScanRequestSchema>;

export const groundStateStages = [
  "geometry",
  "integrals",
  "scf",
  "active-space",
  "mp2",
  "casci",
  "vqe",
  "audit",
] as const;

/** One step of a running ground-state calculation; the VQE steps carry the live curve. */
export const groundStateProgressSchema = z.object({
  stage: z.enum(groundStateStages),
  message: z.string(),
  /** Share of the whole calculation done, 0 to 1, where it can be told. */
  fraction: z.number().min(0).max(1).optional(),
  /** SCF, Davidson or VQE iteration. */
  iteration: z.int().optional(),
  /** hartree */
  energy: z.number().optional(),
  gradientNorm: z.number().nullable().optional(),
  evaluations: z.int().optional(),
  seconds: z.number().optional(),
  /** Reference lines for the chart, hartree, from the moment they are known. */
  rhf: z.number().optional(),
  exact: z.number().nullable().optional(),
});
export type GroundStateProgress = z.infer<typeof groundStateProgressSchema>;

export const referenceSchema = z.object({
  method: z.enum(["rhf", "mp2", "casci"]),
  /** The method as a chemist writes it, for example "ROHF" or "CASCI(6,6)". */
  label: z.string(),
  /** hartree; null when it could not be computed, the label or a warning says why. */
  energy: z.number().nullable(),
  seconds: z.number(),
  converged: z.boolean(),
});
export type ReferenceEnergy = z.infer<typeof referenceSchema>;

export const errorBudgetItemSchema = z.object({
  source: z.enum(["ansatz", "optimizer", "active-space", "basis", "geometry"]),
  label: z.string(),
  /** hartree; null when it is named only. */
  hartree: z.number().nullable(),
  kind: z.enum(["exact", "estimate", "named"]),
  note: z.string(),
});
export type ErrorBudgetItem = z.infer<typeof errorBudgetItemSchema>;

export const verdictSchema = z.object({
  level: z.enum(["excellent", "good", "caution", "failed"]),
  /** Plain sentences. */
  text: z.string(),
});
export type Verdict = z.infer<typeof verdictSchema>;

export const iterationSchema = z.object({
  iteration: z.int(),
  energy: z.number(),
  gradientNorm: z.number().nullable(),
  evaluations: z.int(),
  seconds: z.number(),
});

export const activeSpaceSchema = z.object({
  kind: z.enum(["full", "frozen-core", "active"]),
  electrons: z.int(),
  orbitals: z.int(),
  coreOrbitals: z.int(),
  virtualOrbitals: z.int(),
  /** Why this space, in a sentence. */
  reason: z.string(),
});

export const groundStateResultSchema = z
  .object({
    energy: z
      .number()
      .nullable()
      .meta({ description: "UCCSD-VQE energy, hartree; null when the SCF failed" }),
    converged: z.boolean(),
    method: z.literal("uccsd-vqe"),
    formula: z.string(),
    charge: z.int(),
    multiplicity: z.int(),
    basis: z.string(),
    basisFunctions: z.int(),
    geometry: z.array(atomSchema),
    geometrySource: z.string(),
    activeSpace: activeSpaceSchema,
    qubits: z.int(),
    determinants: z.int(),
    parameters: z.int(),
    excitations: z.int(),
    parameterValues: z.array(z.number()),
    history: z.array(iterationSchema),
    optimizer: z.string(),
    stopReason: z.string(),
    evaluations: z.int(),
    references: z.array(referenceSchema),
    /** hartree, CASCI − RHF in the active space; null without either. */
    correlationEnergy: z.number().nullable(),
    /** Share of that correlation energy the VQE recovers, 0 to 1. */
    correlationRecovered: z.number().nullable(),
    spinSquared: z.number().nullable(),
    dipoleDebye: z.tuple([z.number(), z.number(), z.number()]).nullable(),
    errorBudget: z.array(errorBudgetItemSchema),
    verdict: verdictSchema,
    warnings: z.array(z.string()),
    timings: z.array(z.object({ stage: z.enum(groundStateStages), seconds: z.number() })),
    seconds: z.number(),
    threads: z.int(),
    seed: z.int(),
  })
  .meta({ id: "GroundStateResult" });
export type GroundStateResult = z.infer<typeof groundStateResultSchema>;

export const bondScanPointSchema = z.object({
  bondLengthAngstrom: z.number(),
  rhf: z.number().nullable(),
  mp2: z.number().nullable(),
  casci: z.number().nullable(),
  vqe: z.number().nullable(),
  converged: z.boolean(),
  seconds: z.number(),
  /** Why a point has no energy. */
  note: z.string().optional(),
});

export const bondScanResultSchema = z
  .object({
    formula: z.string(),
    charge: z.int(),
    multiplicity: z.int(),
    basis: z.string(),
    bond: z.tuple([z.int(), z.int()]),
    bondLabel: z.string(),
    activeSpace: activeSpaceSchema,
    qubits: z.int(),
    determinants: z.int(),
    points: z.array(bondScanPointSchema),
    /** Minimum of the VQE curve by a fit through its lowest points; null when it lies at an end. */
    equilibrium: z
      .object({
        bondLengthAngstrom: z.number(),
        energy: z.number(),
        /** Harmonic wavenumber of a diatomic, cm⁻¹. */
        wavenumber: z.number().nullable(),
      })
      .nullable(),
    /** Largest |VQE − CASCI| along the curve, hartree. */
    largestError: z.number().nullable(),
    converged: z.boolean(),
    verdict: verdictSchema,
    warnings: z.array(z.string()),
    seconds: z.number(),
    seed: z.int(),
  })
  .meta({ id: "BondScanResult" });
export type BondScanResult = z.infer<typeof bondScanResultSchema>;

/** A scan's progress: which points are done and the point at hand. */
export const bondScanProgressSchema = z.object({
  stage: z.literal("scan"),
  message: z.string(),
  fraction: z.number().min(0).max(1).optional(),
  /** The point that has just ended. */
  point: bondScanPointSchema.optional(),
  pointIndex: z.int().optional(),
  pointCount: z.int().optional(),
});
export type BondScanProgress = z.infer<typeof bondScanProgressSchema>;
