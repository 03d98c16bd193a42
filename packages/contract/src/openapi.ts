import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject } from "zod-openapi";
import { jobEventSchema } from "./job.ts";
import { problemSchema } from "./problem.ts";
import { routes, type Route } from "./routes.ts";

/** The OpenAPI 3.1 document of {@link routes}. */
export function createOpenApiDocument(version: string): ReturnType<typeof createDocument> {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [operationId, route] of Object.entries<Route>(routes)) {
    const response =
      "schema" in route.response
        ? { "application/json": { schema: route.response.schema } }
        : { "text/event-stream": { schema: z.string(), itemSchema: jobEventSchema } };
    (paths[route.path] ??= {})[route.method] = {
      operationId,
      summary: route.summary,
      tags: [route.path.startsWith("/api/jobs") ? "Jobs" : "Server"],
      ...(route.params || route.query
        ? {
            requestParams: {
              ...(route.params ? { path: route.params } : {}),
              ...(route.query ? { query: route.query } : {}),
            },
          }
        : {}),
      ...(route.body
        ? { requestBody: { required: true, content: { "application/json": { schema: route.body } } } }
        : {}),
      responses: {
        [String(route.response.status)]: { description: "Success", content: response },
        default: {
          description: "A problem",
          content: { "application/problem+json": { schema: problemSchema } },
        },
      },
    };
  }
  return createDocument({
    openapi: "3.1.1",
    info: {
      title: "Ansatz",
      version,
      description: "Audited quantum algorithms on real problems.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    paths: paths,
  });
}
