import type { RequestHandler } from "express";
import { rateLimit } from "express-rate-limit";
import { RateLimitError } from "../errors.ts";

/** Limits the changing requests of one client address within a minute. */
export function postLimit(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    skip: (request) => request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS",
    handler: (_request, response) => {
      const retryAfterSeconds = Number(response.getHeader("retry-after") ?? 60);
      throw new RateLimitError(
        `Up to ${perMinute} changing requests a minute are taken from one address; try again in ${retryAfterSeconds} s.`,
        { details: { retryAfterSeconds } },
      );
    },
  });
}
