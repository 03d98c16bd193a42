import { isIP } from "node:net";
import type { RequestHandler } from "express";
import helmet from "helmet";
import { ForeignRequestError } from "../errors.ts";

/**
 * Response headers: a content security policy without any outside origin (WebAssembly, workers and the inline styles of
 * the component library are let through), and cross-origin isolation, without which a page gets no SharedArrayBuffer.
 */
export const securityHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      "default-src": ["'self'"],
      "base-uri": ["'none'"],
      "object-src": ["'none'"],
      "frame-ancestors": ["'none'"],
      "form-action": ["'self'"],
      "script-src": ["'self'", "'wasm-unsafe-eval'"],
      "script-src-attr": ["'none'"],
      "worker-src": ["'self'", "blob:"],
      "style-src": ["'self'", "'unsafe-inline'"],
      "img-src": ["'self'", "data:", "blob:"],
      "font-src": ["'self'", "data:"],
      "connect-src": ["'self'", "data:", "blob:"],
    },
  },
  xFrameOptions: { action: "deny" },
  crossOriginOpenerPolicy: { policy: "same-origin" },
  crossOriginEmbedderPolicy: { policy: "require-corp" },
  crossOriginResourcePolicy: { policy: "same-origin" },
  // The server speaks plain HTTP; what terminates TLS in front of it decides on this header.
  strictTransportSecurity: false,
});

/** The name part of a Host header, or undefined when the header is none. */
function hostName(host: string | undefined): string | undefined {
  if (host === undefined || !URL.canParse(`http://${host}`)) return undefined;
  const { hostname, pathname, username } = new URL(`http://${host}`);
  return pathname === "/" && username === "" ? hostname.replace(/^\[|\]$/g, "") : undefined;
}

/**
 * Refuses requests that reach the server under a name it does not go by. A page of another site can point its own name
 * at a loopback address (DNS rebinding) but cannot forge an address literal or `localhost`.
 */
export function hostGuard(allowedHosts: readonly string[]): RequestHandler {
  const allowed = new Set(["localhost", ...allowedHosts.map((name) => name.toLowerCase())]);
  return (request, _response, next) => {
    const name = hostName(request.headers.host);
    if (name !== undefined && (isIP(name) !== 0 || allowed.has(name))) {
      next();
      return;
    }
    throw new ForeignRequestError(
      `host must be localhost, an IP address or a name this server was told (--allow-host), got ` +
        `${request.headers.host === undefined ? "nothing" : `"${request.headers.host}"`}.`,
    );
  };
}

/** Refuses changes that a page of another site asks for. */
export const originGuard: RequestHandler = (request, _response, next) => {
  if (request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS") {
    next();
    return;
  }
  const { origin, host } = request.headers;
  const foreignOrigin = origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
  if (foreignOrigin || request.headers["sec-fetch-site"] === "cross-site") {
    throw new ForeignRequestError(
      `Requests that change something must come from this server's own pages, got one from ${origin ?? "another site"}.`,
    );
  }
  next();
};
