import { parseInput, type Route } from "@ansatz/contract";
import type { Express, Request, Response } from "express";
import type { z } from "zod";
import { MethodNotAllowedError } from "../errors.ts";
import { jsonBody } from "./json-body.ts";

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** A request after its schemas. */
export interface ParsedRequest<R extends Route> {
  readonly params: R extends { readonly params: infer S } ? Parsed<S> : undefined;
  readonly query: R extends { readonly query: infer S } ? Parsed<S> : undefined;
  readonly body: R extends { readonly body: infer S } ? Parsed<S> : undefined;
  readonly request: Request;
  readonly response: Response;
}

/** What a route answers: the value of its response schema, or null for a route that writes its stream itself. */
export type Answer<R extends Route> = R["response"] extends { readonly schema: infer S } ? Parsed<S> : null;

export type Handler<R extends Route> = (parsed: ParsedRequest<R>) => Promise<Answer<R>>;

/** Express's form of a path of the contract: `/api/jobs/{id}` → `/api/jobs/:id`. */
function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

/** Mounts one route of the contract: parses the request by its schemas, answers what the handler returns. */
export function mountRoute<R extends Route>(app: Express, route: R, handler: Handler<R>): void {
  const middleware = route.body ? [jsonBody] : [];
  app[route.method](expressPath(route.path), ...middleware, async (request: Request, response: Response) => {
    const answer = await handler({
      params: route.params && parseInput(route.params, request.params),
      query: route.query && parseInput(route.query, { ...request.query }),
      body: route.body && parseInput(route.body, request.body),
      request,
      response,
    } as ParsedRequest<R>);
    if ("schema" in route.response) response.status(route.response.status).json(answer);
  });
}

/** Answers every other method at the paths of these routes: OPTIONS with what they take, the rest with 405. */
export function mountMethodGuards(app: Express, routes: readonly Pick<Route, "method" | "path">[]): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
    const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"];
    app.all(expressPath(path), (request, response) => {
      response.setHeader("allow", allow.join(", "));
      if (request.method === "OPTIONS") {
        response.status(204).end();
        return;
      }
      throw new MethodNotAllowedError(`${path} takes ${allow.join(", ")}, got ${request.method}.`, {
        details: { allow },
      });
    });
  }
}
