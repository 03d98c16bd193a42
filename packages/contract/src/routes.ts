import { z } from "zod";
import {
  modelListSchema,
  predictRequestSchema,
  predictResultSchema,
  trainedModelSchema,
} from "./learning.ts";
import { createJobSchema, jobListSchema, jobSchema, listJobsQuerySchema } from "./job.ts";

export const healthSchema = z
  .object({
    status: z.literal("ok"),
    version: z.string(),
    storage: z.enum(["pglite", "postgresql"]),
    threads: z.int(),
    uptimeSeconds: z.number(),
    jobs: z.object({ queued: z.int(), running: z.int() }),
  })
  .meta({ id: "Health" });
export type Health = z.infer<typeof healthSchema>;

/** What the dashboard's forms offer: basis sets, library molecules, optimisers. */
export const catalogueSchema = z
  .object({
    basisSets: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        description: z.string(),
        citation: z.string(),
        elements: z.array(z.string()),
      }),
    ),
    molecules: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        formula: z.string(),
        charge: z.int(),
        multiplicity: z.int(),
        source: z.string(),
        xyz: z.string(),
      }),
    ),
  })
  .meta({ id: "Catalogue" });
export type Catalogue = z.infer<typeof catalogueSchema>;

const modelIdParams = z.strictObject({
  id: z.uuid({ error: "must be the id of the job that trained it (a UUID)" }),
});
const jobIdParams = z.strictObject({ id: z.uuid({ error: "must be a job id (a UUID)" }) });

/** The API's routes: what each takes and answers. The server mounts them, the OpenAPI document lists them, the client calls them. */
export const routes = {
  health: {
    method: "get",
    path: "/api/health",
    summary: "Whether the server works, and what it runs on",
    response: { status: 200, schema: healthSchema },
  },
  catalogue: {
    method: "get",
    path: "/api/catalogue",
    summary: "Basis sets and library molecules",
    response: { status: 200, schema: catalogueSchema },
  },
  createJob: {
    method: "post",
    path: "/api/jobs",
    summary: "Submit a job",
    body: createJobSchema,
    response: { status: 201, schema: jobSchema },
  },
  listJobs: {
    method: "get",
    path: "/api/jobs",
    summary: "List jobs, newest first",
    query: listJobsQuerySchema,
    response: { status: 200, schema: jobListSchema },
  },
  readJob: {
    method: "get",
    path: "/api/jobs/{id}",
    summary: "Read a job with its request and result",
    params: jobIdParams,
    response: { status: 200, schema: jobSchema },
  },
  cancelJob: {
    method: "post",
    path: "/api/jobs/{id}/cancel",
    summary: "Cancel a job that has not ended",
    params: jobIdParams,
    response: { status: 200, schema: jobSchema },
  },
  jobEvents: {
    method: "get",
    path: "/api/jobs/{id}/events",
    summary:
      "Stream a job's events (server-sent; each message's id is the event's number; Last-Event-ID or ?after= resumes; ends after the final status; 204 where that was the last one seen)",
    params: jobIdParams,
    query: z.strictObject({ after: z.coerce.number().int().min(0).default(0) }),
    response: { status: 200, eventStream: true },
  },
  listModels: {
    method: "get",
    path: "/api/models",
    summary: "List the models that jobs have trained, newest first",
    response: { status: 200, schema: modelListSchema },
  },
  readModel: {
    method: "get",
    path: "/api/models/{id}",
    summary: "Read a trained model, as a file for `ansatz predict`",
    params: modelIdParams,
    response: { status: 200, schema: trainedModelSchema },
  },
  predict: {
    method: "post",
    path: "/api/models/{id}/predict",
    summary: "Predict with a trained model",
    params: modelIdParams,
    body: predictRequestSchema,
    response: { status: 200, schema: predictResultSchema },
  },
} as const satisfies Record<string, Route>;

/** One route of the API. */
export interface Route {
  readonly method: "get" | "post" | "delete";
  readonly path: string;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly response:
    | { readonly status: number; readonly schema: z.ZodType }
    | { readonly status: number; readonly eventStream: true };
}
