import { z } from "zod";
import { backtestProgressSchema, backtestRequestSchema, backtestResultSchema } from "./backtest.ts";
import { circuitProgressSchema, circuitRequestSchema, circuitResultSchema } from "./circuit.ts";
import { frontierProgressSchema, frontierRequestSchema, frontierResultSchema } from "./frontier.ts";
import {
  bondScanProgressSchema,
  bondScanRequestSchema,
  bondScanResultSchema,
  groundStateProgressSchema,
  groundStateRequestSchema,
  groundStateResultSchema,
} from "./ground-state.ts";
import { portfolioProgressSchema, portfolioRequestSchema, portfolioResultSchema } from "./portfolio.ts";
import { jobErrorSchema } from "./problem.ts";
import {
  auditProgressSchema,
  auditRequestSchema,
  auditResultSchema,
  proposeRequestSchema,
  proposeResultSchema,
  trainRequestSchema,
  trainResultSchema,
} from "./learning.ts";
import {
  optionProgressSchema,
  optionRequestSchema,
  optionResultSchema,
  riskProgressSchema,
  riskRequestSchema,
  riskResultSchema,
} from "./risk.ts";

/** The kinds of jobs, each with its request and result schema. One row adds a kind to the API, the store and the CLI. */
export const jobKinds = {
  "ground-state": {
    title: "Ground state",
    request: groundStateRequestSchema,
    progress: groundStateProgressSchema,
    result: groundStateResultSchema,
  },
  "bond-scan": {
    title: "Bond scan",
    request: bondScanRequestSchema,
    progress: bondScanProgressSchema,
    result: bondScanResultSchema,
  },
  circuit: {
    title: "Circuit",
    request: circuitRequestSchema,
    progress: circuitProgressSchema,
    result: circuitResultSchema,
  },
  portfolio: {
    title: "Portfolio",
    request: portfolioRequestSchema,
    progress: portfolioProgressSchema,
    result: portfolioResultSchema,
  },
  frontier: {
    title: "Efficient frontier",
    request: frontierRequestSchema,
    progress: frontierProgressSchema,
    result: frontierResultSchema,
  },
  backtest: {
    title: "Backtest",
    request: backtestRequestSchema,
    progress: backtestProgressSchema,
    result: backtestResultSchema,
  },
  risk: {
    title: "Risk",
    request: riskRequestSchema,
    progress: riskProgressSchema,
    result: riskResultSchema,
  },
  option: {
    title: "Option",
    request: optionRequestSchema,
    progress: optionProgressSchema,
    result: optionResultSchema,
  },
  audit: {
    title: "Advantage audit",
    request: auditRequestSchema,
    progress: auditProgressSchema,
    result: auditResultSchema,
  },
  train: {
    title: "Trained model",
    request: trainRequestSchema,
    progress: auditProgressSchema,
    result: trainResultSchema,
  },
  propose: {
    title: "Proposals",
    request: proposeRequestSchema,
    progress: auditProgressSchema,
    result: proposeResultSchema,
  },
} as const;
export type JobKind = keyof typeof jobKinds;
export const jobKindSchema = z.enum([
  "ground-state",
  "bond-scan",
  "circuit",
  "portfolio",
  "frontier",
  "backtest",
  "risk",
  "option",
  "audit",
  "train",
  "propose",
]);

export type JobRequest<Kind extends JobKind = JobKind> = z.output<(typeof jobKinds)[Kind]["request"]>;
export type JobResult<Kind extends JobKind = JobKind> = z.output<(typeof jobKinds)[Kind]["result"]>;
export type JobProgress<Kind extends JobKind = JobKind> = z.output<(typeof jobKinds)[Kind]["progress"]>;

/** What `POST /api/jobs` takes. */
export const createJobSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("ground-state"), request: groundStateRequestSchema }),
    z.strictObject({ kind: z.literal("bond-scan"), request: bondScanRequestSchema }),
    z.strictObject({ kind: z.literal("circuit"), request: circuitRequestSchema }),
    z.strictObject({ kind: z.literal("portfolio"), request: portfolioRequestSchema }),
    z.strictObject({ kind: z.literal("frontier"), request: frontierRequestSchema }),
    z.strictObject({ kind: z.literal("backtest"), request: backtestRequestSchema }),
    z.strictObject({ kind: z.literal("risk"), request: riskRequestSchema }),
    z.strictObject({ kind: z.literal("option"), request: optionRequestSchema }),
    z.strictObject({ kind: z.literal("audit"), request: auditRequestSchema }),
    z.strictObject({ kind: z.literal("train"), request: trainRequestSchema }),
    z.strictObject({ kind: z.literal("propose"), request: proposeRequestSchema }),
  ])
  .meta({
    id: "CreateJob",
    examples: [
      {
        kind: "ground-state",
        request: { molecule: { smiles: "O" }, basis: "sto-3g", activeSpace: { kind: "full" } },
      },
      {
        kind: "circuit",
        request: {
          qasm: "OPENQASM 3.0; qubit[2] q; bit[2] c; U(pi/2, 0, pi) q[0]; ctrl @ U(pi, 0, pi) q[0], q[1]; c = measure q;",
          shots: 1000,
          outputs: ["counts", "probabilities"],
        },
      },
      { kind: "portfolio", request: { sample: "us-stocks", pick: 5, riskAversion: 0.5, layers: 3 } },
    ],
  });
export type CreateJob = z.output<typeof createJobSchema>;
export type CreateJobInput = z.input<typeof createJobSchema>;

export const jobStatusSchema = z.enum(["queued", "running", "succeeded", "failed", "cancelled"]);
export type JobStatus = z.infer<typeof jobStatusSchema>;

export const progressSchema = z.union([
  bondScanProgressSchema,
  groundStateProgressSchema,
  circuitProgressSchema,
  portfolioProgressSchema,
  frontierProgressSchema,
  backtestProgressSchema,
  riskProgressSchema,
  optionProgressSchema,
  auditProgressSchema,
]);

/** What all jobs have. */
const jobFields = {
  id: z.uuid(),
  status: jobStatusSchema,
  /** One line that names the job in a list, for example "H2O · sto-3g · full". */
  title: z.string(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  /** Share done, 0 to 1. */
  fraction: z.number().min(0).max(1),
  /** The newest progress message. */
  message: z.string().nullable(),
  /** How often the job was taken up again after its process was lost. */
  restarts: z.int(),
  /** Sequence number of the newest event. */
  lastEvent: z.int(),
  versions: z.record(z.string(), z.string()),
  error: jobErrorSchema.nullable(),
};

export const jobSchema = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("ground-state"),
      ...jobFields,
      request: groundStateRequestSchema,
      result: groundStateResultSchema.nullable(),
    }),
    z.object({
      kind: z.literal("bond-scan"),
      ...jobFields,
      request: bondScanRequestSchema,
      result: bondScanResultSchema.nullable(),
    }),
    z.object({
      kind: z.literal("circuit"),
      ...jobFields,
      request: circuitRequestSchema,
      result: circuitResultSchema.nullable(),
    }),
    z.object({
      kind: z.literal("portfolio"),
      ...jobFields,
      request: portfolioRequestSchema,
      result: portfolioResultSchema.nullable(),
    }),
    z.object({
      kind: z.literal("frontier"),
      ...jobFields,
      request: frontierRequestSchema,
      result: frontierResultSchema.nullable(),
    }),
    z.object({
      kind: z.literal("backtest"),
      ...jobFields,
      request: backtestRequestSchema,
      result: backtestResultSchema.nullable(),
    }),
    z.object({
      kind: z.literal("risk"),
      ...jobFields,
      request: riskRequestSchema,
      result: riskResultSchema.nullable(),
    }),
    z.object({
      kind: z.literal("option"),
      ...jobFields,
      request: optionRequestSchema,
      result: optionResultSchema.nullable(),
    }),
    z.object({
      kind: z.literal("audit"),
      ...jobFields,
      request: auditRequestSchema,
      result: auditResultSchema.nullable(),
    }),
    z.object({
      kind: z.literal("train"),
      ...jobFields,
      request: trainRequestSchema,
      result: trainResultSchema.nullable(),
    }),
    z.object({
      kind: z.literal("propose"),
      ...jobFields,
      request: proposeRequestSchema,
      result: proposeResultSchema.nullable(),
    }),
  ])
  .meta({ id: "Job" });
export type Job = z.infer<typeof jobSchema>;

/** A job in a list: without its request and result, with the headline number. */
export const jobSummarySchema = z
  .object({
    kind: jobKindSchema,
    ...jobFields,
    /**
     * The result in one number and the verdict's level, once there: hartree for chemistry, for a circuit the probability
     * of its likeliest outcome (null where only a state was asked for), for a portfolio the approximation ratio, for a
     * frontier the greatest Sharpe ratio, for a backtest the Sharpe ratio of its first strategy, for a risk the CVaR, for
     * an option its price, for an audit
     * the geometric difference, for a trained model its held-out score, for proposals the best predicted value.
     */
    headline: z.number().nullable(),
    verdictLevel: z.enum(["excellent", "good", "caution", "failed"]).nullable(),
  })
  .meta({ id: "JobSummary" });
export type JobSummary = z.infer<typeof jobSummarySchema>;

export const jobListSchema = z
  .object({
    jobs: z.array(jobSummarySchema),
    /** Pass as `cursor` to read on; null at the end. */
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "JobList" });
export type JobList = z.infer<typeof jobListSchema>;

export const listJobsQuerySchema = z.strictObject({
  kind: jobKindSchema.optional(),
  status: jobStatusSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type ListJobsQuery = z.output<typeof listJobsQuerySchema>;

/** An entry of a job's event log, numbered from 1 without gaps. */
export const jobEventSchema = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("status"), seq: z.int(), at: z.iso.datetime(), status: jobStatusSchema }),
    z.object({ type: z.literal("progress"), seq: z.int(), at: z.iso.datetime(), progress: progressSchema }),
    z.object({
      type: z.literal("restarted"),
      seq: z.int(),
      at: z.iso.datetime(),
      /** How many of the job's tasks go on from a checkpoint. */
      message: z.string(),
    }),
  ])
  .meta({ id: "JobEvent" });
export type JobEvent = z.infer<typeof jobEventSchema>;

/** Whether a status is final. */
export function isFinal(status: JobStatus): boolean {
  return status === "succeeded" || status === "failed" || status === "cancelled";
}
