import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { createOpenApiDocument } from "@ansatz/contract/openapi";
import { Router } from "express";
import { AddressNotFoundError } from "../errors.ts";

const swaggerFiles = ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"];

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Ansatz API</title>
    <link rel="icon" href="/api/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <main id="docs"></main>
    <noscript>This page needs JavaScript; the document itself is at <a href="/api/openapi.json">/api/openapi.json</a>.</noscript>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

// validatorUrl null: the document is not sent to an outside validator.
const start = `SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#docs",
  validatorUrl: null,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
});
`;

/** The OpenAPI document and a page that shows it, both served from here alone. */
export function docsRouter(version: string): Router {
  const router = Router();
  const swaggerDirectory = dirname(fileURLToPath(import.meta.resolve("swagger-ui-dist/package.json")));
  let openApi: string | undefined;

  router.get("/openapi.json", (_request, response) => {
    openApi ??= JSON.stringify(createOpenApiDocument(version));
    response.setHeader("cache-control", "no-cache");
    response.type("application/json").send(openApi);
  });
  router.get("/docs", (_request, response) => {
    response.setHeader("cache-control", "no-cache");
    response.type("html").send(page);
  });
  router.get("/docs/start.js", (_request, response) => {
    response.type("text/javascript").send(start);
  });
  router.get("/docs/:file", (request, response, next) => {
    const { file } = request.params;
    if (!swaggerFiles.includes(file)) {
      throw new AddressNotFoundError(`The docs page has no file "${file}".`);
    }
    response.setHeader("cache-control", "public, max-age=86400");
    response.sendFile(file, { root: swaggerDirectory }, (error?: Error) => {
      if (error) next(error);
    });
  });
  return router;
}
