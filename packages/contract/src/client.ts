import type { z } from "zod";
import {
  jobListSchema,
  jobSchema,
  type CreateJobInput,
  type Job,
  type JobList,
  type ListJobsQuery,
} from "./job.ts";
import {
  modelListSchema,
  predictResultSchema,
  trainedModelSchema,
  type ModelList,
  type PredictRequest,
  type PredictResult,
  type TrainedModel,
} from "./learning.ts";
import { problemSchema, type Problem } from "./problem.ts";
import { catalogueSchema, healthSchema, type Catalogue, type Health } from "./routes.ts";

/** A problem answered by the server. `code` is one of the table of error codes. */
export class ApiProblemError extends Error {
  override readonly name = "ApiProblemError";
  readonly code: string;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
    this.code = problem.code;
  }
}

/** The server cannot be reached or does not answer as Ansatz does. */
export class ServerUnavailableError extends Error {
  override readonly name = "ServerUnavailableError";
  readonly code = "server-unavailable";
}

export interface ApiClient {
  health(): Promise<Health>;
  catalogue(): Promise<Catalogue>;
  createJob(job: CreateJobInput): Promise<Job>;
  listJobs(query?: Partial<ListJobsQuery>): Promise<JobList>;
  readJob(id: string): Promise<Job>;
  cancelJob(id: string): Promise<Job>;
  listModels(): Promise<ModelList>;
  readModel(id: string): Promise<TrainedModel>;
  predict(id: string, request: PredictRequest): Promise<PredictResult>;
  /** Address of a job's event stream. */
  jobEventsUrl(id: string, after?: number): string;
}

/** A typed client of the API. `baseUrl` "" means the page's own origin. */
export function createApiClient(baseUrl: string, options: { readonly fetch?: typeof fetch } = {}): ApiClient {
  const send = options.fetch ?? fetch;
  const root = baseUrl.replace(/\/+$/, "");

  async function call<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    init: RequestInit = {},
  ): Promise<z.output<Schema>> {
    let response: Response;
    let body: unknown;
    try {
      response = await send(root + path, init);
      body = await response.json();
    } catch (cause) {
      throw new ServerUnavailableError(
        `The server at ${root === "" ? "this address" : root} cannot be reached; is \`ansatz serve\` running there?`,
        { cause },
      );
    }
    if (!response.ok) {
      const problem = problemSchema.safeParse(body);
      if (problem.success) throw new ApiProblemError(problem.data);
      throw new ServerUnavailableError(
        `The server answered with status ${String(response.status)} and no problem document.`,
      );
    }
    return schema.parse(body);
  }

  const jobPath = (id: string): string => `/api/jobs/${encodeURIComponent(id)}`;
  const modelPath = (id: string): string => `/api/models/${encodeURIComponent(id)}`;
  return {
    health: () => call(healthSchema, "/api/health"),
    catalogue: () => call(catalogueSchema, "/api/catalogue"),
    createJob: (job) =>
      call(jobSchema, "/api/jobs", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(job),
      }),
    listJobs: (query = {}) => {
      const parameters = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) parameters.set(name, String(value));
      const text = parameters.toString();
      return call(jobListSchema, `/api/jobs${text === "" ? "" : `?${text}`}`);
    },
    readJob: (id) => call(jobSchema, jobPath(id)),
    cancelJob: (id) => call(jobSchema, `${jobPath(id)}/cancel`, { method: "POST" }),
    listModels: () => call(modelListSchema, "/api/models"),
    readModel: (id) => call(trainedModelSchema, modelPath(id)),
    predict: (id, request) =>
      call(predictResultSchema, `${modelPath(id)}/predict`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(request),
      }),
    jobEventsUrl: (id, after = 0) =>
      `${root}${jobPath(id)}/events${after > 0 ? `?after=${String(after)}` : ""}`,
  };
}
