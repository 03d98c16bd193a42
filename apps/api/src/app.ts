import { routes } from "@ansatz/contract";
import compression from "compression";
import express, { type Express } from "express";
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";
import { AddressNotFoundError } from "./errors.ts";
import { dashboardRouter } from "./http/dashboard.ts";
import { docsRouter } from "./http/docs.ts";
import { mountMethodGuards, mountRoute } from "./http/mount.ts";
import { problemHandler } from "./http/problems.ts";
import { postLimit } from "./http/rate-limit.ts";
import { hostGuard, originGuard, securityHeaders } from "./http/security.ts";
import { cancelJob } from "./routes/cancel-job.ts";
import { catalogue } from "./routes/catalogue.ts";
import { createJob } from "./routes/create-job.ts";
import { health } from "./routes/health.ts";
import { jobEvents } from "./routes/job-events.ts";
import { listJobs } from "./routes/list-jobs.ts";
import { listModels } from "./routes/list-models.ts";
import { predict } from "./routes/predict.ts";
import { readJob } from "./routes/read-job.ts";
import { readModel } from "./routes/read-model.ts";
import type { Services } from "./services.ts";

export interface AppOptions extends Services {
  readonly log: Logger;
  /** The dashboard's build; without it only the API is served. */
  readonly dashboardDirectory?: string | undefined;
  /** Names beside localhost and IP addresses under which the server may be reached. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Changing requests that one client address may send a minute; 1,000 by default. */
  readonly requestsPerMinute?: number | undefined;
}

/** Routes beyond the contract's table, which document it. */
const docsRoutes = [
  { method: "get", path: "/api/openapi.json" },
  { method: "get", path: "/api/docs" },
] as const;

/** The Express application: security, the contract's routes, the docs page, the dashboard, problem documents. */
export function createApp(options: AppOptions): Express {
  const { log } = options;
  const app: Express = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");

  app.use(securityHeaders);
  app.use(pinoHttp({ logger: log, quietReqLogger: true, customLogLevel: () => "debug" }));
  app.use(hostGuard(options.allowedHosts ?? []));
  app.use(
    compression({
      // An event stream must not wait for a compressor's block to fill.
      filter: (request, response) =>
        !String(response.getHeader("content-type")).startsWith("text/event-stream") &&
        compression.filter(request, response),
    }),
  );

  app.use("/api", originGuard, postLimit(options.requestsPerMinute ?? 1_000), (_request, response, next) => {
    response.setHeader("cache-control", "no-store");
    next();
  });
  mountRoute(app, routes.health, health(options));
  mountRoute(app, routes.catalogue, catalogue(options));
  mountRoute(app, routes.createJob, createJob(options));
  mountRoute(app, routes.listJobs, listJobs(options));
  mountRoute(app, routes.readJob, readJob(options));
  mountRoute(app, routes.cancelJob, cancelJob(options));
  mountRoute(app, routes.jobEvents, jobEvents(options));
  mountRoute(app, routes.listModels, listModels(options));
  mountRoute(app, routes.readModel, readModel(options));
  mountRoute(app, routes.predict, predict(options));
  app.use("/api", docsRouter(options.version));
  mountMethodGuards(app, [...Object.values(routes), ...docsRoutes]);

  if (options.dashboardDirectory !== undefined) app.use(dashboardRouter(options.dashboardDirectory));
  app.use((request) => {
    const remedy =
      options.dashboardDirectory === undefined && !request.path.startsWith("/api")
        ? " The dashboard has not been built; `npm run build` builds it."
        : " The API's routes are listed at /api/docs.";
    throw new AddressNotFoundError(`There is nothing at ${request.path}.${remedy}`);
  });
  app.use(problemHandler(log));
  return app;
}
