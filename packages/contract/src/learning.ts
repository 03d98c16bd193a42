import { z } from "zod";
import { verdictSchema } from "./ground-state.ts";
import {
  learningDataFields,
  learningDataReport,
  learningLimits,
  namesOneTable,
  oneTableMessage,
  quantumModelFields,
  reductions,
} from "./materials-table.ts";

const modelName = z.string().trim().min(1).max(100);
const seed = z.int().min(0).max(4_294_967_295).default(42);

const sampledRows = z
  .int()
  .min(10)
  .max(learningLimits.rows)
  .optional()
  .meta({ description: "Learns from so many of the rows, drawn at random with the seed; default all" });

export const auditRequestSchema = z
  .strictObject({
    ...learningDataFields,
    ...quantumModelFields,
    models: z
      .array(modelName)
      .min(1)
      .max(50)
      .optional()
      .meta({ description: "Default all that suit the task and size" }),
    folds: z
      .union([
        z.int().min(2).max(50),
        z.literal("matbench"),
        z.strictObject({ column: z.string().trim().min(1).max(200) }),
      ])
      .default(5)
      .meta({
        description: "Number of shuffled folds, the official ones of Matbench, or a column that numbers them",
      }),
    innerFolds: z.int().min(2).max(10).default(3),
    repeats: z.int().min(1).max(20).default(1).meta({ description: "Of numbered folds, each shuffled anew" }),
    rows: sampledRows,
    shots: z
      .int()
      .min(1)
      .max(10_000_000)
      .optional()
      .meta({ description: "Also audits the fidelity kernels from so many measurements an entry" }),
    learningCurve: z.boolean().default(true),
    leakageCheck: z
      .boolean()
      .default(false)
      .meta({ description: "Repeats with permuted targets, which must give no skill" }),
    seed,
  })
  .refine(namesOneTable, { error: oneTableMessage })
  .meta({
    id: "AuditRequest",
    description: "Quantum models against strong classical ones on the same folds and features",
  });
export type AuditRequest = z.output<typeof auditRequestSchema>;
export type AuditRequestInput = z.input<typeof auditRequestSchema>;

export const learningStages = ["read-table", "describe", "fit", "diagnose", "rank"] as const;
export const auditStages = ["read-table", "fit", "diagnose"] as const;
export const trainStages = ["read-table", "fit"] as const;
export const proposeStages = ["read-table", "describe", "rank"] as const;

export const auditProgressSchema = z.object({
  stage: z.enum(learningStages),
  message: z.string(),
  fraction: z.number().min(0).max(1).optional(),
  /** Of a fold that has ended: a model's error (or accuracy) there. */
  fold: z.object({ model: z.string(), fold: z.int(), score: z.number() }).optional(),
});
export type AuditProgress = z.infer<typeof auditProgressSchema>;

export const modelKinds = ["quantum", "classical", "control"] as const;

const pair = z.tuple([z.number(), z.number()]);

/** A model's scores on held-out rows; those of the other task are null. */
export const auditModelSchema = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(modelKinds),
  /** Whether it sees the whole description or the quantum models' features. */
  inputs: z.enum(["all", "reduced"]),
  /** Mean over folds, and the standard deviation of the folds' values. */
  mae: z.number().nullable(),
  maeStd: z.number().nullable(),
  rmse: z.number().nullable(),
  r2: z.number().nullable(),
  accuracy: z.number().nullable(),
  accuracyStd: z.number().nullable(),
  balancedAccuracy: z.number().nullable(),
  rocAuc: z.number().nullable(),
  logLoss: z.number().nullable(),
  /** MAE (or accuracy) of each fold. */
  perFold: z.array(z.number()),
  /** Chosen on inner folds, a fold an entry. */
  settings: z.array(z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]))),
  /** Share of held-out values within the predicted 50, 80 and 95 % intervals; null without uncertainty. */
  coverage: z.array(z.object({ nominal: z.number(), observed: z.number() })).nullable(),
  /** Rows of the test part and the error there, sizes ascending; null unless asked for. */
  learningCurve: z.array(z.object({ rows: z.int(), score: z.number(), deviation: z.number() })).nullable(),
  seconds: z.number(),
});
export type AuditModel = z.infer<typeof auditModelSchema>;

export const auditResultSchema = z
  .object({
    models: z.array(auditModelSchema),
    /** Each quantum model against the best classical one and against its twin without entanglement. */
    comparisons: z.array(
      z.object({
        model: z.string(),
        against: z.string(),
        /** Mean over folds of the model's score less the other's, and the interval of the corrected resampled t-test. */
        difference: z.number(),
        interval: pair,
        pValue: z.number(),
        /** Of the Bayesian correlated t-test. */
        probabilityBetter: z.number(),
        probabilityEquivalent: z.number(),
        probabilityWorse: z.number(),
        purpose: z.string(),
        /** p corrected for all comparisons of the same purpose. */
        correctedPValue: z.number(),
        outcome: z.enum(["better", "worse", "undecided"]),
      }),
    ),
    /** Of the best quantum kernel against the best classical one; null without kernels. */
    geometricDifference: z.number().nullable(),
    kernels: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(modelKinds),
        settings: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
        /** Against the best classical kernel; null for a classical one. */
        geometricDifference: z.number().nullable(),
        alignment: z.number().nullable(),
        effectiveDimension: z.number(),
        offDiagonalMean: z.number(),
        offDiagonalDeviation: z.number(),
        /** Measurements an entry that resolve the spread of the entries. */
        shotsNeeded: z.number().nullable(),
        isConcentrated: z.boolean(),
        /** Largest eigenvalues of the matrix of trace 1, descending, at most 50. */
        spectrum: z.array(z.number()),
        /** Rows ordered by target, at most 64 × 64, for a picture. */
        picture: z.object({ size: z.int(), values: z.array(z.number()) }),
      }),
    ),
    /** The circuit of the quantum neural network at random angles; null where none was audited. */
    network: z
      .object({
        qubits: z.int(),
        layers: z.int(),
        /** Divergence of its states' fidelities from those of Haar-random states, nats: 0 is as expressive as can be. */
        expressibility: z.number(),
        /** What so few samples would give Haar-random states themselves. */
        expressibilityBias: z.number(),
        /** Mean variance of the derivative by an angle, by number of qubits. */
        gradientVariances: z.array(z.object({ qubits: z.int(), variance: z.number() })),
        /** b of variance ∝ exp(−b·qubits) with its 95 % interval; null for too few qubits. */
        decay: z
          .object({ rate: z.number(), lower: z.number(), upper: z.number(), isBarren: z.boolean() })
          .nullable(),
      })
      .nullable(),
    /** Held-out rows with what the best quantum, the best classical and the dummy model said. */
    predictions: z.array(
      z.object({
        row: z.int(),
        name: z.string(),
        fold: z.int(),
        actual: z.number(),
        quantum: z.number().nullable(),
        quantumDeviation: z.number().nullable(),
        classical: z.number().nullable(),
        classicalDeviation: z.number().nullable(),
        isOutOfDomain: z.boolean(),
      }),
    ),
    /** How the comparison ended, "no-evidence" for example. */
    outcome: z.string(),
    /** The verdict in a sentence. */
    headline: z.string(),
    /** What limits it. */
    cautions: z.array(z.string()),
    metric: z.object({ name: z.string(), label: z.string(), isHigherBetter: z.boolean() }),
    bestQuantum: z.string().nullable(),
    bestClassical: z.string().nullable(),
    dummy: z.string().nullable(),
    /** Scores with permuted targets; null unless asked for. */
    leakage: z
      .object({
        isLeaking: z.boolean(),
        findings: z.array(z.string()),
        /** With permuted targets: 0 is no skill, 1 perfect. */
        permutedSkill: z.array(z.object({ model: z.string(), mean: z.number() })),
      })
      .nullable(),
    folds: z.object({ outer: z.int(), inner: z.int(), repeats: z.int(), description: z.string() }),
    ...learningDataReport,
    verdict: verdictSchema,
    warnings: z.array(z.string()),
    seed: z.int(),
    seconds: z.number(),
    threads: z.int(),
  })
  .meta({ id: "AuditResult" });
export type AuditResult = z.infer<typeof auditResultSchema>;

export const trainRequestSchema = z
  .strictObject({
    ...learningDataFields,
    ...quantumModelFields,
    model: modelName
      .default("random-forest")
      .meta({ description: 'As an audit names it; "…-reduced" sees the quantum models\' features only' }),
    rows: sampledRows,
    folds: z
      .int()
      .min(2)
      .max(50)
      .default(5)
      .meta({ description: "Of the error that the model is stored with" }),
    seed,
  })
  .refine(namesOneTable, { error: oneTableMessage })
  .meta({ id: "TrainRequest", description: "Fits a model to all rows and keeps it" });
export type TrainRequest = z.output<typeof trainRequestSchema>;
export type TrainRequestInput = z.input<typeof trainRequestSchema>;

/** How a row of a table becomes features. */
export const rowDescriptionSchema = z.object({
  subject: z.enum(["composition", "structure", "molecule", "numbers"]),
  /** Column of formulas, names of structures or SMILES; null for numbers. */
  subjectColumn: z.string().nullable(),
  /** Columns of numbers that are features as they are. */
  columns: z.array(z.string()),
  descriptors: z.array(z.string()),
  /** Elements that fractions have a column for. */
  elements: z.array(z.string()),
  /** Names of the features, in order. */
  names: z.array(z.string()),
});
export type RowDescription = z.infer<typeof rowDescriptionSchema>;

/** A fitted model with all that predicting takes, as one JSON document. */
export const trainedModelSchema = z
  .object({
    format: z.literal("ansatz-model"),
    formatVersion: z.literal(1),
    /** Of its content: the same data and request give the same version. */
    version: z.string(),
    name: z.string(),
    model: z.string(),
    label: z.string(),
    kind: z.enum(modelKinds),
    task: z.enum(["regression", "classification"]),
    target: learningDataReport.target,
    /** How a row becomes features. */
    description: rowDescriptionSchema,
    /** What the model's preprocessing and circuits were made with. */
    settings: z.object({ qubits: z.int(), reduction: z.enum(reductions), seed: z.int() }),
    state: z.object({ model: z.string(), version: z.int(), state: z.unknown() }),
    /** Some of the training rows: what lies outside of them is told. */
    domain: z.object({
      rowCount: z.int(),
      values: z.object({ type: z.enum(["f64", "i32"]), base64: z.string() }),
    }),
    /** Held-out error of the same procedure. */
    score: z.object({ metric: z.enum(["mae", "accuracy"]), value: z.number(), deviation: z.number() }),
    trainedAt: z.iso.datetime(),
    rows: z.int(),
  })
  .meta({ id: "TrainedModel" });
export type TrainedModel = z.infer<typeof trainedModelSchema>;

export const trainResultSchema = z
  .object({
    model: trainedModelSchema,
    dummyScore: z.number(),
    perFold: z.array(z.number()),
    settings: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
    ...learningDataReport,
    verdict: verdictSchema,
    warnings: z.array(z.string()),
    seed: z.int(),
    seconds: z.number(),
  })
  .meta({ id: "TrainResult" });
export type TrainResult = z.infer<typeof trainResultSchema>;

/** What a stored model predicts for. */
export const predictRequestSchema = z
  .strictObject({
    formulas: z.array(z.string().min(1).max(500)).min(1).max(10_000).optional(),
    smiles: z.array(z.string().min(1).max(2000)).min(1).max(10_000).optional(),
    table: z
      .string()
      .min(1)
      .max(learningLimits.characters)
      .optional()
      .meta({ description: "CSV with the columns that the model was trained on; the target is not needed" }),
    composition: z.string().trim().min(1).max(200).optional().meta({
      description:
        "Column of the table with formulas, SMILES or names of structures; default that of training",
    }),
    structures: learningDataFields.structures,
  })
  .refine(
    ({ formulas, smiles, table, structures }) =>
      [formulas, smiles, table ?? structures].filter((given) => given !== undefined).length === 1,
    {
      error: "must hold exactly one of formulas, smiles, and a table or structures",
    },
  )
  .meta({ id: "PredictRequest" });
export type PredictRequest = z.output<typeof predictRequestSchema>;

export const predictResultSchema = z
  .object({
    model: z.object({ name: z.string(), version: z.string(), label: z.string() }),
    target: learningDataReport.target,
    predictions: z.array(
      z.object({
        row: z.int(),
        name: z.string(),
        /** Null where the row could not be read; then `problem` says why. */
        value: z.number().nullable(),
        class: z.string().nullable(),
        deviation: z.number().nullable(),
        probabilities: z.record(z.string(), z.number()).nullable(),
        isOutOfDomain: z.boolean(),
        problem: z.string().nullable(),
      }),
    ),
    warnings: z.array(z.string()),
  })
  .meta({ id: "PredictResult" });
export type PredictResult = z.infer<typeof predictResultSchema>;

export const acquisitions = [
  "expected-improvement",
  "probability-of-improvement",
  "confidence-bound",
  "value",
] as const;

export const proposeRequestSchema = z
  .strictObject({
    ...learningDataFields,
    ...quantumModelFields,
    model: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .default("matern52-gaussian-process")
      .meta({ description: "One that knows its uncertainty" }),
    goal: z.enum(["maximise", "minimise"]).default("maximise"),
    elements: z
      .array(z.string().min(1).max(3))
      .min(1)
      .max(40)
      .meta({ description: "That candidates may hold" }),
    required: z.array(z.string().min(1).max(3)).max(10).default([]),
    minimumElements: z.int().min(1).max(6).default(2),
    maximumElements: z.int().min(1).max(6).default(3),
    maximumAtoms: z.int().min(1).max(40).default(8).meta({ description: "In the formula unit" }),
    chargeBalanced: z.boolean().default(true),
    candidates: z
      .int()
      .min(1)
      .max(learningLimits.candidates)
      .default(20_000)
      .meta({ description: "Most to look at" }),
    batch: z.int().min(1).max(200).default(10).meta({ description: "Compounds to propose" }),
    acquisition: z.enum(acquisitions).default("expected-improvement"),
    diverse: z.boolean().default(true),
    replay: z
      .boolean()
      .default(true)
      .meta({ description: "Measures on the known rows what choosing this way gains over random choice" }),
    seed,
  })
  .refine(namesOneTable, { error: oneTableMessage })
  .meta({ id: "ProposeRequest", description: "The next compounds worth making" });
export type ProposeRequest = z.output<typeof proposeRequestSchema>;
export type ProposeRequestInput = z.input<typeof proposeRequestSchema>;

export const proposeResultSchema = z
  .object({
    proposals: z.array(
      z.object({
        formula: z.string(),
        mean: z.number(),
        deviation: z.number(),
        acquisition: z.number(),
        isOutOfDomain: z.boolean(),
        oxidationStates: z.string().nullable(),
      }),
    ),
    candidates: z.int(),
    /** Whether the enumeration met its limit. */
    isTruncated: z.boolean(),
    best: z.object({ name: z.string(), value: z.number() }),
    /** The search done again on the rows of the table, guided and at random; null unless asked for. */
    replay: z
      .object({
        repetitions: z.int(),
        /** Rows known at the start. */
        initial: z.int(),
        /** Best value known after so many further rows, with 95 % intervals over the repetitions. */
        steps: z.array(
          z.object({
            measured: z.int(),
            guided: z.number(),
            guidedInterval: pair,
            random: z.number(),
            randomInterval: pair,
          }),
        ),
        /** Good rows found over those that random choice finds with as many measurements. */
        speedUp: z.object({ mean: z.number(), lower: z.number(), upper: z.number() }),
        outcome: z.enum(["gain", "loss", "undecided"]),
        message: z.string(),
      })
      .nullable(),
    model: z.object({ name: z.string(), label: z.string(), kind: z.enum(modelKinds) }),
    ...learningDataReport,
    verdict: verdictSchema,
    warnings: z.array(z.string()),
    seed: z.int(),
    seconds: z.number(),
  })
  .meta({ id: "ProposeResult" });
export type ProposeResult = z.infer<typeof proposeResultSchema>;

/** A stored model in a list. */
export const modelSummarySchema = z
  .object({
    /** Of the job that trained it. */
    id: z.uuid(),
    name: z.string(),
    version: z.string(),
    label: z.string(),
    kind: z.enum(modelKinds),
    target: learningDataReport.target,
    score: trainedModelSchema.shape.score,
    trainedAt: z.iso.datetime(),
  })
  .meta({ id: "ModelSummary" });
export type ModelSummary = z.infer<typeof modelSummarySchema>;

export const modelListSchema = z.object({ models: z.array(modelSummarySchema) }).meta({ id: "ModelList" });
export type ModelList = z.infer<typeof modelListSchema>;
